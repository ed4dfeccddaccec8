package ctrsweep.settings;

import ctrsweep.space.Expression;
import ctrsweep.space.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// One input of the model, as `data.table.fields` describes it.
public sealed interface TableField {
    int MOST_BUCKETS = 100_000_000;

    String name();

    /// The names of its inputs to the model: a field with several numbers is as many inputs.
    default List<String> inputs() {
        return this instanceof Dense dense && dense.length() > 0
                ? IntStream.rangeClosed(1, dense.length())
                        .mapToObj(i -> dense.name() + "_" + i)
                        .toList()
                : List.of(name());
    }

    /// The part of a row that it is made of.
    Source source();

    /// The computation from that part to the value that is encoded.
    Extraction extraction();

    /// Length of its embedding vector.
    int width();

    enum Kind {
        SPARSE,
        SEQUENCE,
        DENSE
    }

    enum Take {
        /// The value as it stands.
        VALUE,
        /// Its first characters.
        PREFIX,
        /// The year of a time, UTC.
        YEAR,
        /// The hour of a time: 0 to 23, UTC.
        HOUR,
        /// The weekday of a time: 0 (Monday) to 6, UTC.
        WEEKDAY,
        /// Sine and cosine of the place of a time in the day, in whole hours, or in the week, in whole days.
        HOUR_SIN,
        HOUR_COS,
        WEEKDAY_SIN,
        WEEKDAY_COS,
        /// Whole days from the time in a further column to the time in its own; below 0 where the further one is
        /// later.
        DAYS_SINCE,
        /// The same / 365.25.
        YEARS_SINCE,
        /// floor(ln(x)^2) of a number x above 2, else x: the usual preparation of Criteo's numbers.
        LOG_SQUARED,
        /// How many training rows have the value; 0 for one that training has not.
        COUNT,
        /// How many of them have the label 1. A training row's own label is counted too.
        POSITIVES;

        /// Whether it is learnt from the training rows.
        public boolean isCounted() {
            return this == COUNT || this == POSITIVES;
        }

        /// Whether it reads two times.
        public boolean isSince() {
            return this == DAYS_SINCE || this == YEARS_SINCE;
        }

        /// Whether a value must be a number or a time.
        public boolean isOfNumbers() {
            return isTimed() || this == LOG_SQUARED;
        }

        /// Whether it reads a time.
        public boolean isTimed() {
            return isSince()
                    || List.of(YEAR, HOUR, WEEKDAY, HOUR_SIN, HOUR_COS, WEEKDAY_SIN, WEEKDAY_COS)
                            .contains(this);
        }
    }

    /// The treatment of a value that should be a number or a time, and cannot be read as one.
    enum Unreadable {
        BAD_ROW,
        /// The same as an empty one.
        MISSING
    }

    /// @param chars of `prefix`
    /// @param bin 0, or how many whole numbers become one value, as `1990-1994` for 5
    /// @param labels names of the intervals between `bounds`, of which a number becomes one; empty: none
    /// @param timeFormat of the column, where it is not that of the table
    record Extraction(
            Take take,
            int chars,
            int bin,
            List<Double> bounds,
            List<String> labels,
            Optional<String> timeFormat,
            Unreadable unreadable) {
        public Extraction {
            bounds = List.copyOf(bounds);
            labels = List.copyOf(labels);
        }

        public Extraction(Take take, int chars, int bin, Optional<String> timeFormat, Unreadable unreadable) {
            this(take, chars, bin, List.of(), List.of(), timeFormat, unreadable);
        }

        /// Whether a number becomes the name of the range that it lies in.
        public boolean isBinned() {
            return bin > 0 || !labels.isEmpty();
        }
    }

    sealed interface Source {
        /// All that it reads.
        List<String> columns();
    }

    record Column(String name) implements Source {
        @Override
        public List<String> columns() {
            return List.of(name);
        }
    }

    /// Columns that hold 1 or 0: the names of those with 1, or how many these are.
    record Flags(List<String> columns) implements Source {
        public Flags {
            columns = List.copyOf(columns);
        }
    }

    /// The days from one time to another.
    ///
    /// @param sinceFormat where it is not that of the table
    record DaysSince(String column, String since, Optional<String> sinceFormat) implements Source {
        @Override
        public List<String> columns() {
            return List.of(column, since);
        }
    }

    /// The values of several columns joined into one, as `M&student`; empty where one of them is. Of a sequence, all
    /// combinations of the columns' values.
    record Cross(List<String> columns) implements Source {
        public Cross {
            columns = List.copyOf(columns);
        }
    }

