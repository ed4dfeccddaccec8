package ctrsweep.cli;

import ctrsweep.report.Escaped;
import ctrsweep.report.Leaderboard;
import ctrsweep.report.Table;
import ctrsweep.report.TableFormat;
import ctrsweep.store.Queries;
import ctrsweep.store.SweepSummary;
import ctrsweep.sweep.TrialResult;
import ctrsweep.sweep.TrialState;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "best",
        mixinStandardHelpOptions = true,
        description = "Shows the best trial of a sweep, and the next ones.")
final class BestCommand implements Runnable {
    private final Surroundings surroundings;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Parameters(arity = "0..1", paramLabel = "SWEEP", description = "The sweep's name. Default: the latest.")
    private Optional<String> sweep = Optional.empty();

    @Option(
            names = "-n",
            paramLabel = "N",
            converter = Count.class,
            description = "How many trials to show. Default: 5.")
    private int count = 5;

    BestCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        database.ask(surroundings, this::print);
    }

    private void print(Queries queries) {
        SweepSummary summary = sweep.map(queries::sweep).orElseGet(queries::latestSweep);
        List<TrialResult> ranked = queries.trials(summary).stream()
                .filter(trial -> trial.rank().isPresent())
                .toList();
        if (ranked.isEmpty()) {
            throw new CommandFailure("sweep %s has no completed trial with a finite %s; trials: %s"
                    .formatted(summary.name(), summary.objective(), Words.trials(summary)));
        }
        String name = Escaped.of(summary.name());
        TrialResult best = ranked.getFirst();
        PrintStream out = surroundings.out();
        out.print("%s: trial %d is the best of %s\n"
                .formatted(
                        name, best.number(), Words.trials(summary.count(TrialState.COMPLETED), TrialState.COMPLETED)));
        out.print(new TrialFacts(summary, best).text());
        out.print(next(summary, ranked));
        out.print("\nAll about it: ./sweep show %s %d\n".formatted(name, best.number()));
    }

    private String next(SweepSummary summary, List<TrialResult> ranked) {
        List<TrialResult> others = ranked.subList(1, Math.min(count, ranked.size()));
        if (others.isEmpty()) {
            return "";
        }
        Leaderboard leaderboard = new Leaderboard(summary.objective(), summary.parameters(), others);
        Table table = leaderboard.table().select(leaderboard.mainColumns());
        return "\n" + TableFormat.TABLE.write(table, surroundings.width());
    }
}
