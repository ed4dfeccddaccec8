package ctrsweep.cli;

import ctrsweep.report.Escaped;
import ctrsweep.report.Leaderboard;
import ctrsweep.report.Table;
import ctrsweep.report.TableFormat;
import ctrsweep.store.Revision;
import ctrsweep.store.SweepSummary;
import ctrsweep.sweep.Point;
import ctrsweep.sweep.TrialResult;
import java.util.List;
import java.util.Optional;

/// What `show SWEEP` prints.
/// @param revisions of its spec
record SweepPage(
        SweepSummary sweep,
        List<TrialResult> trials,
        List<Revision> revisions,
        Curves curves,
        Surroundings surroundings) {
    private static final int SHOWN = 10;

    String text() {
        return facts() + board() + new RevisionList(revisions, surroundings).text();
    }

    private String facts() {
        Lines lines = new Lines()
                .add("sweep", sweep.name())
                .add("method", sweep.method() + ", seed " + sweep.seed())
                .add("objective", Words.of(sweep.goal()) + " " + sweep.objective())
                .add("parameters", String.join(", ", sweep.parameters()))
                .add("trials", Words.trials(sweep));
        if (sweep.generation() > 1) {
            lines.add(
                    "generation",
                    "%d; %,d earlier trials on other data stay, without a rank: ./sweep trials %s --where 'generation < %d'"
                            .formatted(sweep.generation(), sweep.earlier(), sweep.name(), sweep.generation()));
        }
        Point.ranked(trials).stream()
                .findFirst()
                .flatMap(point -> point.mean(sweep.objective()))
                .ifPresent(best -> lines.add("best", Words.metric(best)));
        Optional.ofNullable(sweep.reachable().get(sweep.objective()))
                .ifPresent(best -> lines.add("best reachable", Words.metric(best)));
        return lines.add("revisions", sweep.revisions())
                .add("begun", Times.of(sweep.created(), surroundings.zone()))
                .add("last activity", Times.of(sweep.lastActivity(), surroundings.zone()))
                .indented(0);
    }

    private String board() {
        if (trials.isEmpty()) {
            return "";
        }
        Leaderboard leaderboard = Leaderboard.ofPoints(sweep.objective(), sweep.parameters(), trials);
        Table table = leaderboard.table().select(leaderboard.mainColumns());
        int more = table.rows().size() - SHOWN;
        return "\n" + TableFormat.TABLE.write(curves.beside(table.first(SHOWN)), surroundings.width())
                + (more > 0 ? "(%d more: ./sweep leaderboard %s)\n".formatted(more, Escaped.of(sweep.name())) : "");
    }
}
