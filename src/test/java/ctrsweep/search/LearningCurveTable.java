package ctrsweep.search;

import ctrsweep.space.Assignment;
import ctrsweep.space.Space;
import ctrsweep.space.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Trials that were trained to their end: DeepFM on MovieLens-100K (temporal split, no drawn negatives, constant
/// rate), random points, the validation AUC after each of 30 epochs.
///
/// A search of the table takes the row that is nearest to the proposed point of those that it has not tried.
public final class LearningCurveTable implements LearningCurveProblem {
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

    public int size() {
        return points.size();
    }

    @Override
    public int epochs() {
        return EPOCHS;
    }

    /// The parameters, each from 0 to 1 on its scale.
    @Override
    public Space space() {
        return LearningCurveProblem.cube(PARAMETERS);
    }

    @Override
    public double least() {
        return losses.stream().flatMapToDouble(Arrays::stream).min().orElseThrow();
    }

    @Override
    public Trials trials() {
        return new Rows();
    }

    /// Rows that a search has not tried.
    private final class Rows implements Trials {
        private final Set<Integer> tried = new HashSet<>();

        @Override
        public boolean isExhausted() {
            return tried.size() == points.size();
        }

        @Override
        public KnownTrial next(Assignment proposed) {
            int row = nearest(LearningCurveProblem.coordinates(proposed));
            tried.add(row);
            return new KnownTrial(
                    point(row), Arrays.stream(losses.get(row)).boxed().toList());
        }

        private Assignment point(int row) {
            Map<String, Value> values = new LinkedHashMap<>();
            for (int d = 0; d < PARAMETERS; d++) {
                values.put("p" + d, new Value.Real(points.get(row)[d]));
            }
            return new Assignment(values);
        }

        private int nearest(double[] at) {
            return IntStream.range(0, points.size())
                    .filter(row -> !tried.contains(row))
                    .boxed()
                    .min(Comparator.comparingDouble(row -> squaredDistance(points.get(row), at)))
                    .orElseThrow();
        }

        private static double squaredDistance(double[] a, double[] b) {
            return IntStream.range(0, a.length)
                    .mapToDouble(d -> (a[d] - b[d]) * (a[d] - b[d]))
                    .sum();
        }
    }
}
