package ctrsweep.sweep;

import java.util.Optional;

/// Notices that the first trials of a launch all fail in the same way before their first epoch: all others would too.
final class FirstFailures {
    /// Two may be chance, or belong to one corner of the space.
    private static final int ENOUGH = 3;

    private Optional<String> error = Optional.empty();
    private int alike;
    private boolean over;

    /// @param epochs reported by the trial in this launch
    /// @return the common error when this trial's end makes them enough
    synchronized Optional<String> add(Outcome outcome, int epochs) {
        if (over || epochs > 0 || !(outcome instanceof Outcome.Failed failed) || differs(failed)) {
            over = true;
            return Optional.empty();
        }
        error = error.or(() -> Optional.of(failed.error()));
        alike++;
        over = alike == ENOUGH;
        return over ? error : Optional.empty();
    }

    /// Numbers may be the trial's own: of its folder, its process, its values.
    private boolean differs(Outcome.Failed failed) {
        return error.filter(first -> !withoutNumbers(first).equals(withoutNumbers(failed.error())))
                .isPresent();
    }

    private static String withoutNumbers(String text) {
        return text.replaceAll("[0-9]+([.][0-9]+)?", "#");
    }
}
