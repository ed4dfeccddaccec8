package ctrsweep.report.importance;

import ctrsweep.space.Choices;
import ctrsweep.space.Domain;
import ctrsweep.space.Interval;
import ctrsweep.space.Normal;
import ctrsweep.space.Quantized;
import ctrsweep.space.Value;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The cells into which the values of a parameter are counted.
sealed interface Grid permits LineGrid, ChoiceGrid {

    /// The number of cells, at least one.
    int size();

    /// The cell of a value, from 0.
    int cell(Value value);

    /// The smoothing of counts in its cells.
    ///
    /// @param counts determine the width of the smoothing
    Smoothing smoothing(int[] counts);

    /// Estimates the probability of each cell from counts; the probabilities sum to 1.
    interface Smoothing {

        /// @param prior weight of a uniform prior over all cells, in observations, above 0
        double[] density(int[] counts, double prior);
    }

    /// The grid of a domain, widened by values outside it, which an earlier revision allowed.
    ///
    /// @param domain empty if it is not known; then few different values count as choices, many numbers as a line
    /// @param seen at least one value
    static Grid of(Optional<Domain> domain, Collection<Value> seen) {
        boolean numbers = seen.stream().allMatch(value -> value.number().isPresent());
        if (!numbers) {
            return choices(listed(domain), seen);
        }
        return switch (domain.orElseGet(() -> guessed(seen))) {
            case Choices choices -> choices(choices.values(), seen);
            case Interval interval -> LineGrid.of(interval, seen);
            case Normal normal -> LineGrid.around(seen, normal.scale());
            case Quantized quantized
            when quantized.scale() == Interval.Scale.LINEAR
                    && quantized.multiples().isPresent() ->
                LineGrid.of(quantized.multiples().orElseThrow(), seen);
            case Quantized quantized -> LineGrid.around(seen, quantized.scale());
        };
    }

    private static List<Value> listed(Optional<Domain> domain) {
        return domain.filter(Choices.class::isInstance)
                .map(Choices.class::cast)
                .map(Choices::values)
                .orElse(List.of());
    }

    private static Domain guessed(Collection<Value> seen) {
        Set<Value> different = new HashSet<>(seen);
        int fewAsChoices = 10;
        return different.size() <= fewAsChoices
                ? new Choices(List.copyOf(different))
                : new Normal(0, 1, Interval.Scale.LINEAR);
    }

    private static Grid choices(List<Value> listed, Collection<Value> seen) {
        return new ChoiceGrid(new LinkedHashSet<>(
                Stream.concat(listed.stream(), seen.stream()).toList()));
    }
}
