package ctrsweep.cli;

import ctrsweep.report.Escaped;
import ctrsweep.report.Leaderboard;
import ctrsweep.report.TableFormat;
import ctrsweep.store.SweepSummary;
import ctrsweep.sweep.TrialResult;
import java.util.List;
import java.util.Optional;

/// What `show SWEEP` prints.
record SweepPage(SweepSummary sweep, List<TrialResult> trials, Surroundings surroundings) {
    private static final int SHOWN = 10;

    String text() {
        return facts() + board();
    }

    private String facts() {
        Lines lines = new Lines()
                .add("sweep", sweep.name())
                .add("method", sweep.method() + ", seed " + sweep.seed())
                .add("objective", Words.of(sweep.goal()) + " " + sweep.objective())
                .add("parameters", String.join(", ", sweep.parameters()))
                .add("trials", Words.trials(sweep));
        sweep.best().ifPresent(best -> lines.add("best", Words.metric(best)));
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
        Leaderboard leaderboard = Leaderboard.ofPoints(sweep.objective(), sweep.goal(), sweep.parameters(), trials);
        String table = TableFormat.TABLE.write(
                leaderboard.table().select(leaderboard.mainColumns()).first(SHOWN), surroundings.width());
        String more = trials.size() > SHOWN
                ? "(%d more: ./sweep leaderboard %s)\n".formatted(trials.size() - SHOWN, Escaped.of(sweep.name()))
                : "";
        return "\n" + table + more;
    }
}
