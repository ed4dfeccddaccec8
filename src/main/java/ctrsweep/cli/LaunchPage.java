package ctrsweep.cli;

import ctrsweep.config.SweepSpec;
import ctrsweep.report.Escaped;
import ctrsweep.report.Leaderboard;
import ctrsweep.report.Table;
import ctrsweep.report.TableFormat;
import ctrsweep.store.Queries;
import ctrsweep.store.SweepSummary;
import ctrsweep.sweep.LaunchSummary;
import ctrsweep.sweep.TrialResult;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/// What a launch prints at its end: the leaderboard, the best that is reachable where it is known, and what to
/// try next.
record LaunchPage(SweepSpec spec, LaunchSummary summary, Queries queries, Surroundings surroundings) {
    private static final int SHOWN = 10;

    void print() {
        PrintStream out = surroundings.out();
        SweepSummary sweep = queries.sweep(spec.name());
        List<TrialResult> trials = queries.trials(sweep);
        surroundings.err().println(ending());
        Leaderboard leaderboard = new Leaderboard(sweep.objective(), sweep.parameters(), trials);
        Table table = leaderboard.table().select(leaderboard.mainColumns());
        out.print(TableFormat.TABLE.write(table.first(SHOWN), surroundings.width()));
        if (trials.size() > SHOWN) {
            out.printf("(%d more)%n", trials.size() - SHOWN);
        }
        Optional.ofNullable(sweep.reachable().get(sweep.objective()))
                .ifPresent(best -> out.printf(
                        "%nBest reachable %s on this data, by the probabilities that generated it: %s%n",
                        sweep.objective(), Words.metric(best)));
        out.print(next(Escaped.of(spec.name())));
        out.flush();
    }

    private String ending() {
        String counts = "%d of %d trials run: %d completed, %d failed; %d had ended before"
                .formatted(summary.ran(), summary.planned(), summary.completed(), summary.failed(), summary.skipped());
        return switch (summary.ending()) {
            case PLAN_DONE -> counts;
            case TARGET -> counts + "; the target was reached";
            case FAILURES -> counts + "; stopped after as many failures as budget.failures allows";
            case WALL -> counts + "; budget.wall is used up";
            case STOPPED -> counts + "; interrupted: launch again to go on";
        };
    }

    private static String next(String name) {
        return """

                Next: sweep best %1$s
                      sweep show %1$s 0
                      sweep leaderboard %1$s --csv outputs/%1$s.csv
                """.formatted(name);
    }
}
