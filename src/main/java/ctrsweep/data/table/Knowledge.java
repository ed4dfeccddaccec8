package ctrsweep.data.table;

import ctrsweep.data.column.ColumnFile;
import ctrsweep.data.column.Table;
import ctrsweep.settings.TableField.Order;
import java.util.List;

/// What coders know of the training rows.
sealed interface Knowledge {

    /// @param name of the field, or of the table that it shares
    IdTable vocabulary(String name, int minCount, Order order);

    /// One that has not learnt, unless there is something to know.
    ///
    /// @param input of the model
    default Scale scale(String input, List<String> steps) {
        return new Scale(steps);
    }

    /// Of no value, unless there is something to know.
    default Counts counts(String field) {
        return new Counts(0);
    }

    /// Nothing, and it stays so.
    record None() implements Knowledge {
        @Override
        public IdTable vocabulary(String name, int minCount, Order order) {
            return Vocabulary.of(List.of());
        }
    }

    /// Nothing yet.
    record Growing() implements Knowledge {
        @Override
        public IdTable vocabulary(String name, int minCount, Order order) {
            return new LearntVocabulary(minCount, order);
        }
    }

    /// What was learnt and written.
    record Kept(ColumnFile file, Facts facts) implements Knowledge {
        @Override
        public IdTable vocabulary(String name, int minCount, Order order) {
            return Vocabulary.of(file.table(vocabularyTable(name)), minCount);
        }

        @Override
        public Scale scale(String input, List<String> steps) {
            return new Scale(steps, facts.scale(input));
        }

        @Override
        public Counts counts(String field) {
            Table table = file.table(countsTable(field));
            return new Counts(table.ints(COUNT).rows(0, table.rows()));
        }
    }

    String COUNT = "count";

    /// Name of the table that holds a vocabulary.
    static String vocabularyTable(String name) {
        return "vocabulary " + name;
    }

    /// Name of the table that holds how often each id of a field was counted.
    static String countsTable(String field) {
        return "counts " + field;
    }
}
