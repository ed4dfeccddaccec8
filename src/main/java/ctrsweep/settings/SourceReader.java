package ctrsweep.settings;

import ctrsweep.settings.TableField.Kind;
import ctrsweep.settings.TableField.Take;
import ctrsweep.settings.TableField.Unreadable;
import ctrsweep.space.ConditionException;
import ctrsweep.space.Expression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Reads what of a row a field is made of: `column` and `take`, or `flags` and other keys that compute a value from
/// several columns.
///
/// @param separator of a lookup's pairs where it names none
record SourceReader(ListedKeys item, Kind kind, String separator) {
    private static final String FLAGS = "flags";
    private static final String CROSS = "cross";
    private static final String LOOKUP = "lookup";
    private static final String EXPRESSION = "expression";
    private static final String MADE_UP = "made_up";
    private static final List<String> COMPUTED = List.of(FLAGS, CROSS, LOOKUP, EXPRESSION, MADE_UP);
    private static final int MOST_VALUES = 100_000;

    static final List<String> KEYS = List.of(
            "column",
            FLAGS,
            CROSS,
            LOOKUP,
            EXPRESSION,
            MADE_UP,
            "take",
            "chars",
            "time_format",
            "since",
            "since_format");

    private static final List<String> OF_SEVERAL = List.of("separator", "length", "value_dim", "pooling");
    private static final String TIME_FORMAT = "time_format";
    private static final String SINCE_FORMAT = "since_format";

    /// Reads what is computed from it; problems are added to the item's.
    TableField.Extraction extraction() {
        int bin = item.whole("bin", 0, 2, 1_000_000_000);
        Optional<String> computed = computed();
        if (computed.isPresent()) {
            requireComputed(computed.get());
            return extraction(Take.VALUE, bin);
        }
        Take take = item.oneOf("take", Take.class, Take.VALUE);
        requireKind(take);
        requireGoesWith(take == Take.PREFIX, "chars", "a prefix needs it: how many characters", "prefix");
        requireGoesWith(
                take.isSince(),
                "since",
                "the time between two columns needs it: the earlier one",
                "days_since or years_since");
        requireFormats(take);
        return extraction(take, bin);
    }

    private TableField.Extraction extraction(Take take, int bin) {
        List<Double> bounds = item.has("labels") ? TableFieldReader.boundaries(item, "labels") : List.of();
        requireLabels(take, bounds);
        return new TableField.Extraction(
                take,
                item.whole("chars", 1, 1, 10_000),
                bin,
                bounds,
                item.texts("labels"),
                item.text(TIME_FORMAT),
                item.oneOf("unreadable", Unreadable.class, Unreadable.BAD_ROW));
    }

    /// The key that makes a value of several columns, if the item has one.
    private Optional<String> computed() {
        return COMPUTED.stream().filter(item::has).findFirst();
    }

    TableField.Source source(String name, TableField.Extraction extraction) {
        String column = item.text("column", name);
        return switch (computed().orElse("")) {
            case FLAGS -> new TableField.Flags(item.texts(FLAGS));
            case CROSS -> new TableField.Cross(item.texts(CROSS));
            case LOOKUP -> lookup(item.within(LOOKUP));
            case EXPRESSION -> expression();
            case MADE_UP -> madeUp(item.within(MADE_UP));
            default ->
                extraction.take().isSince()
                        ? new TableField.DaysSince(column, item.text("since", ""), item.text(SINCE_FORMAT))
                        : new TableField.Column(column);
        };
    }

    private void requireComputed(String key) {
        List<String> others = new ArrayList<>(COMPUTED);
        others.addAll(List.of("column", "take", "chars", TIME_FORMAT, "since", SINCE_FORMAT));
        others.remove(key);
        item.without(others, "does not go with " + key);
        if (key.equals(FLAGS)) {
            requireFlags();
        } else if (key.equals(CROSS)) {
            requireCross();
        } else if (kind == Kind.SEQUENCE) {
            item.problem(key, "makes one value, for kind: sparse or dense");
        } else if (kind == Kind.DENSE) {
            item.without(OF_SEVERAL, "does not go with %s, which is one number".formatted(key));
        }
    }

    private void requireCross() {
        requireColumns(CROSS, "as [gender, occupation]");
        if (item.texts(CROSS).size() == 1) {
            item.problem(CROSS, "needs two columns or more");
        }
        item.without(List.of("bin", "boundaries", "labels"), "is of numbers, and a cross is text");
        if (kind == Kind.DENSE) {
            item.problem(CROSS, "is text, and a dense field takes numbers");
        }
    }

