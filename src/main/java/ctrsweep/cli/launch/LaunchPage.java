package ctrsweep.cli.launch;

import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.cli.text.ExitCodes;
import ctrsweep.cli.text.Phrases;
import ctrsweep.config.SweepSpec;
import ctrsweep.report.Escaped;
import ctrsweep.report.Leaderboard;
import ctrsweep.report.Table;
import ctrsweep.report.TableFormat;
import ctrsweep.sweep.LaunchSummary;
import ctrsweep.sweep.LaunchSummary.Ending;
import ctrsweep.sweep.Plan;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.Trial;
import ctrsweep.text.CalledAs;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/// The summary of a launch: the leaderboard, the best reachable value if known, and commands to try next.
public record LaunchPage(
        SweepSpec spec, LaunchSummary summary, Results results, ConsoleEnvironment console, LaunchReporter reporter) {
    private static final int SHOWN = 10;

    public void print() {
        printEnding();
        if (summary.ending() == Ending.STOPPED) {
            return;
        }
        PrintStream out = console.out();
        SweepSummary sweep = results.sweep(spec.name());
        List<Trial> trials = results.trials(sweep);
        Leaderboard leaderboard = Leaderboard.ofPoints(sweep, trials);
        Table table = leaderboard.table().select(leaderboard.mainColumns());
        out.print(TableFormat.TABLE.write(table.first(SHOWN), console.width()));
        if (table.rows().size() > SHOWN) {
            out.printf("(%d more)%n", table.rows().size() - SHOWN);
        }
        Optional.ofNullable(sweep.reachable().get(sweep.objective()))
                .ifPresent(best -> out.printf(
                        "%nBest reachable %s, known because the data is generated: %s%n",
                        sweep.objective(), Phrases.metric(best)));
        out.print(next(Escaped.of(spec.name()), trials));
        out.flush();
    }

    void printEnding() {
        if (ExitCodes.of(summary) == ExitCodes.DONE) {
            reporter.note(ending());
        } else {
            reporter.problem(ending());
        }
    }

    private String ending() {
        return switch (summary.ending()) {
            case PLAN_DONE -> counts();
            case TARGET -> counts() + "; the target is reached";
            case FAILURES -> counts() + "; stopped after as many failures as budget.failures allows";
            case ALL_FAIL ->
                counts()
                        + "; stopped, since all fail alike: mend it and launch with --retry-failed, or run the others with --keep-going";
            case WALL -> counts() + "; budget.wall is used up";
            case ELSEWHERE -> counts() + "; other processes run what is left";
            case TURN -> counts() + "; other sweeps have their turn";
            case STOPPED -> counts() + "; interrupted: launch again to go on";
        };
    }

    /// `11 of 12 trials run: 10 completed, 1 failed; 1 had ended before`.
    private String counts() {
        String run = summary.ran() == 0
                ? "none%s run".formatted(ofAll())
                : "%d%s run: %d completed".formatted(summary.ran(), ofAll(), summary.completed());
        String pruned = summary.pruned() == 0 ? "" : ", %d pruned".formatted(summary.pruned());
        String failed = summary.failed() == 0 ? "" : ", %d failed".formatted(summary.failed());
        return run + pruned + failed + before();
    }

    private String ofAll() {
        return summary.planned() == Long.MAX_VALUE
                ? " trials"
                : " of %s trials".formatted(Phrases.planned(spec, new Plan(spec).size()));
    }

    private String before() {
        if (summary.skipped() == 0) {
            return "";
        }
        String failed = summary.failedBefore() == 0 ? "" : ", %d of them failed".formatted(summary.failedBefore());
        return "; %d had ended before%s".formatted(summary.skipped(), failed);
    }

    /// Trials come in order of rank; if the first has none, no trial was completed.
    private static String next(String name, List<Trial> trials) {
        if (trials.isEmpty()) {
            return "";
        }
        if (trials.getFirst().rank().isEmpty()) {
            return CalledAs.in("""

                    No trial was completed with a result. Why: ./sweep show %1$s %2$d
                    """.formatted(name, trials.getFirst().number()));
        }
        return CalledAs.in("""

                Next: ./sweep best %1$s
                      ./sweep show %1$s %2$d
                      ./sweep report %1$s
                      ./sweep leaderboard %1$s --csv outputs/%1$s.csv
                """.formatted(name, trials.getFirst().number()));
    }
}
