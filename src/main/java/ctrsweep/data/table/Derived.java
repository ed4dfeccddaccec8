package ctrsweep.data.table;

import ctrsweep.data.NumberedStreams;
import ctrsweep.settings.TableField;
import ctrsweep.settings.TableField.Unreadable;
import ctrsweep.settings.TableSettings;
import ctrsweep.space.Expression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// A value that is computed from several columns of a row.
sealed interface Derived {
    /// The text of the value; empty if it is missing.
    ///
    /// @throws BadRow when a column cannot be read
    String of(Row row);

    /// Empty for a field that one column is enough for.
    static Optional<Derived> of(TableField field, RowHeader columns, TableSettings settings) {
        String where = "data.table.fields." + field.name();
        return switch (field.source()) {
            case TableField.Column _ -> Optional.empty();
            case TableField.Flags(List<String> names) -> {
                List<Flag> flags = names.stream()
                        .map(name -> new Flag(name, columns.at(name, where)))
                        .toList();
                yield Optional.of(
                        field instanceof TableField.Sequence many
                                ? new FlagNames(flags, many.separator())
                                : new FlagCount(flags));
            }
            case TableField.Cross(List<String> names) -> {
                int[] places =
                        names.stream().mapToInt(name -> columns.at(name, where)).toArray();
                yield Optional.of(
                        field instanceof TableField.Sequence many
                                ? new Combinations(places, new SeparatedValues(many.separator()))
                                : new Joined(places));
            }
            case TableField.Lookup(String map, String key, String separator) ->
                Optional.of(new LookedUp(map, columns.at(map, where), columns.at(key, where), separator));
            case TableField.Computed(Expression expression) -> {
                Map<String, Integer> places = new LinkedHashMap<>();
                expression.names().forEach(name -> places.put(name, columns.at(name, where)));
                yield Optional.of(new Computed(expression, places));
            }
            case TableField.MadeUp made ->
                Optional.of(new MadeUp(
                        HashBuckets.hash(field.name()), columns.at(made.by(), where), made.values(), made.seed()));
            case TableField.DaysSince(String column, String since, Optional<String> sinceFormat) ->
                Optional.of(new Days(
                        new Time(
                                column,
                                columns.at(column, where),
                                TimeParser.of("time_format", field.extraction().timeFormat(), settings)),
                        new Time(
                                since,
                                columns.at(since, where),
                                TimeParser.of("since_format", sinceFormat, settings))));
        };
    }

    /// A column with 0 or 1.
    record Flag(String name, int column) {
        /// An empty one is not set.
        boolean isSet(Row row) {
            try {
                return !row.isEmpty(column) && NumberParser.isOne(row, column);
            } catch (BadRow e) {
                throw e.of(name);
            }
        }
    }

    /// The names of the columns that are set.
    record FlagNames(List<Flag> flags, String separator) implements Derived {
        public FlagNames {
            flags = List.copyOf(flags);
        }

        @Override
        public String of(Row row) {
            return flags.stream()
                    .filter(flag -> flag.isSet(row))
                    .map(Flag::name)
                    .collect(Collectors.joining(separator));
        }
    }

    /// The number of columns that are set.
    record FlagCount(List<Flag> flags) implements Derived {
        public FlagCount {
            flags = List.copyOf(flags);
        }

        @Override
        public String of(Row row) {
            return Long.toString(flags.stream().filter(flag -> flag.isSet(row)).count());
        }
    }

    /// A column with times.
    record Time(String name, int column, TimeParser times) {
        long seconds(Row row) {
            try {
                return times.seconds(row.text(column));
            } catch (BadRow e) {
                throw e.of(name);
            }
        }

        /// Empty where it is missing.
        OptionalLong read(Row row, Unreadable unreadable) {
            try {
                return row.isEmpty(column) ? OptionalLong.empty() : OptionalLong.of(seconds(row));
            } catch (BadRow e) {
                if (unreadable == Unreadable.MISSING) {
                    return OptionalLong.empty();
                }
                throw e;
            }
        }
    }

    /// Whole days from one time to another; missing where one of them is.
    record Days(Time until, Time since) implements Derived {
        @Override
        public String of(Row row) {
            return row.isEmpty(until.column()) || row.isEmpty(since.column())
                    ? ""
                    : Long.toString(TimeParser.days(since.seconds(row), until.seconds(row)));
        }
    }

