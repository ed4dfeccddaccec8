package ctrsweep.report.page;

import ctrsweep.metric.Goal;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/// What an axis shows.
record Span(double low, double high) {
    private static final double MARGIN = 0.04;

    /// Share of the worst values that an axis need not show.
    private static final double UNSEEN = 0.02;

    /// Wide enough for a curve that has to be seen whole, and for all but the share of the worst values that would
    /// press the rest together.
    ///
    /// @param whole the curve
    /// @param loss a value as what is to be made small
    /// @param share of the values that need not be seen, below 1
    static Span of(List<double[]> curves, double[] whole, DoubleUnaryOperator loss, double share) {
        double[] losses = curves.stream()
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .map(loss)
                .sorted()
                .toArray();
        if (losses.length == 0) {
            return new Span(0, 1);
        }
        double worst = losses[(int) ((1 - share) * (losses.length - 1))];
        double[] ends = DoubleStream.concat(
                        DoubleStream.of(losses[0], worst),
                        Arrays.stream(whole).filter(Double::isFinite).map(loss))
                .map(loss)
                .sorted()
                .toArray();
        return around(ends[0], ends[ends.length - 1]);
    }

    /// Of the objectives of trials: the worst of many are left out, since a few that came to nothing would press the
    /// rest together.
    static Span ofObjectives(List<Optional<Double>> objectives, Goal goal) {
        double[] known = objectives.stream()
                .flatMap(Optional::stream)
                .mapToDouble(value -> value)
                .toArray();
        return of(List.of(known), new double[0], goal::loss, UNSEEN);
    }

    /// From the least to the greatest; NaN is left out.
    static Span of(List<Double> numbers) {
        DoubleSummaryStatistics known = numbers.stream()
                .filter(Double::isFinite)
                .mapToDouble(number -> number)
                .summaryStatistics();
        return known.getCount() == 0 ? new Span(0, 1) : new Span(known.getMin(), known.getMax());
    }

    private static Span around(double low, double high) {
        double margin = high > low ? MARGIN * (high - low) : Math.max(Math.abs(low) * MARGIN, 1e-6);
        return new Span(low - margin, high + margin);
    }
}