    /// The value that a column of `key:value` pairs has for the key in another column; empty where it has none.
    ///
    /// @param separator between two pairs
    record Lookup(String map, String key, String separator) implements Source {
        @Override
        public List<String> columns() {
            return List.of(map, key);
        }
    }

    /// A number computed from columns; empty where one of them is.
    record Computed(Expression expression) implements Source {
        @Override
        public List<String> columns() {
            return List.copyOf(expression.names());
        }
    }

    /// One of some values at random, always the same for equal values of a column; empty where that is.
    record MadeUp(String by, List<String> values, long seed) implements Source {
        public MadeUp {
            values = List.copyOf(values);
        }

        @Override
        public List<String> columns() {
            return List.of(by);
        }
    }

    /// One id.
    ///
    /// @param missing what stands in place of an empty value
    /// @param table `embedding_name`: fields of one table have its ids and all its weights in common, those of the
    ///     linear part and a projection too; the name of the field where it has its own
    record Sparse(String name, Source source, Extraction extraction, Ids ids, String missing, String table, int width)
            implements TableField {}

    /// The first `length` known ids, or with weights the first `length`.
    ///
    /// @param weights between an id and its weight; empty: ids have none
    /// @param pooling of their vectors, and of their weights in the linear part
    /// @param table as of [Sparse]
    record Sequence(
            String name,
            Source source,
            Extraction extraction,
            Ids ids,
            String separator,
            String weights,
            int length,
            Pooling pooling,
            String table,
            int width)
            implements TableField {}

    /// One number, or of several in one column the first `length`, each an input of its own, or their mean or sum.
    ///
    /// @param separator empty: the column holds one number
    /// @param length 0: one input
    /// @param pooling makes one number of several where `length` is 0
    record Dense(
            String name,
            Source source,
            Extraction extraction,
            List<String> normalize,
            double missing,
            String separator,
            int length,
            Pooling pooling,
            int width)
            implements TableField {
        public Dense {
            normalize = List.copyOf(normalize);
        }
    }

    /// How values become ids; 0 is the unknown, and that of a list's empty places.
    sealed interface Ids {}

    /// Values that train has at least `minCount` times: 1..n in their order.
    record Learnt(int minCount, Order order) implements Ids {}

    enum Order {
        /// Sorted by their UTF-8 bytes.
        TEXT,
        /// Shorter ones first, and then by their bytes: whole numbers from small to large.
        NUMBER
    }

    /// These values: 1..n.
    record Listed(List<String> values) implements Ids {
        public Listed {
            values = List.copyOf(values);
        }
    }

    /// The lines of a file: 1..n.
    record OfFile(String file) implements Ids {}

    /// 1..buckets, by a hash of the text.
    record Hashed(int buckets) implements Ids {}

    /// A whole number n from 0 to buckets - 1 is n + 1.
    record Numbered(int buckets) implements Ids {}

    /// 1 + how many of the bounds a number reaches.
    record Bounded(List<Double> bounds) implements Ids {
        public Bounded {
            bounds = List.copyOf(bounds);
        }
    }

    /// @throws InvalidSetting for `fields`, with all that is wrong
    static List<TableField> read(
            List<Value> list, TableSettings.Sparse sparse, TableSettings.Sequence sequence, TableSettings.Dense dense) {
        List<InvalidSetting.Part> problems = new ArrayList<>();
        List<TableField> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        SharedTables tables = new SharedTables();
        for (ListedKeys item : ListedKeys.of(list, "name", problems)) {
            for (TableField field : new TableFieldReader(sparse, sequence, dense).read(item)) {
                Optional<String> twice =
                        field.inputs().stream().filter(name -> !names.add(name)).findFirst();
                twice.ifPresent(name -> item.problem("name", "there is a field " + name + " already"));
                if (twice.isEmpty()) {
                    tables.add(field, item);
                }
                fields.add(field);
            }
        }
        ListedKeys.throwIfAny("fields", problems);
        return fields;
    }

    static void requireSteps(List<String> normalize) {
        for (int i = 0; i < normalize.size(); i++) {
            if (NumberStep.of(normalize.get(i)).isFitted() && i < normalize.size() - 1) {
                throw new InvalidSetting(
                        "normalize",
                        normalize.get(i) + " is fitted on the numbers that come to it, and must be the last step");
            }
        }
    }
}
