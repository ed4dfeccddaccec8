package ctrsweep.data.table;

import ctrsweep.settings.TableField;
import ctrsweep.settings.TableField.Unreadable;
import ctrsweep.settings.TableSettings;
import java.util.List;
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
}
