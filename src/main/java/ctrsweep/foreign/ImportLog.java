package ctrsweep.foreign;

import ctrsweep.config.ConfigException;
import ctrsweep.config.PlacedValues;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What there is to say about a file that is imported: keys that are not carried over, and mistakes in it.
final class ImportLog {
    /// `file:line:column` before the rest of the line.
    private static final Pattern PLACE = Pattern.compile("(.*?):(\\d+):(\\d+): .*", Pattern.DOTALL);

    private static final Comparator<String> BY_PLACE = Comparator.comparing((String line) -> part(line, 1))
            .thenComparingInt(line -> Integer.parseInt(part(line, 2)))
            .thenComparingInt(line -> Integer.parseInt(part(line, 3)));

    private final List<String> notCarried = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    void notCarried(PlacedValues file, String path, String why) {
        notCarried.add(line(file, path, why));
    }

    void problem(PlacedValues file, String path, String what) {
        problems.add(line(file, path, what));
    }

    private static String line(PlacedValues file, String path, String text) {
        return file.place(path) + ": " + (path.isEmpty() ? text : path + ": " + text);
    }

    /// In the order of the file.
    List<String> notCarried() {
        return notCarried.stream().sorted(BY_PLACE).toList();
    }

    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new ConfigException(problems.stream().sorted(BY_PLACE).toList());
        }
    }

    private static String part(String line, int group) {
        Matcher place = PLACE.matcher(line);
        return place.matches() ? place.group(group) : group == 1 ? line : "0";
    }
}
