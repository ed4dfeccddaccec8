package ctrsweep.data.table;

import ctrsweep.data.bytes.ByteVocabulary;
import ctrsweep.settings.DataSettings;
import ctrsweep.settings.TableSettings;
import java.util.OptionalInt;

/// Reads what a row has besides its fields: label, weight, user, item and time.
final class TargetReader {
    private final TableSettings settings;
    private final double threshold;
    private final TimeParser times;
    private final OptionalInt label;
    private final OptionalInt weight;
    private final OptionalInt user;
    private final OptionalInt group;
    private final OptionalInt item;
    private final OptionalInt time;
    private final ByteVocabulary users = new ByteVocabulary();
    private final ByteVocabulary groups = new ByteVocabulary();
    private final ByteVocabulary items = new ByteVocabulary();
    private final BinaryLabels classes = new BinaryLabels();

    TargetReader(DataSettings data, RowHeader columns) {
        settings = data.table();
        threshold = data.labelThreshold();
        times = new TimeParser(settings.timeFormat());
        label = column(columns, settings.label(), "data.table.label");
        weight = column(columns, settings.weight(), "data.table.weight");
        user = column(columns, settings.user(), "data.table.user");
        group = column(columns, settings.group(), "data.table.group");
        item = column(columns, settings.negatives().item(), "data.table.negatives.item");
        time = column(columns, settings.time(), "data.table.time");
    }

    private static OptionalInt column(RowHeader columns, String name, String setting) {
        return name.isEmpty() ? OptionalInt.empty() : OptionalInt.of(columns.at(name, setting));
    }

    ///
    /// @param label 1 without such a column
    /// @param weight at least 0; 1 without such a column
    /// @param user its number, from 0 in the order in which users come; 0 without such a column
    /// @param group as the user; the user's number without a column of its own
    /// @param item as the user; 0 where no negatives are drawn
    /// @param time unix seconds; 0 without such a column
    record Target(float label, float weight, int user, int group, int item, long time) {}

    /// @throws BadRow when one cannot be read
    Target of(Row row) {
        return new Target(label(row), weight(row), number(row, user, users), group(row), item(row), time(row));
    }

    /// The number of a row's group.
    int group(Row row) {
        return group.isEmpty() ? number(row, user, users) : number(row, group, groups);
    }

    /// @throws BadRow when it cannot be read
    float label(Row row) {
        return label.isEmpty() ? 1 : label(row, label.getAsInt());
    }

    private float label(Row row, int column) {
        try {
            return switch (settings.labelKind()) {
                case BINARY -> classes.read(row, column);
                case THRESHOLD -> labelNumber(row, column) >= threshold ? 1 : 0;
                case SCALE -> scaled(labelNumber(row, column));
                case NUMBER -> NumberParser.inFloat(labelNumber(row, column), row.text(column));
            };
        } catch (BadRow e) {
            throw e.of("label");
        }
    }

    private static double labelNumber(Row row, int column) {
        try {
            return NumberParser.parsed(row.bytes(column), row.begin(column), row.end(column));
        } catch (BadRow e) {
            throw BinaryLabels.isWord(row.text(column))
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

    private float weight(Row row) {
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
        double number = NumberParser.parsed(row.bytes(column), row.begin(column), row.end(column));
        if (number < 0) {
            throw new BadRow("%s is below 0".formatted(number));
        }
        return NumberParser.inFloat(number, row.text(column));
    }

    boolean grouped() {
        return user.isPresent() || group.isPresent();
    }

    private static int number(Row row, OptionalInt given, ByteVocabulary values) {
        if (given.isEmpty()) {
            return 0;
        }
        int column = given.getAsInt();
        return values.number(row.bytes(column), row.begin(column), row.end(column));
    }

    /// Whether negatives are drawn.
    boolean hasItems() {
        return item.isPresent();
    }

    private int item(Row row) {
        if (item.isPresent() && row.isEmpty(item.getAsInt())) {
            throw new BadRow("column %s is empty: the row has no item"
                    .formatted(settings.negatives().item()));
        }
        return number(row, item, items);
    }

    /// The rank of each item, in the order of whole numbers.
    int[] itemRanks() {
        return LearntVocabulary.ranks(items);
    }

    /// The ranks of users, which are the groups wherever items are drawn.
    int[] userRanks() {
        return LearntVocabulary.ranks(users);
    }

    private long time(Row row) {
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
