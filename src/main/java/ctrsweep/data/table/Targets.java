package ctrsweep.data.table;

import ctrsweep.config.Experiment;
import ctrsweep.config.TableSettings;
import java.util.List;
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

    /// @throws BadRow when one of them cannot be read
    void check(List<String> row) {
        label(row);
        weight(row);
        time(row);
    }

    /// @throws BadRow when it has none
    float label(List<String> row) {
        String text = row.get(label);
        return switch (settings.labelKind()) {
            case BINARY -> binary(text);
            case THRESHOLD -> number("label", text) >= threshold ? 1 : 0;
            case SCALE -> scaled(number("label", text));
            case NUMBER -> (float) number("label", text);
        };
    }

    private static float binary(String text) {
        return switch (text) {
            case "0", "0.0" -> 0;
            case "1", "1.0" -> 1;
            default -> throw new BadRow("label: \"%s\" is neither 0 nor 1".formatted(text));
        };
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
    float weight(List<String> row) {
        if (weight.isEmpty()) {
            return 1;
        }
        double number = number("weight", row.get(weight.getAsInt()));
        if (number < 0) {
            throw new BadRow("weight: %s is below 0".formatted(number));
        }
        return (float) number;
    }

    boolean grouped() {
        return user.isPresent();
    }

    /// Empty without such a column.
    String user(List<String> row) {
        return user.isEmpty() ? "" : row.get(user.getAsInt());
    }

    /// Unix seconds; 0 without such a column.
    long time(List<String> row) {
        if (time.isEmpty()) {
            return 0;
        }
        try {
            return times.seconds(row.get(time.getAsInt()));
        } catch (BadRow e) {
            throw new BadRow("time: " + e.getMessage());
        }
    }

    private static double number(String what, String text) {
        try {
            return Taker.parsed(text);
        } catch (BadRow e) {
            throw new BadRow(what + ": " + e.getMessage());
        }
    }
}
