package ctrsweep.data.table;

import ctrsweep.data.Field;
import ctrsweep.settings.Pooling;
import ctrsweep.settings.TableField;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A number, several, or the mean or sum of several. A missing one is read as NaN, which no value is.
record DenseCoder(
        TableField.Dense field, int column, ValueExtractor extractor, SeparatedValues separated, List<Scale> scales)
        implements FieldCoder {
    DenseCoder {
        scales = List.copyOf(scales);
    }

    @Override
    public String name() {
        return field.name();
    }

    @Override
    public List<Field> fields() {
        return field.inputs().stream()
                .map(name -> Field.dense(name, field.width()))
                .toList();
    }

    @Override
    public void read(Row row, RowBuffer into) {
        if (field.separator().isEmpty()) {
            into.dense(single(row));
        } else {
            readSeveral(row, into);
        }
    }

    /// The number that the file has, if it has one that can be used; else that of the text, which tells what is
    /// wrong.
    private double single(Row row) {
        if (extractor.isPlain()) {
            double number = row.number(column);
            if (Double.isNaN(number) || (Double.isFinite(number) && isInRange(number))) {
                return number;
            }
        }
        return row.isEmpty(column) ? Double.NaN : number(row.bytes(column), row.begin(column), row.end(column));
    }

    private void readSeveral(Row row, RowBuffer into) {
        byte[] bytes = row.bytes(column);
        int begin = row.begin(column);
        int end = row.end(column);
        double[] numbers = new double[Math.max(1, field.length())];
        Arrays.fill(numbers, Double.NaN);
        int[] count = new int[1];
        double[] sum = new double[1];
        separated.forEach(bytes, begin, end, (from, to) -> {
            double number = number(bytes, from, to);
            if (Double.isNaN(number)) {
                return;
            }
            sum[0] += number;
            if (count[0] < field.length()) {
                numbers[count[0]] = number;
            }
            count[0]++;
        });
        if (field.length() == 0 && count[0] > 0) {
            numbers[0] = field.pooling() == Pooling.SUM ? sum[0] : sum[0] / count[0];
        }
        for (double number : numbers) {
            if (Double.isInfinite(number)) {
                throw NumberParser.tooLarge("the sum of " + NumberParser.text(bytes, begin, end));
            }
            into.dense(number);
        }
    }

    /// NaN when it cannot be read and this counts as missing.
    private double number(byte[] bytes, int begin, int end) {
        return field.extraction().unreadable() == TableField.Unreadable.MISSING
                ? numberOrMissing(bytes, begin, end)
                : read(bytes, begin, end);
    }

    private double numberOrMissing(byte[] bytes, int begin, int end) {
        try {
            return read(bytes, begin, end);
        } catch (BadRow _) {
            return Double.NaN;
        }
    }

    private double read(byte[] bytes, int begin, int end) {
        double number = extractor.isPlain()
                ? NumberParser.parsed(bytes, begin, end)
                : extractor.number(NumberParser.text(bytes, begin, end));
        if (!isInRange(number)) {
            throw NumberParser.tooLarge(NumberParser.text(bytes, begin, end));
        }
        return number;
    }

    private boolean isInRange(double number) {
        return scales.getFirst().fitsFloat(number);
    }

    /// The function that scales a number for the model. Only a number far from all training rows can become too
    /// large.
    ///
    /// @param scale of its place
    /// @throws BadRow when a float32 does not hold it
    DoubleUnaryOperator function(Scale scale) {
        return number -> {
            double scaled = scale.of(present(number));
            if (!NumberParser.fitsFloat(scaled)) {
                throw NumberParser.tooLarge("%s, %s of %s,".formatted(scaled, scale.words(), number))
                        .of(name());
            }
            return scaled;
        };
    }

    /// @param number NaN where it is missing
    double present(double number) {
        return Double.isNaN(number) ? field.missing() : number;
    }

    @Override
    public String words() {
        return scales.getFirst().words();
    }

    @Override
    public String decode(int[] ids, float[] numbers) {
        return IntStream.range(0, numbers.length)
                .mapToObj(i -> String.format(Locale.ROOT, "%.4g", numbers[i]))
                .collect(Collectors.joining(" "));
    }
}
