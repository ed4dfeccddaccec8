package ctrsweep.cli.text;

import ctrsweep.report.Escaped;
import ctrsweep.sweep.Revision;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The revisions of a sweep's spec, each with the lines that changed from the one before.
record RevisionList(List<Revision> revisions, ConsoleEnvironment console) {

    /// Empty if there is only one revision.
    String text() {
        if (revisions.size() < 2) {
            return "";
        }
        StringBuilder text = new StringBuilder("\nrevisions\n");
        String before = "";
        for (Revision revision : revisions) {
            text.append("  %d  %s  the first to ask for %d trial%s%n"
                    .formatted(
                            revision.number(),
                            DisplayTime.of(revision.launched(), console.zone()),
                            revision.trials(),
                            revision.trials() == 1 ? "" : "s"));
            if (revision.number() > 1) {
                text.append(changes(before, revision.spec()));
            }
            before = revision.spec();
        }
        return text.toString();
    }

    private static String changes(String before, String after) {
        Set<String> gone = lines(before);
        gone.removeAll(lines(after));
        Set<String> come = lines(after);
        come.removeAll(lines(before));
        StringBuilder changes = new StringBuilder();
        gone.forEach(line -> changes.append("     - ").append(Escaped.of(line)).append('\n'));
        come.forEach(line -> changes.append("     + ").append(Escaped.of(line)).append('\n'));
        return changes.isEmpty()
                ? "     the same text; the base config or the command line differ\n"
                : changes.toString();
    }

    private static Set<String> lines(String text) {
        return new LinkedHashSet<>(
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
    }
}
