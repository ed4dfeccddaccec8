package ctrsweep.data.table;

import ctrsweep.data.column.ColumnValues;
import ctrsweep.data.column.FloatWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

/// What the training rows teach the coders: how many of them have each value, and the scales of their numbers.
/// Afterwards it knows the ids of what was read ([IdTable#number]), and how much of the other rows is known.
final class Fitting {
    private static final int[] NONE = new int[0];

    private final Coders coders;
    private final RowsRead read;
    private final List<SparseCoder> sparse;
    private final List<SequenceCoder> sequences;
    private final List<Numeric> numbers = new ArrayList<>();

    /// What was read of the rows, in the order of the schema.
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

    Fitting(Coders coders, RowsRead read) {
        this.coders = coders;
        this.read = read;
        sparse = coders(SparseCoder.class).toList();
        sequences = coders(SequenceCoder.class).toList();
        for (FieldCoder coder : coders.list()) {
            switch (coder) {
                case DenseCoder dense -> dense.scales().forEach(scale -> numbers.add(new Scaled(dense, scale)));
                case CountCoder count -> numbers.add(new Counted(count));
                case SparseCoder _, SequenceCoder _ -> {}
            }
        }
    }

    private <C extends FieldCoder> Stream<C> coders(Class<C> kind) {
        return coders.list().stream().filter(kind::isInstance).map(kind::cast);
    }

    /// @param parts of each row
    void learn(Part[] parts) {
        int[][] counts = sparse.stream().map(coder -> counts(coder.table())).toArray(int[][]::new);
        int[][] listCounts =
                sequences.stream().map(coder -> counts(coder.table())).toArray(int[][]::new);
        for (int row = 0; row < parts.length; row++) {
            if (parts[row] == Part.TRAIN) {
                for (int place = 0; place < counts.length; place++) {
                    if (counts[place].length > 0) {
                        counts[place][read.ids().at(row, place)]++;
                    }
                }
                for (int field = 0; field < listCounts.length; field++) {
                    count(read.lists().get(field), row, listCounts[field]);
                }
                boolean positive = read.labels().at(row, 0) == 1;
                for (int place = 0; place < numbers.size(); place++) {
                    numbers.get(place).learn(read.numbers().at(row, place), positive);
                }
            }
        }
        sparse.forEach(coder -> settle(coder.table()));
        sequences.forEach(coder -> settle(coder.table()));
        numbers.forEach(Numeric::settle);
    }

    private static int[] counts(IdTable table) {
        return table instanceof LearntVocabulary learnt ? learnt.beginCounting() : NONE;
    }

    private static void count(ColumnValues.Lists lists, int row, int[] counts) {
        if (counts.length > 0) {
            int length = lists.length(row);
            for (int place = 0; place < length; place++) {
                counts[lists.at(row, place)]++;
            }
        }
    }

    private static void settle(IdTable table) {
        if (table instanceof LearntVocabulary learnt) {
            learnt.settle();
        }
    }

    /// Of each sparse field the ids of what was read; empty where these are ids already.
    List<int[]> ids() {
        return sparse.stream().map(coder -> ids(coder.table())).toList();
    }

    /// Of each sequence field.
    List<int[]> listIds() {
        return sequences.stream().map(coder -> ids(coder.table())).toList();
    }

    private static int[] ids(IdTable table) {
        return table instanceof LearntVocabulary learnt ? learnt.ids() : NONE;
    }

    /// Of each number what the model gets for it.
    List<DoubleUnaryOperator> functions() {
        return numbers.stream().map(Numeric::function).toList();
    }

    /// Field by field, what of a part is known.
    List<Coverage> coverage(Part part, Part[] parts) {
        List<Coverage> all = new ArrayList<>();
        int id = 0;
        int list = 0;
        int number = 0;
        for (FieldCoder coder : coders.list()) {
            long[] counted = new long[2];
            switch (coder) {
                case SparseCoder one -> ids(id++, ids(one.table()), part, parts, counted);
                case SequenceCoder many -> lists(list++, ids(many.table()), part, parts, counted);
                case DenseCoder dense -> {
                    for (int i = 0; i < dense.scales().size(); i++) {
                        numbers(number++, part, parts, counted);
                    }
                }
                case CountCoder _ -> numbers(number++, part, parts, counted);
            }
            all.add(Coverage.of(counted));
        }
        return all;
    }

    private void ids(int place, int[] ids, Part part, Part[] parts, long[] counted) {
        for (int row = 0; row < parts.length; row++) {
            if (parts[row] == part) {
                count(read.ids().at(row, place), ids, counted);
            }
        }
    }

    private void lists(int field, int[] ids, Part part, Part[] parts, long[] counted) {
        ColumnValues.Lists lists = read.lists().get(field);
        for (int row = 0; row < parts.length; row++) {
            if (parts[row] == part) {
                for (int value : lists.row(row)) {
                    count(value, ids, counted);
                }
            }
        }
    }

    private static void count(int value, int[] ids, long[] counted) {
        counted[0] += (ids.length == 0 ? value : ids[value]) == 0 ? 0 : 1;
        counted[1]++;
    }

    private void numbers(int place, Part part, Part[] parts, long[] counted) {
        for (int row = 0; row < parts.length; row++) {
            if (parts[row] == part) {
                counted[0] += numbers.get(place).isKnown(read.numbers().at(row, place)) ? 1 : 0;
                counted[1]++;
            }
        }
    }

    /// A number of a row.
    private sealed interface Numeric {
        void learn(double value, boolean positive);

        void settle();

        boolean isKnown(double value);

        DoubleUnaryOperator function();
    }

    /// One that is there.
    private record Scaled(DenseCoder coder, Scale scale) implements Numeric {
        @Override
        public void learn(double value, boolean positive) {
            if (scale.isFitted()) {
                scale.learn(coder.present(value));
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

    /// One that is counted: what was read is a value's number.
    private static final class Counted implements Numeric {
        private final CountCoder coder;
        private final LearntVocabulary values;
        private final int[] rows;
        private final int[] counts;

        Counted(CountCoder coder) {
            this.coder = coder;
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
