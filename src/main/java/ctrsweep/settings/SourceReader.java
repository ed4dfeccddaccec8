package ctrsweep.settings;

import ctrsweep.settings.TableField.Kind;
import ctrsweep.settings.TableField.Take;
import ctrsweep.settings.TableField.Unreadable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Reads what of a row a field is made of: `column` or `flags`, `take`, and what goes with them.
record SourceReader(ListedKeys item, Kind kind) {
    static final List<String> KEYS =
            List.of("column", "flags", "take", "chars", "time_format", "since", "since_format");

    private static final List<String> OF_SEVERAL = List.of("separator", "length", "value_dim", "pooling");
    private static final String TIME_FORMAT = "time_format";
    private static final String SINCE_FORMAT = "since_format";

    /// What is made of it, all problems with that among the item's.
    TableField.Extraction extraction() {
        int bin = item.whole("bin", 0, 2, 1_000_000_000);
        if (item.has("flags")) {
            requireFlags();
            item.without(List.of("labels"), "does not go with flags");
            return new TableField.Extraction(Take.VALUE, 1, bin, Optional.empty(), Unreadable.BAD_ROW);
        }
        Take take = item.oneOf("take", Take.class, Take.VALUE);
        List<Double> bounds = item.has("labels") ? TableFieldReader.boundaries(item, "labels") : List.of();
        requireLabels(take, bounds);
        requireKind(take);
        requireGoesWith(take == Take.PREFIX, "chars", "a prefix needs it: how many characters", "prefix");
        requireGoesWith(
                take.isSince(),
                "since",
                "the time between two columns needs it: the earlier one",
                "days_since or years_since");
        requireFormats(take);
        return new TableField.Extraction(
                take,
                item.whole("chars", 1, 1, 10_000),
                bin,
                bounds,
                item.texts("labels"),
                item.text(TIME_FORMAT),
                item.oneOf("unreadable", Unreadable.class, Unreadable.BAD_ROW));
    }

    TableField.Source source(String name, TableField.Extraction extraction) {
        if (item.has("flags")) {
            return new TableField.Flags(item.texts("flags"));
        }
        String column = item.text("column", name);
        return extraction.take().isSince()
                ? new TableField.DaysSince(column, item.text("since", ""), item.text(SINCE_FORMAT))
                : new TableField.Column(column);
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
        List<String> columns = item.texts("flags");
        if (columns.isEmpty()) {
            item.problem("flags", "names no column, as [Action, Comedy]");
        }
        if (new HashSet<>(columns).size() < columns.size()) {
            item.problem("flags", "names a column twice");
        }
        List<String> others =
                List.of("column", "take", "chars", TIME_FORMAT, "since", SINCE_FORMAT, "missing", "unreadable");
        item.without(others, "does not go with flags");
        if (kind == Kind.DENSE) {
            item.without(OF_SEVERAL, "does not go with flags, which are one number: how many");
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
