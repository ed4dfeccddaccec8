package ctrsweep.data.table;

import ctrsweep.settings.NumberStep;
import java.util.List;
import java.util.stream.IntStream;

/// Scales a number for the model. Steps that depend on the data are learnt from the training rows only.
final class Scale {
    private static final double[] LOGS =
            IntStream.range(0, 1 << 14).mapToDouble(StrictMath::log1p).toArray();

    private final List<String> words;
    private final List<NumberStep> steps;
    private final boolean shrinks;
    private long count;
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;
    private double mean;
    private double squares;

    /// @param steps as `data.table.fields` has them; one that must learn only at the end
    Scale(List<String> steps) {
        words = List.copyOf(steps);
        this.steps = words.stream().map(NumberStep::of).toList();
        shrinks = this.steps.stream()
                .allMatch(step -> step.isFitted()
                        || step.function() == NumberStep.Function.LOG1P
                        || step.function() == NumberStep.Function.LOG_SQUARED);
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
        return !steps.isEmpty() && steps.getLast().isFitted();
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
        if (!isFitted()) {
            return x;
        }
        return switch (steps.getLast().function()) {
            case MINMAX -> most > least ? (x - least) / (most - least) : 0;
            case ZSCORE -> squares > 0 ? (x - mean) / Math.sqrt(squares / count) : 0;
            case LOG1P, LOG_SQUARED, LOG10 -> throw new IllegalStateException("learns nothing");
        };
    }

    /// Whether a float32 holds what [#unfitted] makes of a number: logarithms make large ones smaller.
    boolean fitsFloat(double raw) {
        return (shrinks && Math.abs(raw) <= Float.MAX_VALUE) || NumberParser.fitsFloat(unfitted(raw));
    }

    /// Without the step that must learn.
    double unfitted(double raw) {
        double x = raw;
        for (NumberStep step : steps) {
            x = step.isFitted() ? x : of(step, x);
        }
        return x;
    }

    private static double of(NumberStep step, double x) {
        return switch (step.function()) {
            case LOG1P -> log1p(Math.max(x, 0));
            case LOG_SQUARED -> ValueExtractor.logSquared(x);
            case LOG10 -> x > step.first() ? StrictMath.log10(x) : step.second();
            case MINMAX -> (x - step.first()) / (step.second() - step.first());
            case ZSCORE -> (x - step.first()) / step.second();
        };
    }

    /// Counts, the usual thing to be put through it, are looked up.
    private static double log1p(double x) {
        int whole = (int) x;
        return whole == x && whole < LOGS.length ? LOGS[whole] : StrictMath.log1p(x);
    }

    /// The steps with their constants: of a step that learns, what it has learnt. From a number to the same number,
    /// and a deviation of 0, make every number 0.
    List<NumberStep> fitted() {
        return steps.stream()
                .map(step -> !step.isFitted()
                        ? step
                        : switch (step.function()) {
                            case MINMAX -> new NumberStep(step.function(), List.of(least, most));
                            case ZSCORE ->
                                new NumberStep(step.function(), List.of(mean, Math.sqrt(squares / Math.max(count, 1))));
                            case LOG1P, LOG_SQUARED, LOG10 -> step;
                        })
                .toList();
    }

    String words() {
        return steps.isEmpty() ? "as it is" : String.join(", ", words);
    }
}
