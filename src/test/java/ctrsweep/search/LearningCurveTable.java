package ctrsweep.search;

import ctrsweep.search.Curve.Standing;
import ctrsweep.space.Assignment;
import ctrsweep.space.Domain;
import ctrsweep.space.Interval;
import ctrsweep.space.Space;
import ctrsweep.space.Value;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/// Trials that were trained to their end: DeepFM on MovieLens-100K (temporal split, no drawn negatives, constant
/// rate), random points, the validation AUC after each of 30 epochs.
///
/// A search of the table takes the row that is nearest to the proposed point of those that it has not tried.
public final class LearningCurveTable {
    public static final int EPOCHS = 30;

    private static final Path FILE = Path.of("src/test/resources/learning_curves/deepfm_movielens.csv");
    private static final int PARAMETERS = 6;

    private final List<double[]> points;
    private final List<double[]> losses;

    private LearningCurveTable(List<double[]> points, List<double[]> losses) {
        this.points = points;
        this.losses = losses;
    }

    public static LearningCurveTable read() throws IOException {
        List<double[]> points = new ArrayList<>();
        List<double[]> losses = new ArrayList<>();
        for (String line : Files.readAllLines(FILE).stream().skip(1).toList()) {
            double[] cells = Arrays.stream(line.split(",", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            points.add(Arrays.copyOf(cells, PARAMETERS));
            losses.add(Arrays.stream(cells, PARAMETERS, PARAMETERS + EPOCHS)
                    .map(auc -> -auc)
                    .toArray());
        }
        return new LearningCurveTable(points, losses);
    }

    public int trials() {
        return points.size();
    }

    /// The parameters, each from 0 to 1 on its scale.
    public Space space() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        for (int d = 0; d < PARAMETERS; d++) {
            domains.put(
                    "p" + d,
                    new Interval(
                            BigDecimal.ZERO,
                            BigDecimal.ONE,
                            Interval.Scale.LINEAR,
                            Optional.empty(),
                            Interval.Kind.REAL));
        }
        return new Space(domains);
    }

    /// The difference between the best AUC of the table and that of a search with one worker.
    ///
    /// @param budget epochs in all
    public double regret(Sampler sampler, Optional<Pruner> pruner, int budget) {
        return new Search(sampler, pruner, budget).run() - least(losses);
    }

    private static double least(List<double[]> losses) {
        return losses.stream().flatMapToDouble(Arrays::stream).min().orElseThrow();
    }

    private final class Search {
        private final Sampler sampler;
        private final Optional<Pruner> pruner;
        private final List<Curve> curves = new ArrayList<>();
        private final List<Integer> rows = new ArrayList<>();
        private final Set<Integer> tried = new HashSet<>();
        private int epochsLeft;
        private double best = Double.POSITIVE_INFINITY;

        Search(Sampler sampler, Optional<Pruner> pruner, int budget) {
            this.sampler = sampler;
            this.pruner = pruner;
            epochsLeft = budget;
        }

        double run() {
            while (epochsLeft > 0) {
                OptionalLong promoted =
                        pruner.map(each -> each.promotes(curves)).orElse(OptionalLong.empty());
                if (promoted.isEmpty() && tried.size() == trials()) {
                    return best;
                }
                train(promoted.isPresent() ? (int) promoted.getAsLong() : begin());
            }
            return best;
        }

        private int begin() {
            Assignment point =
                    sampler.suggest(curves.size(), observations()).point().orElseThrow();
            int row = nearest(point);
            tried.add(row);
            rows.add(row);
            curves.add(new Curve(curves.size(), List.of(), Standing.RUNNING));
            return curves.size() - 1;
        }

        private void train(int trial) {
            Curve curve = curves.get(trial).now(Standing.RUNNING);
            while (curve.standing() == Standing.RUNNING && epochsLeft-- > 0) {
                curve = curve.and(losses.get(rows.get(trial))[curve.epochs()]);
                best = Math.min(best, curve.best(curve.epochs()));
                curves.set(trial, curve);
                if (curve.epochs() == EPOCHS) {
                    curve = curve.now(Standing.ENDED);
                } else if (stops(curve)) {
                    curve = curve.now(Standing.PRUNED);
                }
                curves.set(trial, curve);
            }
        }

        private boolean stops(Curve curve) {
            return pruner.map(each -> each.stops(curve, curves)).orElse(false);
        }

        private List<Observation> observations() {
            return curves.stream()
                    .map(curve -> new Observation(
                            point(rows.get((int) curve.trial())),
                            curve.best(curve.epochs()),
                            curve.standing() == Standing.ENDED ? OptionalInt.empty() : OptionalInt.of(curve.epochs()),
                            curve.losses()))
                    .toList();
        }

        private Assignment point(int row) {
            Map<String, Value> values = new LinkedHashMap<>();
            for (int d = 0; d < PARAMETERS; d++) {
                values.put("p" + d, new Value.Real(points.get(row)[d]));
            }
            return new Assignment(values);
        }

        private int nearest(Assignment point) {
            double[] at = point.values().values().stream()
                    .mapToDouble(value -> value.number().orElseThrow())
                    .toArray();
            return IntStream.range(0, trials())
                    .filter(row -> !tried.contains(row))
                    .boxed()
                    .min(java.util.Comparator.comparingDouble(row -> squaredDistance(points.get(row), at)))
                    .orElseThrow();
        }

        private static double squaredDistance(double[] a, double[] b) {
            return IntStream.range(0, a.length)
                    .mapToDouble(d -> (a[d] - b[d]) * (a[d] - b[d]))
                    .sum();
        }
    }
}
