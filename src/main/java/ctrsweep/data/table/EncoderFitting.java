package ctrsweep.data.table;

import ctrsweep.data.Field;
import ctrsweep.data.column.ColumnValues;
import ctrsweep.data.column.FloatWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

/// Fits the coders on the training rows: counts how many of them have each value, and learns the scales of
/// numbers. Then it knows the ids of the numbers that were read ([IdTable#number]), and the coverage of the other
/// rows.
final class EncoderFitting {
    private static final int CHUNK_ROWS = 1024;

    private final FieldCoders coders;
    private final RowsRead read;
    private final List<SparseCoder> sparse;
    private final List<SequenceCoder> sequences;
    private final List<Numeric> numbers = new ArrayList<>();
    private final List<Magnitude> magnitudes = new ArrayList<>();

    /// The values read so far, in the order of the schema.
    ///
    /// @param ids of sparse fields
    /// @param lists of sequence fields
    /// @param numbers of dense fields
    /// @param labels one
    record RowsRead(
            ColumnValues.Ints ids,
            List<ColumnValues.Lists> lists,
            FloatWriter.Doubles numbers,
            FloatWriter.Doubles labels) {
        RowsRead {
            lists = List.copyOf(lists);
        }
    }

    EncoderFitting(FieldCoders coders, RowsRead read) {
        this.coders = coders;
        this.read = read;
        sparse = coders(SparseCoder.class).toList();
        sequences = coders(SequenceCoder.class).toList();
        for (FieldCoder coder : coders.list()) {
            switch (coder) {
                case DenseCoder dense -> {
                    Magnitude magnitude = new Magnitude(dense.name());
                    magnitudes.add(magnitude);
                    dense.scales().forEach(scale -> numbers.add(new Scaled(dense, scale, magnitude)));
                }
                case CountCoder count -> {
                    Magnitude magnitude = new Magnitude(count.name());
                    magnitudes.add(magnitude);
                    numbers.add(new Counted(count, magnitude));
                }
                case SparseCoder _, SequenceCoder _ -> {}
            }
        }
        int columns = coders.schema().columns(Field.Kind.DENSE);
        numbers.addAll(Collections.nCopies(columns - numbers.size(), new Weight()));
    }

    private <C extends FieldCoder> Stream<C> coders(Class<C> kind) {
        return coders.list().stream().filter(kind::isInstance).map(kind::cast);
    }

    /// @param parts of each row
    void learn(SplitPart[] parts) {
        int[][] counts =
                sparse.stream().map(coder -> coder.table().beginCounting()).toArray(int[][]::new);
        int[][] listCounts =
                sequences.stream().map(coder -> coder.table().beginCounting()).toArray(int[][]::new);
        for (int begin = 0; begin < parts.length; begin += CHUNK_ROWS) {
            Chunk chunk = new Chunk(begin, Math.min(parts.length, begin + CHUNK_ROWS));
            for (int row = begin; row < chunk.end; row++) {
                if (parts[row] == SplitPart.TRAIN) {
                    chunk.learn(row, counts, listCounts);
                }
            }
        }
        sparse.forEach(coder -> coder.table().settle());
        sequences.forEach(coder -> coder.table().settle());
        numbers.forEach(Numeric::settle);
    }

    /// Rows copied from the file: arrays are read several times as fast.
    private final class Chunk {
        private final int begin;
        private final int end;
        private final int[] ids;
        private final double[] values;

        Chunk(int begin, int end) {
            this.begin = begin;
            this.end = end;
            ids = read.ids().rows(begin, end);
            values = read.numbers().rows(begin, end);
        }

        void learn(int row, int[][] counts, int[][] listCounts) {
            int at = (row - begin) * counts.length;
            for (int place = 0; place < counts.length; place++) {
                if (counts[place].length > 0) {
                    counts[place][ids[at + place]]++;
                }
            }
            for (int field = 0; field < listCounts.length; field++) {
                if (listCounts[field].length > 0) {
                    for (int value : read.lists().get(field).row(row)) {
                        listCounts[field][value]++;
                    }
                }
            }
            boolean positive = read.labels().at(row, 0) == 1;
            int first = (row - begin) * numbers.size();
            for (int place = 0; place < numbers.size(); place++) {
                numbers.get(place).learn(values[first + place], positive);
            }
        }

        /// @param known of each field the known values and all, added to
        void cover(int row, long[][] known) {
            int id = (row - begin) * sparse.size();
            int number = (row - begin) * numbers.size();
            int list = 0;
            int place = 0;
            for (int field = 0; field < known.length; field++) {
                switch (coders.list().get(field)) {
                    case SparseCoder one -> count(isKnown(ids[id++], one.table()), known[field]);
                    case SequenceCoder many -> {
                        for (int value : read.lists().get(list).row(row)) {
                            count(isKnown(value, many.table()), known[field]);
                        }
                        list++;
                    }
                    case DenseCoder dense -> {
                        for (int i = 0; i < dense.scales().size(); i++) {
                            count(numbers.get(place++).isKnown(values[number++]), known[field]);
                        }
                    }
                    case CountCoder _ -> count(numbers.get(place++).isKnown(values[number++]), known[field]);
                }
            }
        }

