package ctrsweep.data.table;

import ctrsweep.config.TableField;
import ctrsweep.data.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A number, the mean of several, or several.
record DenseCoder(TableField.Dense field, int column, Taker taker, List<Scale> scales) implements FieldCoder {
    DenseCoder {
        scales = List.copyOf(scales);
    }

    static DenseCoder of(TableField.Dense field, int column, Taker taker) {
        return new DenseCoder(
                field,
                column,
                taker,
                IntStream.range(0, Math.max(1, field.length()))
                        .mapToObj(_ -> new Scale(field.normalize()))
                        .toList());
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
    public void learn(String value, float label) {
        double[] numbers = numbers(value);
        for (int i = 0; i < numbers.length; i++) {
            scales.get(i).learn(numbers[i]);
        }
    }

    @Override
    public void settle() {}

    @Override
    public void encode(String value, RowBuffer into, Coverage coverage) {
        double[] numbers = numbers(value);
        for (int i = 0; i < numbers.length; i++) {
            coverage.count(value.isEmpty() ? 0 : 1);
            into.dense(scales.get(i).of(numbers[i]));
        }
    }

    private double[] numbers(String value) {
        if (field.separator().isEmpty()) {
            return new double[] {value.isEmpty() ? field.missing() : taker.number(value)};
        }
        List<Double> parts = new ArrayList<>();
        Parts.forEach(value, field.separator(), part -> parts.add(taker.number(part)));
        if (field.length() == 0) {
            return new double[] {
                parts.stream().mapToDouble(Double::doubleValue).average().orElse(field.missing())
            };
        }
        double[] numbers = new double[field.length()];
        Arrays.setAll(numbers, i -> i < parts.size() ? parts.get(i) : field.missing());
        return numbers;
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
