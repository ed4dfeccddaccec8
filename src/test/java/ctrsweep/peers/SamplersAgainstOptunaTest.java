package ctrsweep.peers;

import ctrsweep.search.History;
import ctrsweep.search.Observation;
import ctrsweep.search.RandomSampler;
import ctrsweep.search.Sampler;
import ctrsweep.search.SobolSampler;
import ctrsweep.search.Suggestion;
import ctrsweep.search.gp.GpSampler;
import ctrsweep.search.tpe.TpeSampler;
import ctrsweep.search.tpe.TpeSettings;
import ctrsweep.space.Assignment;
import ctrsweep.space.Space;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hipparchus.stat.inference.WilcoxonSignedRankTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The regret of our samplers and of Optuna's on functions, and on the tables of a folder.
///
/// `-Dctrsweep.tables=DIR` names the folder, whose CSV files have a column for each parameter and the loss last;
/// `-Dctrsweep.seeds=N` is the number of searches of each problem; `-Dctrsweep.python=PATH` names a Python that has
/// Optuna, without which only ours are compared.
@Tag("peers")
class SamplersAgainstOptunaTest {
    private static final int SEEDS = Integer.getInteger("ctrsweep.seeds", 20);
    private static final String TABLES = System.getProperty("ctrsweep.tables", "");
    private static final String PYTHON = System.getProperty("ctrsweep.python", "");

    /// A sweep asks without a history after so many points that were tried before.
    private static final int MOST_REPEATED = 20;

    private static final Map<String, BiFunction<Space, Long, Sampler>> OURS = new LinkedHashMap<>();

    static {
        OURS.put("random", RandomSampler::new);
        OURS.put("sobol", SobolSampler::new);
        OURS.put("tpe", (space, seed) -> new TpeSampler(space, seed, TpeSettings.DEFAULTS));
        OURS.put("gp", (space, seed) -> new GpSampler(space, seed, OptionalInt.empty()));
    }

    /// The searches of a problem by a sampler, by seed.
    private record Searches(List<Trials> trials) {
        double[] regrets() {
            return trials.stream().mapToDouble(each -> each.regret).toArray();
        }

        double millisPerSuggestion(SearchProblem problem) {
            return trials.stream().mapToLong(each -> each.nanos).sum() / 1e6 / SEEDS / problem.trials();
        }
    }

    @Test
    void compares() throws IOException {
        List<SearchProblem> problems = new ArrayList<>(SearchProblem.all());
        if (!TABLES.isEmpty()) {
            try (Stream<Path> files = Files.list(Path.of(TABLES))) {
                for (Path file : files.filter(file -> file.toString().endsWith(".csv"))
                        .sorted()
                        .toList()) {
                    problems.add(SearchProblem.table(file));
                }
            }
        }
        if (PYTHON.isEmpty()) {
            problems.forEach(problem -> print(problem, ours(problem)));
            return;
        }
        try (OptunaSampler optuna = new OptunaSampler(Path.of(PYTHON))) {
            List<String> names = optuna.names();
            for (SearchProblem problem : problems) {
                Map<String, Searches> searches = ours(problem);
                for (String name : names) {
                    searches.put("Optuna's " + name, searches(seed -> search(problem, optuna, name, seed)));
                }
                print(problem, searches);
            }
        }
    }

    private static Map<String, Searches> ours(SearchProblem problem) {
        Map<String, Searches> searches = new LinkedHashMap<>();
        OURS.forEach((name, sampler) ->
                searches.put(name, searches(seed -> search(problem, sampler.apply(problem.space(), seed), seed))));
        return searches;
    }

    private interface Search {
        /// The search of a seed.
        Trials of(long seed);
    }

    private static Searches searches(Search search) {
        return new Searches(IntStream.range(0, SEEDS).mapToObj(search::of).toList());
    }

    /// The trials of one search. The regret is that of the point with the lowest observed loss.
    private static final class Trials {
        private final SearchProblem problem;
        private final Random noise;
        private double best = Double.POSITIVE_INFINITY;
        private double regret = Double.MAX_VALUE;
        private long nanos;

        Trials(SearchProblem problem, long seed) {
            this.problem = problem;
            noise = new Random(seed);
        }

