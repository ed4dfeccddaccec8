package ctrsweep.data.table;

import ctrsweep.data.column.ColumnFile;
import ctrsweep.data.column.ColumnTable;
import ctrsweep.settings.TableField.Order;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;

/// What encoders learnt from the training rows.
sealed interface FittedEncoders {

    /// @param name of the field, or of the table that it shares
    IdTable vocabulary(String name, int minCount, Order order);

    /// The values of a vocabulary's file.
    ///
    /// @param name of the file in the folder
    default IdTable listed(String name, Path folder, Charset charset) {
        return Vocabulary.of(VocabularyFile.read(folder.resolve(name), charset));
    }

    /// A scale that has learnt nothing, unless it was stored.
    ///
    /// @param input of the model
    default Scale scale(String input, List<String> steps) {
        return new Scale(steps);
    }

    /// Counts of no value, unless they were stored.
    default Counts counts(String field) {
        return new Counts(0);
    }

    /// No values, for an outline without data.
    record None() implements FittedEncoders {
        @Override
        public IdTable vocabulary(String name, int minCount, Order order) {
            return Vocabulary.of(List.of());
        }
    }

    /// Encoders that are being fitted.
    record Growing() implements FittedEncoders {
        @Override
        public IdTable vocabulary(String name, int minCount, Order order) {
            return new LearntVocabulary(minCount, order);
        }
    }

    /// Encoders that were fitted and stored.
    record Kept(ColumnFile file, TableMetadata facts) implements FittedEncoders {
        @Override
        public IdTable vocabulary(String name, int minCount, Order order) {
            return Vocabulary.of(file.table(vocabularyTable(name)), minCount);
        }

        @Override
        public IdTable listed(String name, Path folder, Charset charset) {
            return Vocabulary.fixed(file.table(listTable(name)));
        }

        @Override
        public Scale scale(String input, List<String> steps) {
            return new Scale(steps, facts.scale(input));
        }

        @Override
        public Counts counts(String field) {
            ColumnTable table = file.table(countsTable(field));
            return new Counts(table.ints(COUNT).rows(0, table.rows()));
        }
    }

    String COUNT = "count";

    /// Name of the table that holds a vocabulary.
    static String vocabularyTable(String name) {
        return "vocabulary " + name;
    }

    /// Name of the table that holds the values of a vocabulary's file.
    static String listTable(String file) {
        return "values of " + file;
    }

    /// Name of the table that holds how often each id of a field was counted.
    static String countsTable(String field) {
        return "counts " + field;
    }
}
