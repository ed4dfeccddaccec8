package ctrsweep.data.table;

import ctrsweep.data.column.ColumnFile;
import ctrsweep.data.column.Table;
import java.util.List;

/// What coders know of the training rows.
sealed interface Knowledge {

    /// @param name of the field, or of the table that it shares
    IdTable vocabulary(String name, int minCount);

    /// @param input of the model
    Scale scale(String input, List<String> steps);

    Counts counts(String field);

    /// Nothing, and it stays so.
    record None() implements Knowledge {
        @Override
        public IdTable vocabulary(String name, int minCount) {
            return Vocabulary.of(List.of());
        }

        @Override
        public Scale scale(String input, List<String> steps) {
            return new Scale(steps);
        }

        @Override
        public Counts counts(String field) {
            return new Counts(0);
        }
    }

    /// Nothing yet.
    record Growing() implements Knowledge {
        @Override
        public IdTable vocabulary(String name, int minCount) {
            return new LearntVocabulary(minCount);
        }

        @Override
        public Scale scale(String input, List<String> steps) {
            return new Scale(steps);
        }

        @Override
        public Counts counts(String field) {
            return new Counts(0);
        }
    }

    /// What was learnt and written.
    record Kept(ColumnFile file, Facts facts) implements Knowledge {
        @Override
        public IdTable vocabulary(String name, int minCount) {
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
