package ctrsweep.store;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.config.ExperimentReader;
import ctrsweep.metric.Goal;
import ctrsweep.settings.Experiment;
import ctrsweep.space.Assignment;
import ctrsweep.space.Value;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.PlannedTrial;
import ctrsweep.sweep.Point;
import ctrsweep.sweep.Ranks;
import ctrsweep.sweep.StopReason;
import ctrsweep.sweep.SweepDefinition;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialFilter;
import ctrsweep.sweep.TrialKeys;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// There is one rank: of lists, of the best, of the view, and of results that no database ranks.
class RanksTest {
    @TempDir
    Path folder;

    private DatabaseSweepLog log;
    private OpenSweep sweep;

    private void open(Database database, Goal goal, int repeats) {
        log = Fixture.log(database, "here:1:0", new Fixture.Hands());
        sweep = log.open(new SweepDefinition(
                "s",
                "name: s\n",
                "a",
                "a",
                Fixture.VAL_AUC,
                goal,
                "grid",
                1,
                List.of("training.lr"),
                repeats,
                Experiment.DEFAULTS));
    }

    private void run(long number, double lr, long seed, Outcome outcome) {
        Experiment config = ExperimentReader.changed(Experiment.DEFAULTS, List.of("training.lr=" + lr, "seed=" + seed));
        PlannedTrial trial = new PlannedTrial(
                number,
                new Assignment(Map.of("training.lr", new Value.Real(lr))),
                config,
                ctrsweep.config.ConfigTree.hash(config));
        log.finish(Fixture.take(log, sweep, trial), outcome);
    }

    /// Point .1 has means .70 and .80 (.75), point .2 has .74 twice (.74), point .3 one lucky seed (.9) of the two
    /// that the spec asks for: it follows those that have both.
    @Test
    void oneLuckySeedRanksAfterPointsThatHaveThemAll() {
        try (Database database = Fixture.database(folder)) {
            open(database, Goal.MAXIMIZE, 2);
            run(0, 0.1, 1, Fixture.completed(0.70));
            run(1, 0.1, 2, Fixture.completed(0.80));
            run(2, 0.2, 1, Fixture.completed(0.74));
            run(3, 0.2, 2, Fixture.completed(0.74));
            run(4, 0.3, 1, Fixture.completed(0.90));
            DatabaseResults queries = new DatabaseResults(database);
            SweepSummary summary = queries.sweep("s");

            assertThat(queries.trials(summary))
                    .extracting(trial -> trial.number() + ":" + trial.rank().orElseThrow())
                    .containsExactly("0:1", "1:1", "2:2", "3:2", "4:3");
            assertThat(queries.bestValues()).containsEntry(summary.id(), 0.75);
            assertThat(queries.best(summary, 1))
                    .extracting(point -> point.first().number())
                    .containsExactly(0L);
        }
    }

    @Test
    void allAgreeOnRandomResults() {
        for (int seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Goal goal = random.nextBoolean() ? Goal.MAXIMIZE : Goal.MINIMIZE;
            int repeats = random.nextInt(1, 4);
            try (Database database = Fixture.database(folder.resolve("db" + seed))) {
                open(database, goal, repeats);
                for (int number = 0; number < 30; number++) {
                    run(number, (1 + number / 3) / 100.0, number % 3, outcome(random));
                }
                agree(database, goal, repeats);
            }
        }
    }

    /// Few values, so that there are ties.
    private static Outcome outcome(SplittableRandom random) {
        return switch (random.nextInt(5)) {
            case 0 -> new Outcome.Failed(StopReason.ERROR, "no", Map.of());
            case 1 -> Fixture.completed(Double.NaN);
            default -> Fixture.completed(0.5 + random.nextInt(4) / 8.0);
        };
    }

    private static void agree(Database database, Goal goal, int repeats) {
        DatabaseResults queries = new DatabaseResults(database);
        SweepSummary summary = queries.sweep("s");
        List<Trial> trials = queries.trials(summary);

        assertThat(new Ranks(Fixture.VAL_AUC, goal, repeats).of(trials)).isEqualTo(trials);
        for (String condition : List.of("trial >= 0", "val.auc > 0.6 or state = failed", "trial > 99")) {
            TrialFilter filter = new TrialFilter(Optional.of(condition), ZoneOffset.UTC, true);
            List<Trial> each = new ArrayList<>();
            queries.eachByRank(summary, filter, each::add);
            assertThat(each).isEqualTo(queries.trials(summary, filter));
            assertThat(queries.keys(summary, filter)).isEqualTo(TrialKeys.of(each));
        }
        List<Point> points = Point.ranked(trials);
        assertThat(points).extracting(Point::rank).isSorted().doesNotHaveDuplicates();
        assertThat(queries.best(summary, 4)).isEqualTo(points.subList(0, Math.min(4, points.size())));
        assertThat(Fixture.rows(database, "SELECT trial || '|' || coalesce(rank, '-') FROM leaderboard"))
                .containsExactlyElementsOf(trials.stream()
                        .map(trial -> trial.number() + "|"
                                + trial.rank().map(String::valueOf).orElse("-"))
                        .toList());
        assertThat(Optional.ofNullable(queries.bestValues().get(summary.id())))
                .isEqualTo(points.stream().findFirst().flatMap(point -> point.mean(Fixture.VAL_AUC)));
    }
}
