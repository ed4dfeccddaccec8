package ctrsweep.data.parquet;

import java.util.Optional;
import java.util.function.Supplier;

/// The values of one column in a block of rows, as the text that a CSV file has, and as numbers where the file has
/// numbers. Either is made when it is first asked for. Safe for several threads.
public final class ValueColumn {
    private final Supplier<TextColumn> toText;
    private final Optional<Supplier<double[]>> toNumbers;
    private Optional<TextColumn> text = Optional.empty();
    private double[] numbers = new double[0];

    ValueColumn(Supplier<TextColumn> toText, Optional<Supplier<double[]>> toNumbers) {
        this.toText = toText;
        this.toNumbers = toNumbers;
    }

    /// @throws ctrsweep.data.DataException when the file is damaged, or a value of a list has the separator
    public synchronized TextColumn text() {
        if (text.isEmpty()) {
            text = Optional.of(toText.get());
        }
        return text.get();
    }

    /// Whether [#numbers] has the number that each text stands for.
    public boolean hasNumbers() {
        return toNumbers.isPresent();
    }

    /// The number of each row, NaN where there is none; not to be changed.
    public synchronized double[] numbers() {
        if (numbers.length == 0) {
            numbers = toNumbers.orElseThrow().get();
        }
        return numbers;
    }
}
