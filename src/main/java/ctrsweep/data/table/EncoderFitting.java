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
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Fits the coders on the training rows: counts how many of them have each value, and learns the scales of
/// numbers. Then it knows the ids of the numbers that were read ([IdTable#number]), and the coverage of the other
/// rows. Groups of fields are shared out among threads; each takes the rows in their order.
final class EncoderFitting {
    private static final int CHUNK_ROWS = 4096;

    private final FieldCoders coders;
    private final RowsRead read;
    private final EncodingThreads threads;
    private final List<FieldGroup> groups;
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

    EncoderFitting(FieldCoders coders, RowsRead read, EncodingThreads threads) {
        this.coders = coders;
        this.read = read;
        this.threads = threads;
        groups = coders.groups(0);
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
        forEachShare(share -> {
            for (int begin = 0; begin < parts.length; begin += CHUNK_ROWS) {
                Chunk chunk = new Chunk(begin, Math.min(parts.length, begin + CHUNK_ROWS), share, parts);
                share.forEach(chunk::learn);
            }
            share.forEach(member -> settle(member.coder()));
        });
        numbers.forEach(Numeric::settle);
    }

    private static void settle(FieldCoder coder) {
        switch (coder) {
            case SparseCoder one -> one.table().settle();
            case SequenceCoder many -> many.table().settle();
            case DenseCoder _, CountCoder _ -> {}
        }
    }

    /// Gives each thread its share of the fields.
    private void forEachShare(Consumer<List<FieldGroup.Member>> task) {
        int shares = Math.min(threads.count(), groups.size());
        threads.forEach(
                shares,
                share -> task.accept(IntStream.range(0, groups.size())
                        .filter(group -> group % shares == share)
                        .boxed()
                        .flatMap(group -> groups.get(group).members().stream())
                        .toList()));
    }

    /// Rows copied from the file: arrays are read several times as fast.
    private final class Chunk {
        private final int begin;
        private final int end;
        private final SplitPart[] parts;
        private final int[] ids;
        private final double[] values;

        /// @param share the fields whose values are needed
        Chunk(int begin, int end, List<FieldGroup.Member> share, SplitPart[] parts) {
            this.begin = begin;
            this.end = end;
            this.parts = parts;
            boolean hasIds = share.stream().anyMatch(member -> member.coder() instanceof SparseCoder);
            boolean hasNumbers = share.stream()
                    .anyMatch(member -> member.coder() instanceof DenseCoder || member.coder() instanceof CountCoder);
            ids = hasIds ? read.ids().rows(begin, end) : new int[0];
            values = hasNumbers ? read.numbers().rows(begin, end) : new double[0];
        }

        void learn(FieldGroup.Member member) {
            switch (member.coder()) {
                case SparseCoder one ->
                    count(one.table().beginCounting(), member.first().sparse());
                case SequenceCoder many ->
                    count(
                            many.table().beginCounting(),
                            read.lists().get(member.first().sequence()));
                case DenseCoder dense -> {
                    for (int i = 0; i < dense.scales().size(); i++) {
                        learn(member.first().dense() + i);
                    }
                }
                case CountCoder _ -> learn(member.first().dense());
            }
        }

        private void count(int[] counts, int place) {
            if (counts.length == 0) {
                return;
            }
            int at = place;
            for (int row = begin; row < end; row++, at += sparse.size()) {
                if (parts[row] == SplitPart.TRAIN) {
                    counts[ids[at]]++;
                }
            }
        }

        private void count(int[] counts, ColumnValues.Lists lists) {
            if (counts.length == 0) {
                return;
            }
            for (int row = begin; row < end; row++) {
                if (parts[row] == SplitPart.TRAIN) {
                    for (int value : lists.row(row)) {
                        counts[value]++;
                    }
                }
            }
        }

        private void learn(int place) {
            Numeric number = numbers.get(place);
            if (!number.learns()) {
                return;
            }
            int at = place;
            for (int row = begin; row < end; row++, at += numbers.size()) {
                if (parts[row] == SplitPart.TRAIN) {
                    number.learn(values[at], read.labels().at(row, 0) == 1);
                }
            }
        }

        /// @param known by part, of each field the known values and all, added to
        void cover(FieldGroup.Member member, Map<SplitPart, long[][]> known) {
            for (SplitPart part : SplitPart.values()) {
                if (part != SplitPart.TRAIN) {
                    cover(member, part, Objects.requireNonNull(known.get(part))[member.rank()]);
                }
            }
        }

        private void cover(FieldGroup.Member member, SplitPart part, long[] known) {
            switch (member.coder()) {
                case SparseCoder one -> {
                    int[] table = one.table().ids();
                    int at = member.first().sparse();
                    for (int row = begin; row < end; row++, at += sparse.size()) {
                        if (parts[row] == part) {
                            count(isKnown(ids[at], table), known);
                        }
                    }
                }
                case SequenceCoder many -> {
                    int[] table = many.table().ids();
                    for (int row = begin; row < end; row++) {
                        if (parts[row] == part) {
                            for (int value :
                                    read.lists().get(member.first().sequence()).row(row)) {
                                count(isKnown(value, table), known);
                            }
                        }
                    }
                }
                case DenseCoder dense -> {
                    for (int i = 0; i < dense.scales().size(); i++) {
                        cover(member.first().dense() + i, part, known);
                    }
                }
                case CountCoder _ -> cover(member.first().dense(), part, known);
            }
        }

        private void cover(int place, SplitPart part, long[] known) {
            Numeric number = numbers.get(place);
            int at = place;
            for (int row = begin; row < end; row++, at += numbers.size()) {
                if (parts[row] == part) {
                    count(number.isKnown(values[at]), known);
                }
            }
        }

        private static boolean isKnown(int value, int[] ids) {
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
        forEachShare(share -> {
            for (int begin = 0; begin < parts.length; begin += CHUNK_ROWS) {
                Chunk chunk = new Chunk(begin, Math.min(parts.length, begin + CHUNK_ROWS), share, parts);
                share.forEach(member -> chunk.cover(member, known));
            }
        });
        Map<SplitPart, List<Coverage>> all = new EnumMap<>(SplitPart.class);
        known.forEach((part, each) ->
                all.put(part, Arrays.stream(each).map(Coverage::of).toList()));
        return all;
    }

    /// A number of a row.
    private sealed interface Numeric {
        default boolean learns() {
            return true;
        }

        void learn(double value, boolean positive);

        void settle();

        boolean isKnown(double value);

        DoubleUnaryOperator function();
    }

    /// A number of the row itself.
    private record Scaled(DenseCoder coder, Scale scale, Magnitude magnitude) implements Numeric {
        @Override
        public boolean learns() {
            return scale.isFitted() || scale.isIdentity();
        }

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
