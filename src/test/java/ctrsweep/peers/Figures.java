package ctrsweep.peers;

import java.util.Locale;

/// The figures of a benchmark, printed one a line.
final class Figures {
    private Figures() {}

    static void print(String name, double value) {
        System.out.printf(Locale.ROOT, "%-44s %12.3f%n", name, value);
    }

    static void print(String name, double ours, String peer, double theirs) {
        System.out.printf(
                Locale.ROOT, "%-44s %12.3f   %s %.3f   ratio %.2f%n", name, ours, peer, theirs, ours / theirs);
    }
}
