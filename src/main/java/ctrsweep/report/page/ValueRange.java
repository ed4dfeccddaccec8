package ctrsweep.report.page;

import ctrsweep.metric.Goal;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/// The range of an axis.
record ValueRange(double low, double high) {
    private static final double MARGIN = 0.04;

    /// Share of the worst objectives that an axis cuts off.
    private static final double CUT_OFF = 0.02;

    /// Covers all values but a share of the worst, which would flatten the rest, and one curve completely.
    ///
    /// @param whole the curve to cover completely
    /// @param loss turns a value into one to minimize, and back
    /// @param share of the values that is cut off, below 1
    static ValueRange of(List<double[]> curves, double[] whole, DoubleUnaryOperator loss, double share) {
        double[] losses = curves.stream()
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .map(loss)
                .sorted()
                .toArray();
        if (losses.length == 0) {
            return new ValueRange(0, 1);
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

    /// Covers the trials' objectives but the worst of many, which would flatten the rest.
    static ValueRange ofObjectives(List<Optional<Double>> objectives, Goal goal) {
        double[] known = objectives.stream()
                .flatMap(Optional::stream)
                .mapToDouble(value -> value)
                .toArray();
        return of(List.of(known), new double[0], goal::loss, CUT_OFF);
    }

    /// Covers all finite numbers.
    static ValueRange of(List<Double> numbers) {
        DoubleSummaryStatistics known = numbers.stream()
                .filter(Double::isFinite)
                .mapToDouble(number -> number)
                .summaryStatistics();
        return known.getCount() == 0 ? new ValueRange(0, 1) : new ValueRange(known.getMin(), known.getMax());
    }

    private static ValueRange around(double low, double high) {
        double margin = high > low ? MARGIN * (high - low) : Math.max(Math.abs(low) * MARGIN, 1e-6);
        return new ValueRange(low - margin, high + margin);
    }
}
