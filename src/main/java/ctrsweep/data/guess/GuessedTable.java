package ctrsweep.data.guess;

import ctrsweep.data.DataException;
import ctrsweep.data.guess.GuessedColumn.Role;
import ctrsweep.data.table.TableSample;
import ctrsweep.text.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A guess of what each column of a table is.
///
/// @param timeFormat of the column of times, if there is one
/// @param separator of the columns with several values, if there are any
public record GuessedTable(List<GuessedColumn> columns, String timeFormat, String separator) {
    private static final List<String> LABELS = List.of(
            "label",
            "click",
            "clicked",
            "is_click",
            "clk",
            "target",
            "y",
            "conversion",
            "converted",
            "purchase",
            "purchased",
            "rating",
            "stars",
            "score");
    private static final Pattern TIME = Pattern.compile("(?i).*(time|date|timestamp)|(.*_)?(at|ts)|day|hour");
    private static final Pattern ID = Pattern.compile("(?i)(.*_)?(id|code|type|category|class|zip|zipcode)|.*[a-z]Id");
    private static final List<String> SEPARATORS = List.of("|", ";", ",");
    private static final double OFTEN = 0.3;
    private static final int FEW = 30;
    private static final double FIRST_SECOND = 1e8;
    private static final double LAST_SECOND = 4e9;
    private static final double MILLIS = 1000;
    private static final String ISO =
            "\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:?\\d\\d)?)?";

    public GuessedTable {
        columns = List.copyOf(columns);
    }

    /// @param label the column that a person named
    /// @throws DataException if no column looks like a label, or the one that is named cannot be one
    public static GuessedTable of(TableSample sample, Optional<String> label) {
        return new Guess(sample).of(label);
    }

    public GuessedColumn label() {
        return columns.stream().filter(GuessedColumn::isLabel).findFirst().orElseThrow();
    }

    public Optional<GuessedColumn> time() {
        return columns.stream().filter(column -> column.role() == Role.TIME).findFirst();
    }

    private static final class Guess {
        private final Map<String, SampledValues> values = new LinkedHashMap<>();
        private final List<String> lists;
        private String timeFormat = "";
        private String separator = "";

        Guess(TableSample sample) {
            for (int place = 0; place < sample.names().size(); place++) {
                values.put(sample.names().get(place), new SampledValues(sample.column(place)));
            }
            lists = sample.lists();
        }

        GuessedTable of(Optional<String> named) {
            GuessedColumn label = named.map(this::named).orElseGet(this::label);
            List<GuessedColumn> columns = new ArrayList<>();
            values.forEach((name, found) -> columns.add(
                    name.equals(label.name()) ? label : time(name, found).orElseGet(() -> input(name, found))));
            lists.forEach(name -> columns.add(
                    new GuessedColumn(name, Role.LEFT_OUT, "it holds lists or maps: write a field of kind sequence")));
            if (columns.stream().allMatch(column -> column.isLabel() || column.role() == Role.LEFT_OUT)) {
                throw new DataException("no column but the label %s tells a model anything".formatted(label.name()));
            }
            return new GuessedTable(columns, timeFormat, separator);
        }

        private GuessedColumn named(String name) {
            SampledValues found = values.get(name);
            if (found == null) {
                throw new DataException("--label %s: there is no such column%s"
                        .formatted(name, NearestName.hint(name, values.keySet())));
            }
            return asLabel(name, found, "you named it")
                    .orElseThrow(() -> new DataException(
                            "--label %s: is neither of two classes (0 and 1, -1 and 1, false and true, no and yes) nor a number: %s"
                                    .formatted(name, found.example())));
        }

        /// The first of the usual names, else the only column of two classes.
        private GuessedColumn label() {
            for (String usual : LABELS) {
                for (Map.Entry<String, SampledValues> column : values.entrySet()) {
                    Optional<GuessedColumn> label = column.getKey().equalsIgnoreCase(usual)
                            ? asLabel(column.getKey(), column.getValue(), "its name")
                            : Optional.empty();
                    if (label.isPresent()) {
                        return label.get();
                    }
                }
            }
            List<String> ofClasses = values.entrySet().stream()
                    .filter(column -> column.getValue().areTwoClasses())
                    .map(Map.Entry::getKey)
                    .toList();
            if (ofClasses.size() != 1) {
                throw new DataException("which column is the label? Name it with --label; %s"
                        .formatted(
                                ofClasses.isEmpty()
                                        ? "the columns are " + String.join(", ", values.keySet())
                                        : "of two classes are " + String.join(", ", ofClasses)));
            }
            return new GuessedColumn(ofClasses.getFirst(), Role.CLASS_LABEL, "the only column of two classes");
        }

        private static Optional<GuessedColumn> asLabel(String name, SampledValues found, String why) {
            if (found.areTwoClasses()) {
                return Optional.of(new GuessedColumn(name, Role.CLASS_LABEL, why + ", and two classes"));
            }
            return found.areNumbers() && found.distinct() > 1
                    ? Optional.of(new GuessedColumn(name, Role.NUMBER_LABEL, why + ", and numbers"))
                    : Optional.empty();
        }

        private Optional<GuessedColumn> time(String name, SampledValues found) {
            if (!timeFormat.isEmpty() || !TIME.matcher(name).matches() || found.distinct() < 2) {
                return Optional.empty();
            }
            Optional<String> format = Optional.empty();
            if (found.areWhole() && found.areWithin(FIRST_SECOND, LAST_SECOND)) {
                format = Optional.of("unix");
            } else if (found.areWhole() && found.areWithin(FIRST_SECOND * MILLIS, LAST_SECOND * MILLIS)) {
                format = Optional.of("unix_ms");
            } else if (found.match(ISO)) {
                format = Optional.of("iso");
            }
            timeFormat = format.orElse("");
            return format.map(words -> new GuessedColumn(name, Role.TIME, "its name, and times as " + words));
        }

        private GuessedColumn input(String name, SampledValues found) {
            if (found.count() == 0) {
                return new GuessedColumn(name, Role.LEFT_OUT, "it is empty");
            }
            if (found.distinct() == 1) {
                return new GuessedColumn(name, Role.LEFT_OUT, "it always says " + found.example());
            }
            if (found.areNumbers()) {
                return number(name, found);
            }
            for (String each : SEPARATORS) {
                if (found.share(each) > OFTEN && (separator.isEmpty() || separator.equals(each))) {
                    separator = each;
                    return new GuessedColumn(name, Role.SEQUENCE, "several values with \"%s\" between".formatted(each));
                }
            }
            return found.areAllDifferent() && found.count() > FEW
                    ? new GuessedColumn(name, Role.LEFT_OUT, "each row has another value")
                    : new GuessedColumn(name, Role.SPARSE, "%,d values".formatted(found.distinct()));
        }

        private static GuessedColumn number(String name, SampledValues found) {
            boolean isId = ID.matcher(name).matches();
            if (found.areWhole() && isId && found.areAllDifferent() && found.count() > FEW) {
                return new GuessedColumn(name, Role.LEFT_OUT, "each row has another value");
            }
            if (found.areWhole() && (isId || found.distinct() <= FEW)) {
                return new GuessedColumn(name, Role.SPARSE, "%,d values".formatted(found.distinct()));
            }
            return found.areSkewed()
                    ? new GuessedColumn(name, Role.SKEWED, "numbers, a few of them far larger than most")
                    : new GuessedColumn(name, Role.DENSE, "numbers");
        }
    }
}
