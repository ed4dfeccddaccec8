package ctrsweep.config;

import java.util.Optional;
import java.util.OptionalInt;

/// How many trials of one shape train in one step: `auto`, `off`, or at most a number.
///
/// @param given 0 for `off`; empty for `auto`
public record Fuse(OptionalInt given) {
    public static final Fuse AUTO = new Fuse(OptionalInt.empty());
    public static final Fuse OFF = new Fuse(OptionalInt.of(0));
    public static final String RULE = "must be auto, off or a whole number from 1";

    /// The most threads that a launch may reasonably have.
    private static final int MOST = 1024;

    /// The most trials in one step where nobody has given a number.
    private static final int AUTO_MOST = 64;

    /// @return empty where the text is none of the forms
    public static Optional<Fuse> of(String text) {
        return switch (text) {
            case "auto" -> Optional.of(AUTO);
            case "off" -> Optional.of(OFF);
            case String number
            when number.matches("0*[1-9]\\d{0,8}") ->
                Optional.of(new Fuse(OptionalInt.of(Math.min(MOST, Integer.parseInt(number)))));
            default -> Optional.empty();
        };
    }

    /// The most trials in one step; 0 where trials train one after the other.
    ///
    /// @param suits whether the device gains by it
    /// @param trials that there are
    public int most(boolean suits, long trials) {
        return (int) Math.min(given.orElse(suits ? AUTO_MOST : 0), Math.max(1, trials));
    }

    @Override
    public String toString() {
        return given.isEmpty() ? "auto" : given.getAsInt() == 0 ? "off" : Integer.toString(given.getAsInt());
    }
}
