package ctrsweep.data.table;

import java.util.List;

/// What is done to a number before the model gets it. What depends on the data is learnt from train alone.
final class Scale {
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

    private double unfitted(double raw) {
        double x = raw;
        for (String step : steps) {
            x = switch (step) {
                case "log1p" -> StrictMath.log1p(Math.max(x, 0));
                case "log_squared" -> Taker.logSquared(x);
                default -> x;
            };
        }
        return x;
    }

    String words() {
        return steps.isEmpty() ? "as it is" : String.join(", ", steps);
    }
}