    private TableField.Source lookup(ListedKeys keys) {
        keys.only(List.of("map", "key", "separator"));
        for (String key : List.of("map", "key")) {
            if (!keys.has(key)) {
                keys.problem("", "needs the key %s, a column".formatted(key));
            }
        }
        String between = keys.text("separator", separator);
        keys.check("separator", () -> TableSettings.requireSeparator("separator", between));
        return new TableField.Lookup(keys.text("map", ""), keys.text("key", ""), between);
    }

    private TableField.Source expression() {
        Expression expression = new Expression.Literal(0);
        try {
            expression = Expression.parse(item.text(EXPRESSION, "0"));
            if (expression.names().isEmpty()) {
                item.problem(EXPRESSION, "names no column, as clicks / (views + 1)");
            }
        } catch (ConditionException e) {
            item.problem(EXPRESSION, String.valueOf(e.getMessage()));
        }
        return new TableField.Computed(expression);
    }

    private TableField.Source madeUp(ListedKeys keys) {
        keys.only(List.of("by", "values", "min", "max", "seed"));
        if (!keys.has("by")) {
            keys.problem("", "needs the key by, the column whose equal values get the same");
        }
        boolean isRange = keys.has("min") && keys.has("max");
        if (keys.has("values") == (keys.has("min") || keys.has("max")) || keys.has("min") != keys.has("max")) {
            keys.problem("", "needs the key values, as [M, F], or min and max, as 18 and 65");
        }
        List<String> values = isRange ? range(keys) : keys.texts("values");
        if (keys.has("values") && values.isEmpty()) {
            keys.problem("values", "names no value, as [M, F]");
        }
        return new TableField.MadeUp(
                keys.text("by", ""), values, keys.whole("seed", 42, Integer.MIN_VALUE, Integer.MAX_VALUE));
    }

    private static List<String> range(ListedKeys keys) {
        int min = keys.whole("min", 0, -1_000_000_000, 1_000_000_000);
        int max = keys.whole("max", 0, -1_000_000_000, 1_000_000_000);
        if (min > max || max - min >= MOST_VALUES) {
            keys.problem("max", "must be min or up to %,d above it".formatted(MOST_VALUES - 1));
            return List.of();
        }
        return IntStream.rangeClosed(min, max).mapToObj(Integer::toString).toList();
    }

    private void requireLabels(Take take, List<Double> bounds) {
        if (!item.has("labels")) {
            return;
        }
        item.without(List.of("bin"), "does not go with labels, which name intervals");
        if (take == Take.PREFIX) {
            item.problem("labels", "name intervals of numbers, and a prefix is text");
        }
        int labels = item.texts("labels").size();
        if (!bounds.isEmpty() && labels != bounds.size() + 1) {
            item.problem("labels", "must be %d, one more than boundaries, not %d".formatted(bounds.size() + 1, labels));
        }
    }

    private void requireFlags() {
        requireColumns(FLAGS, "as [Action, Comedy]");
        item.without(List.of("missing", "unreadable", "labels"), "does not go with flags");
        if (kind == Kind.DENSE) {
            item.without(OF_SEVERAL, "does not go with flags, which are one number: how many");
        }
    }

    private void requireColumns(String key, String example) {
        List<String> columns = item.texts(key);
        if (columns.isEmpty()) {
            item.problem(key, "names no column, " + example);
        }
        if (new HashSet<>(columns).size() < columns.size()) {
            item.problem(key, "names a column twice");
        }
    }

    private void requireKind(Take take) {
        if (take == Take.PREFIX && kind == Kind.DENSE) {
            item.problem("take", "a prefix is text, and a dense field takes numbers");
        }
        if (take == Take.PREFIX) {
            item.without(List.of("bin"), "is of numbers, and a prefix is text");
        }
        if (take.isCounted() && kind != Kind.DENSE) {
            item.problem("take", "a count is a number, for kind: dense");
        }
        if (take.isCounted()) {
            item.without(List.of("missing", "unreadable"), "does not go with a count");
            item.without(OF_SEVERAL, "does not go with a count");
        }
        if (take.isSince() && kind == Kind.SEQUENCE) {
            item.problem("take", "the time between two columns is one value, for kind: sparse or dense");
        }
        if (take.isSince() && kind == Kind.DENSE) {
            item.without(OF_SEVERAL, "does not go with the time between two columns");
        }
    }

    private void requireGoesWith(boolean needed, String key, String why, String takes) {
        if (needed != item.has(key)) {
            item.problem(key, needed ? why : "goes with take: " + takes);
        }
    }

    private void requireFormats(Take take) {
        if (!take.isTimed()) {
            item.without(List.of(TIME_FORMAT), "goes with what is taken of times, as take: year");
        }
        if (!take.isSince()) {
            item.without(List.of(SINCE_FORMAT), "goes with since");
        }
        for (String key : List.of(TIME_FORMAT, SINCE_FORMAT)) {
            item.text(key).ifPresent(format -> item.check(key, () -> TableSettings.requireTimeFormat(key, format)));
        }
    }
}