    /// The values of several columns as one text.
    final class Joined implements Derived {
        static final String BETWEEN = "&";

        private final int[] columns;

        Joined(int... columns) {
            this.columns = columns.clone();
        }

        @Override
        public String of(Row row) {
            return joined(parts(row));
        }

        /// The values of the columns, as they stand in the text.
        List<String> parts(Row row) {
            return Arrays.stream(columns)
                    .mapToObj(column -> unambiguous(row.text(column)))
                    .toList();
        }

        static String joined(List<String> parts) {
            return parts.contains("") ? "" : String.join(BETWEEN, parts);
        }

        int width() {
            return columns.length;
        }

        /// Marks the signs of joined texts within a value, so that no two lists of values have the same text.
        static String unambiguous(String value) {
            return value.replace("\\", "\\\\").replace(BETWEEN, "\\" + BETWEEN).replace(Combinations.SEPARATOR, "\\n");
        }
    }

    /// Every combination of one value of each column.
    final class Combinations implements Derived {
        /// Between two combinations: no value has it.
        static final String SEPARATOR = "\n";

        private static final int MOST = 10_000;

        private final int[] columns;
        private final SeparatedValues separated;

        Combinations(int[] columns, SeparatedValues separated) {
            this.columns = columns.clone();
            this.separated = separated;
        }

        /// The last column's values change first.
        @Override
        public String of(Row row) {
            List<String> combinations = List.of("");
            for (int column : columns) {
                List<String> longer = new ArrayList<>();
                for (String begun : combinations) {
                    separated.forEach(row.bytes(column), row.begin(column), row.end(column), (begin, end) -> {
                        String value = Joined.unambiguous(NumberParser.text(row.bytes(column), begin, end));
                        longer.add(begun.isEmpty() ? value : begun + Joined.BETWEEN + value);
                    });
                }
                if (longer.size() > MOST) {
                    throw new BadRow("has more than %,d combinations".formatted(MOST));
                }
                combinations = longer;
            }
            return String.join(SEPARATOR, combinations);
        }
    }

    /// The value that a map has for a key.
    ///
    /// @param name of the map's column
    record LookedUp(String name, int map, int key, String separator) implements Derived {
        private static final String COLON = ":";

        @Override
        public String of(Row row) {
            String pairs = row.text(map);
            String wanted = row.text(key) + COLON;
            for (int begin = 0; begin < pairs.length(); ) {
                int next = pairs.indexOf(separator, begin);
                int end = next < 0 ? pairs.length() : next;
                String pair = pairs.substring(begin, end);
                if (!row.isEmpty(key) && pair.startsWith(wanted)) {
                    return pair.substring(wanted.length());
                }
                if (!pair.isEmpty() && !pair.contains(COLON)) {
                    throw new BadRow("\"%s\" is not key:value".formatted(pair)).of(name);
                }
                begin = end + separator.length();
            }
            return "";
        }
    }

    /// A number that an expression gives.
    record Computed(Expression expression, Map<String, Integer> columns) implements Derived {
        public Computed {
            columns = Map.copyOf(columns);
        }

        @Override
        public String of(Row row) {
            if (columns.values().stream().anyMatch(row::isEmpty)) {
                return "";
            }
            double number = expression.number(name -> number(row, name));
            if (!Double.isFinite(number)) {
                throw BadRow.curable("the expression gives " + number, "unreadable: missing counts it as missing");
            }
            return ValueExtractor.whole(number);
        }

        private double number(Row row, String name) {
            try {
                return NumberParser.parsed(row.text(Objects.requireNonNull(columns.get(name))));
            } catch (BadRow e) {
                throw e.of(name);
            }
        }
    }

    /// A value drawn at random.
    ///
    /// @param name the hash of the field's name: fields of one column get other values
    record MadeUp(long name, int by, List<String> values, long seed) implements Derived {
        public MadeUp {
            values = List.copyOf(values);
        }

        @Override
        public String of(Row row) {
            return row.isEmpty(by)
                    ? ""
                    : values.get(NumberedStreams.of(seed, name, HashBuckets.hash(row.text(by)))
                            .nextInt(values.size()));
        }
    }
}
