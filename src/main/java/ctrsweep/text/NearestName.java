package ctrsweep.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// The valid name nearest to a misspelt one.
public final class NearestName {
    private NearestName() {}

    /// `; did you mean lr?`, or the alternatives where none is near.
    public static String hint(String name, Collection<String> valid) {
        String alternatives = valid.isEmpty() ? "" : "; there are " + String.join(", ", valid);
        return near(name, valid)
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse(alternatives);
    }

    /// The valid name that differs least, unless it differs too much to be meant.
    public static Optional<String> near(String name, Collection<String> valid) {
        return valid.stream()
                .min(Comparator.comparingInt((String candidate) -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(candidate -> distance(name, candidate) <= Math.max(2, name.length() / 3));
    }

    /// Edits (insert, delete, replace) from one word to the other (Wagner and Fischer 1974).
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], row[j]));
            }
        }
        return row[b.length()];
    }
}
