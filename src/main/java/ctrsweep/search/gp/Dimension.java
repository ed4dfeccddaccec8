package ctrsweep.search.gp;

import ctrsweep.search.StandardNormal;
import ctrsweep.space.Choices;
import ctrsweep.space.Domain;
import ctrsweep.space.Interval;
import ctrsweep.space.Normal;
import ctrsweep.space.Quantized;
import ctrsweep.space.Value;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// The coordinates of a parameter's values: in [0, 1] on an ordered axis, or the places of categories.
sealed interface Dimension {
    /// A domain with at most this number of values is searched value by value.
    int MOST_LISTED = 64;

    static Dimension of(Domain domain) {
        OptionalLong size = domain.size();
        if (size.isPresent() && size.getAsLong() <= MOST_LISTED) {
            return Listed.of(domain, (int) size.getAsLong());
        }
        return domain instanceof Choices choices
                ? Listed.of(choices, choices.values().size())
                : new Line(domain);
    }

    /// @return NaN if the value has no place here
    double coordinate(Value value);

    /// The nearest value.
    Value value(double coordinate);

    /// The coordinate of the quantile `u` of the domain.
    ///
    /// @param u in [0, 1)
    double quantile(double u);

    /// Whether values with near coordinates are alike. Categories are either equal or not.
    boolean isOrdered();

    /// Values on a line that are too many to list. A coordinate is the probability of a lower value.
    record Line(Domain domain) implements Dimension {
        private static final double LAST = Math.nextDown(1.0);

        /// Observed values beyond the bounds are moved to this distance from them at most.
        private static final double BEYOND = 1;

        @Override
        public double coordinate(Value value) {
            OptionalDouble number = value.number();
            return number.isEmpty() ? Double.NaN : share(domain, number.getAsDouble());
        }

        @Override
        public Value value(double coordinate) {
            return domain.quantile(Math.clamp(coordinate, 0, LAST));
        }

        @Override
        public double quantile(double u) {
            return u;
        }

        @Override
        public boolean isOrdered() {
            return true;
        }

        private static double share(Domain domain, double number) {
            return switch (domain) {
                case Interval interval -> share(interval, number);
                case Normal normal -> share(normal, number);
                case Quantized quantized -> share(quantized.latent(), number);
                case Choices _ -> throw new IllegalStateException("a list is no line");
            };
        }

        private static double share(Interval interval, double number) {
            double min = interval.min().doubleValue();
            double max = interval.max().doubleValue();
            if (interval.scale() == Interval.Scale.LOG) {
                return number <= 0 ? -BEYOND : share(Math.log(min), Math.log(max), Math.log(number));
            }
            return share(min, max, number);
        }

        /// Halves keep the width of the widest interval finite.
        private static double share(double min, double max, double number) {
            return Math.clamp((number / 2 - min / 2) / (max / 2 - min / 2), -BEYOND, 1 + BEYOND);
        }

        private static double share(Normal normal, double number) {
            boolean log = normal.scale() == Interval.Scale.LOG;
            if (log && number <= 0) {
                return 0;
            }
            double z = ((log ? Math.log(number) : number) - normal.mu()) / normal.sigma();
            return StandardNormal.cdf(z);
        }
    }

    /// A list of values: numbers, whose coordinates follow their order, or categories.
    ///
    /// @param domain whose quantiles are drawn
    /// @param values in ascending order if all are numbers
    record Listed(Domain domain, List<Value> values, boolean isOrdered) implements Dimension {

        static Listed of(Domain domain, int size) {
            List<Value> values = LongStream.range(0, size)
                    .filter(index -> !(domain instanceof Choices choices)
                            || choices.weights().isEmpty()
                            || choices.weights().get((int) index) > 0)
                    .mapToObj(domain::at)
                    .toList();
            boolean numbers = values.stream().allMatch(value -> value.number().isPresent());
            return new Listed(
                    domain,
                    numbers
                            ? values.stream()
                                    .sorted(Comparator.comparingDouble(
                                            value -> value.number().orElseThrow()))
                                    .toList()
                            : values,
                    numbers);
        }

        int size() {
            return values.size();
        }

        double place(int index) {
            return isOrdered && size() > 1 ? (double) index / (size() - 1) : index;
        }

        /// The coordinate of the value nearest to `to`, or of its neighbour on that side if that is where it comes
        /// `from`.
        double beside(double from, double to) {
            int start = index(from);
            int end = index(to);
            int step = to < from ? -1 : 1;
            return place(Math.clamp(end == start ? start + step : end, 0, size() - 1));
        }

        private int index(double coordinate) {
            double index = isOrdered ? coordinate * (size() - 1) : coordinate;
            return Math.clamp(Math.round(index), 0, size() - 1);
        }

        @Override
        public double coordinate(Value value) {
            int index = values.indexOf(value);
            return index >= 0 ? place(index) : isOrdered ? between(value) : Double.NaN;
        }

        /// The coordinate of a number that is not in the list.
        private double between(Value value) {
            OptionalDouble number = value.number();
            if (number.isEmpty()) {
                return Double.NaN;
            }
            int above = (int) IntStream.range(0, size())
                    .filter(index -> number(index) < number.getAsDouble())
                    .count();
            if (above == 0 || above == size()) {
                return place(Math.min(above, size() - 1));
            }
            double part = (number.getAsDouble() - number(above - 1)) / (number(above) - number(above - 1));
            return place(above - 1) + part * (place(above) - place(above - 1));
        }

        private double number(int index) {
            return values.get(index).number().orElseThrow();
        }

        @Override
        public Value value(double coordinate) {
            return values.get(index(coordinate));
        }

        @Override
        public double quantile(double u) {
            return coordinate(domain.quantile(u));
        }
    }
}
