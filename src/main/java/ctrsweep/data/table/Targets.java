package ctrsweep.data.table;

import ctrsweep.data.bytes.ByteVocabulary;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.TableSettings;
import java.util.OptionalInt;

/// What a row has beside its fields: label, weight, user and time.
final class Targets {
    private final TableSettings settings;
    private final double threshold;
    private final Times times;
    private final int label;
    private final OptionalInt weight;
    private final OptionalInt user;
    private final OptionalInt time;
    private final ByteVocabulary users = new ByteVocabulary();
    private final BinaryLabels classes = new BinaryLabels();

    Targets(Experiment.Data data, Columns columns) {
        settings = data.table();
        threshold = data.labelThreshold();
        times = new Times(settings.timeFormat());
        label = columns.at(settings.label(), "data.table.label");
        weight = column(columns, settings.weight(), "data.table.weight");
        user = column(columns, settings.user(), "data.table.user");
        time = column(columns, settings.time(), "data.table.time");
    }

    private static OptionalInt column(Columns columns, String name, String setting) {
        return name.isEmpty() ? OptionalInt.empty() : OptionalInt.of(columns.at(name, setting));
    }

    /// @throws BadRow when it has none
    float label(Row row) {
        try {
            return switch (settings.labelKind()) {
                case BINARY -> classes.read(row, label);
                case THRESHOLD -> labelNumber(row) >= threshold ? 1 : 0;
                case SCALE -> scaled(labelNumber(row));
                case NUMBER -> Numbers.inFloat(labelNumber(row), row.text(label));
            };
        } catch (BadRow e) {
            throw e.of("label");
        }
    }

    private double labelNumber(Row row) {
        try {
            return Numbers.parsed(row.bytes(label), row.begin(label), row.end(label));
        } catch (BadRow e) {
            throw BinaryLabels.isWord(row.text(label))
                    ? BadRow.curable(
                            String.valueOf(e.getMessage()),
                            "data.table.label_kind: binary reads false and true, no and yes")
                    : e;
        }
    }

    private float scaled(double number) {
        if (number < settings.labelMin() || number > settings.labelMax()) {
            throw new BadRow("%s is not between label_min %s and label_max %s"
                    .formatted(number, settings.labelMin(), settings.labelMax()));
        }
        return (float) ((number - settings.labelMin()) / (settings.labelMax() - settings.labelMin()));
    }

    boolean weighted() {
        return weight.isPresent();
    }

    /// At least 0; 1 without such a column.
    float weight(Row row) {
        if (weight.isEmpty()) {
            return 1;
        }
        try {
            return weight(row, weight.getAsInt());
        } catch (BadRow e) {
            throw e.of("weight");
        }
    }

    private static float weight(Row row, int column) {
        double number = Numbers.parsed(row.bytes(column), row.begin(column), row.end(column));
        if (number < 0) {
            throw new BadRow("%s is below 0".formatted(number));
        }
        return Numbers.inFloat(number, row.text(column));
    }

    boolean grouped() {
        return user.isPresent();
    }

    /// The user's number, from 0 in the order in which users come; 0 without such a column.
    int user(Row row) {
        if (user.isEmpty()) {
            return 0;
        }
        int column = user.getAsInt();
        return users.number(row.bytes(column), row.begin(column), row.end(column));
    }

    /// Unix seconds; 0 without such a column.
    long time(Row row) {
        if (time.isEmpty()) {
            return 0;
        }
        try {
            return times.seconds(row.text(time.getAsInt()));
        } catch (BadRow e) {
            throw e.of("time");
        }
    }
}