        Assignment timed(Supplier<Assignment> suggestion) {
            long began = System.nanoTime();
            Assignment point = suggestion.get();
            nanos += System.nanoTime() - began;
            return point;
        }

        double loss(Assignment point) {
            double truth = problem.loss().applyAsDouble(point.values());
            double loss = truth + problem.noise() * noise.nextGaussian();
            if (loss < best) {
                best = loss;
                regret = truth - problem.least();
            }
            return loss;
        }
    }

    private static Trials search(SearchProblem problem, OptunaSampler optuna, String name, long seed) {
        Trials trials = new Trials(problem, seed);
        optuna.begin(name, seed);
        for (int trial = 0; trial < problem.trials(); trial++) {
            optuna.tell(trials.loss(trials.timed(() -> optuna.suggest(problem.space()))));
        }
        return trials;
    }

    /// As a sweep does, this skips points that were tried before.
    private static Trials search(SearchProblem problem, Sampler sampler, long seed) {
        Trials trials = new Trials(problem, seed);
        List<Observation> results = new ArrayList<>();
        Set<Assignment> tried = new HashSet<>();
        long[] draw = {0};
        for (int trial = 0; trial < problem.trials(); trial++) {
            Assignment point = trials.timed(() -> untried(sampler, results, tried, draw));
            results.add(new Observation(point, trials.loss(point)));
        }
        return trials;
    }

    private static Assignment untried(Sampler sampler, List<Observation> results, Set<Assignment> tried, long[] draw) {
        int repeated = 0;
        while (true) {
            History history = repeated < MOST_REPEATED ? new History(results, List.of()) : History.NONE;
            switch (sampler.suggest(draw[0], history)) {
                case Suggestion.Point(Assignment point) -> {
                    draw[0]++;
                    if (tried.add(point)) {
                        return point;
                    }
                    repeated++;
                }
                case Suggestion.PassOver(long next) -> draw[0] = next;
                case Suggestion.Exhausted() -> throw new IllegalStateException("no points are left");
            }
        }
    }

    private static void print(SearchProblem problem, Map<String, Searches> searches) {
        System.out.printf(
                "%n%s, %d trials, %d seeds%n%-16s %12s %6s %10s %22s %22s%n",
                problem.name(),
                problem.trials(),
                SEEDS,
                "",
                "median",
                "rank",
                "ms",
                "against our tpe",
                "against our gp");
        double[] tpe = Objects.requireNonNull(searches.get("tpe")).regrets();
        double[] gp = Objects.requireNonNull(searches.get("gp")).regrets();
        searches.forEach((name, found) -> System.out.printf(
                Locale.ROOT,
                "%-16s %12.5g %6.2f %10.2f %22s %22s%n",
                name,
                median(found.regrets()),
                rank(found.regrets(), List.copyOf(searches.values())),
                found.millisPerSuggestion(problem),
                paired(found.regrets(), tpe),
                paired(found.regrets(), gp)));
    }

    private static double median(double[] regrets) {
        double[] sorted = regrets.clone();
        Arrays.sort(sorted);
        return (sorted[(SEEDS - 1) / 2] + sorted[SEEDS / 2]) / 2;
    }

    /// The mean rank among all samplers; equal regrets share theirs.
    private static double rank(double[] regrets, List<Searches> all) {
        return IntStream.range(0, SEEDS)
                .mapToDouble(seed -> 0.5
                        + all.stream()
                                .mapToDouble(other -> 1 - (Math.signum(other.regrets()[seed] - regrets[seed]) + 1) / 2)
                                .sum())
                .average()
                .orElseThrow();
    }

    /// Wins, losses and the two-sided p of Wilcoxon's signed rank test.
    private static String paired(double[] one, double[] other) {
        long wins = IntStream.range(0, SEEDS)
                .filter(seed -> one[seed] < other[seed])
                .count();
        long losses = IntStream.range(0, SEEDS)
                .filter(seed -> one[seed] > other[seed])
                .count();
        return wins + losses == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%d:%d, p %.4f",
                        wins,
                        losses,
                        new WilcoxonSignedRankTest().wilcoxonSignedRankTest(one, other, false));
    }
}