        private static boolean isKnown(int value, IdTable table) {
            int[] ids = table.ids();
            return (ids.length == 0 ? value : ids[value]) != 0;
        }

        private static void count(boolean isKnown, long[] known) {
            known[0] += isKnown ? 1 : 0;
            known[1]++;
        }
    }

    /// Maps the numbers of each sparse field to ids; empty if they are ids already.
    List<int[]> ids() {
        return sparse.stream().map(coder -> coder.table().ids()).toList();
    }

    /// Maps the numbers of each sequence field to ids.
    List<int[]> listIds() {
        return sequences.stream().map(coder -> coder.table().ids()).toList();
    }

    /// The function that scales each number for the model.
    List<DoubleUnaryOperator> functions() {
        return numbers.stream().map(Numeric::function).toList();
    }

    /// Warnings about numbers of the training rows.
    List<String> remarks() {
        return magnitudes.stream()
                .flatMap(magnitude -> magnitude.remark().stream())
                .toList();
    }

    /// The coverage of validation and test, field by field.
    Map<SplitPart, List<Coverage>> coverage(SplitPart[] parts) {
        Map<SplitPart, long[][]> known = new EnumMap<>(SplitPart.class);
        for (SplitPart part : SplitPart.values()) {
            known.put(part, new long[coders.list().size()][2]);
        }
        for (int begin = 0; begin < parts.length; begin += CHUNK_ROWS) {
            Chunk chunk = new Chunk(begin, Math.min(parts.length, begin + CHUNK_ROWS));
            for (int row = begin; row < chunk.end; row++) {
                if (parts[row] != SplitPart.TRAIN) {
                    chunk.cover(row, Objects.requireNonNull(known.get(parts[row])));
                }
            }
        }
        Map<SplitPart, List<Coverage>> all = new EnumMap<>(SplitPart.class);
        known.forEach((part, each) ->
                all.put(part, Arrays.stream(each).map(Coverage::of).toList()));
        return all;
    }

    /// A number of a row.
    private sealed interface Numeric {
        void learn(double value, boolean positive);

        void settle();

        boolean isKnown(double value);

        DoubleUnaryOperator function();
    }

    /// A number of the row itself.
    private record Scaled(DenseCoder coder, Scale scale, Magnitude magnitude) implements Numeric {
        @Override
        public void learn(double value, boolean positive) {
            if (scale.isFitted()) {
                scale.learn(coder.present(value));
            } else if (scale.isIdentity()) {
                magnitude.learn(coder.present(value));
            }
        }

        @Override
        public void settle() {}

        @Override
        public boolean isKnown(double value) {
            return !Double.isNaN(value);
        }

        @Override
        public DoubleUnaryOperator function() {
            return coder.function(scale);
        }
    }

    /// The weight of an id.
    private record Weight() implements Numeric {
        @Override
        public void learn(double value, boolean positive) {}

        @Override
        public void settle() {}

        @Override
        public boolean isKnown(double value) {
            return true;
        }

        @Override
        public DoubleUnaryOperator function() {
            return DoubleUnaryOperator.identity();
        }
    }

    /// A count: the number that was read is that of a value in a vocabulary.
    private static final class Counted implements Numeric {
        private final CountCoder coder;
        private final Magnitude magnitude;
        private final LearntVocabulary values;
        private final int[] rows;
        private final int[] counts;

        Counted(CountCoder coder, Magnitude magnitude) {
            this.coder = coder;
            this.magnitude = magnitude;
            values = (LearntVocabulary) coder.table();
            rows = values.beginCounting();
            counts = coder.positives() ? new int[rows.length] : rows;
        }

        @Override
        public void learn(double value, boolean positive) {
            rows[(int) value]++;
            if (coder.positives() && positive) {
                counts[(int) value]++;
            }
        }

        /// In the order of the ids, for sums of numbers depend on theirs.
        @Override
        public void settle() {
            values.settle();
            int[] byId = new int[values.size()];
            for (int number = 1; number < rows.length; number++) {
                int id = values.ids()[number];
                byId[id] += id == 0 ? 0 : counts[number];
            }
            coder.counts().set(byId);
            for (int id = 1; id < byId.length; id++) {
                if (coder.scale().isIdentity()) {
                    magnitude.learn(byId[id]);
                }
                for (int row = values.count(id); row > 0; row--) {
                    coder.scale().learn(byId[id]);
                }
            }
        }

        @Override
        public boolean isKnown(double value) {
            return values.ids()[(int) value] != 0;
        }

        @Override
        public DoubleUnaryOperator function() {
            DoubleUnaryOperator ofId = coder.function();
            return number -> ofId.applyAsDouble(values.ids()[(int) number]);
        }
    }
}
