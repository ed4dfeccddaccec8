package ctrsweep.data.table;

import java.util.List;
import java.util.stream.IntStream;

/// Scales a number for the model. Steps that depend on the data are learnt from the training rows only.
final class Scale {
    private static final List<String> FITTED = List.of("minmax", "zscore");

    private static final double[] LOGS =
            IntStream.range(0, 1 << 14).mapToDouble(StrictMath::log1p).toArray();

    private final List<String> steps;
    private long count;
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;
    private double mean;
    private double squares;

    /// @param steps of `log1p`, `log_squared`, `minmax`, `zscore`; the last two only at the end
    Scale(List<String> steps) {
        this.steps = List.copyOf(steps);
    }

    /// @param state what [#state] gave: one that has learnt
    Scale(List<String> steps, List<Double> state) {
        this(steps);
        if (!state.isEmpty()) {
            count = state.getFirst().longValue();
            least = state.get(1);
            most = state.get(2);
            mean = state.get(3);
            squares = state.get(4);
        }
    }

    /// Whether numbers stay as they are.
    boolean isIdentity() {
        return steps.isEmpty();
    }

    /// Whether it must learn.
    boolean isFitted() {
        return !steps.isEmpty() && FITTED.contains(steps.getLast());
    }

    /// Everything that it has learnt.
    List<Double> state() {
        return List.of((double) count, least, most, mean, squares);
    }

    /// Mean and variance as Welford (1962) has them.
    void learn(double raw) {
        double x = unfitted(raw);
        count++;
        least = Math.min(least, x);
        most = Math.max(most, x);
        double from = x - mean;
        mean += from / count;
        squares += from * (x - mean);
    }

    /// A range or deviation of 0 makes every number 0. What lies outside of the range seen in training lies
    /// outside of 0 to 1.
    double of(double raw) {
        double x = unfitted(raw);
        return switch (steps.isEmpty() ? "" : steps.getLast()) {
            case "minmax" -> most > least ? (x - least) / (most - least) : 0;
            case "zscore" -> squares > 0 ? (x - mean) / Math.sqrt(squares / count) : 0;
            default -> x;
        };
    }

    /// Without the step that must learn.
    double unfitted(double raw) {
        double x = raw;
        for (String step : steps) {
            x = switch (step) {
                case "log1p" -> log1p(Math.max(x, 0));
                case "log_squared" -> ValueExtractor.logSquared(x);
                default -> x;
            };
        }
        return x;
    }

    /// Counts, the usual thing to be put through it, are looked up.
    private static double log1p(double x) {
        int whole = (int) x;
        return whole == x && whole < LOGS.length ? LOGS[whole] : StrictMath.log1p(x);
    }

    String words() {
        return steps.isEmpty() ? "as it is" : String.join(", ", steps);
    }
}
