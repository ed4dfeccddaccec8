package ctrsweep.data.table;

import ctrsweep.config.Experiment;
import ctrsweep.config.TableSettings;
import ctrsweep.data.bytes.ByteVocabulary;
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
        return switch (settings.labelKind()) {
            case BINARY -> binary(row);
            case THRESHOLD -> number("label", row, label) >= threshold ? 1 : 0;
            case SCALE -> scaled(number("label", row, label));
            case NUMBER -> (float) number("label", row, label);
        };
    }

    private float binary(Row row) {
        try {
            return Numbers.isOne(row, label) ? 1 : 0;
        } catch (BadRow e) {
            throw new BadRow("label: " + e.getMessage());
        }
    }

    private float scaled(double number) {
        if (number < settings.labelMin() || number > settings.labelMax()) {
            throw new BadRow("label: %s is not between label_min %s and label_max %s"
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
        double number = number("weight", row, weight.getAsInt());
        if (number < 0) {
            throw new BadRow("weight: %s is below 0".formatted(number));
        }
        return (float) number;
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
            throw new BadRow("time: " + e.getMessage());
        }
    }

    private static double number(String what, Row row, int column) {
        try {
            return Numbers.parsed(row.bytes(column), row.begin(column), row.end(column));
        } catch (BadRow e) {
            throw new BadRow(what + ": " + e.getMessage());
        }
    }
}
