package ctrsweep.data.table;

import ctrsweep.data.DataException;
import ctrsweep.data.column.ColumnType;
import ctrsweep.data.column.ColumnValues;
import ctrsweep.data.column.FileWriter;
import ctrsweep.data.column.FloatWriter;
import ctrsweep.data.column.TableWriter;
import ctrsweep.settings.DataSettings;
import ctrsweep.settings.DataSettings.SplitStrategy;
import ctrsweep.settings.TableField;
import ctrsweep.settings.TableSettings;
import ctrsweep.settings.TableSettings.LabelKind;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Turns the files into columns, in one reading: values get numbers in the order in which they come, and their
/// ids when it is known which rows train.
final class TableEncoding {
    /// Blocks that are on their way at the same time, for each thread.
    private static final int BLOCKS_OF_A_THREAD = 3;

    private final DataSettings data;
    private final TableSettings settings;
    private final SourceFiles files;
    private final RowSource source;
    private final TargetReader targets;
    private final FieldCoders coders;
    private final ItemFields itemFields;
    private final List<FieldPlaces.ElapsedTimes> elapsed;
    private final List<CrossedParts> crosses;
    private final FollowingFields following;
    private final RowTimes times = new RowTimes();
    private final SplitTimes order = new SplitTimes();
    private final Map<SplitPart, Integer> rowsOfFiles = new EnumMap<>(SplitPart.class);
    private final EncodingThreads.Plan plan;

    /// @param folder that file names are looked up in
    TableEncoding(Path folder, DataSettings data, SourceFiles files, EncodingThreads.Plan plan) {
        this.data = data;
        this.files = files;
        this.plan = plan;
        settings = data.table();
        source = new RowSource(folder, settings);
        targets = new TargetReader(data, source.columns());
        FieldPlaces places = FieldPlaces.of(settings, source.columns());
        coders = FieldCoders.of(settings, folder, places, new FittedEncoders.Growing());
        itemFields = ItemFields.of(settings, source.layout());
        following = new FollowingFields(settings, source.columns());
        elapsed = places.times(itemFields.elapsed().keySet());
        crosses = places.crosses(itemFields.crossed().keySet());
    }

    /// @throws DataException for a row that cannot be read, unless the settings let it be left out; for a part
    ///     without a row; for labels of one class
    void write(FileWriter file) throws IOException {
        try (EncodingThreads threads = new EncodingThreads(plan.threads())) {
            write(file, threads);
        }
    }

    private void write(FileWriter file, EncodingThreads threads) throws IOException {
        CompletableFuture<String> digest = CompletableFuture.supplyAsync(files::digest, threads.executor());
        RowColumns rows = new RowColumns(file, coders.schema(), targets, elapsed, crosses);
        BadRows bad = read(rows, threads);
        requireAny(rows, bad);
        Optional<CutPoints> cuts = CutPoints.of(times, data);
        SplitPart[] parts = parts(cuts);
        requireRows(parts, bad);
        Map<SplitPart, List<Coverage>> known;
        List<String> remarks = new ArrayList<>(source.remarks());
        madeUp().ifPresent(remarks::add);
        try (Arena arena = Arena.ofShared()) {
            EncoderFitting.RowsRead read = rows.soFar(arena);
            if (!targets.hasItems()) {
                requireBothClasses(parts, read.labels());
            }
            EncoderFitting fitting = new EncoderFitting(coders, read, threads);
            fitting.learn(parts);
            remarks.addAll(fitting.remarks());
            known = fitting.coverage(parts);
            rows.encode(fitting);
            writeOrder(file, rows, parts, arena);
        }
        TableMetadata facts = new TableMetadata(
                of(digest),
                bad,
                order.words(),
                remarks,
                cuts,
                coders.scales(),
                itemFields,
                Objects.requireNonNull(known.get(SplitPart.VALIDATION)),
                Objects.requireNonNull(known.get(SplitPart.TEST)));
        new FittedEncodersWriter(file, new UsedColumns(settings).all()).write(coders, facts, source.layout());
        for (CrossedParts cross : crosses) {
            cross.write(file);
        }
    }

    /// Names the fields whose values no file has.
    private Optional<String> madeUp() {
        String names = settings.modelFields().stream()
                .filter(field -> field.source() instanceof TableField.MadeUp)
                .map(TableField::name)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? Optional.empty() : Optional.of("made up: " + names);
    }

    private static String of(CompletableFuture<String> digest) {
        try {
            return digest.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof DataException problem ? problem : e;
        }
    }

    private BadRows read(RowColumns rows, EncodingThreads threads) throws IOException {
        BadRowLog bad = new BadRowLog(settings.onBadRow());
        List<Consumer<EncodedBlock>> steps = new ArrayList<>();
        steps.add(block -> block.read(targets));
        coders.groups(source.columns().size()).forEach(group -> steps.add(group::read));
        BlockPipeline pipeline = new BlockPipeline(
                threads.executor(),
                BLOCKS_OF_A_THREAD * threads.count() + 1,
                block -> source.prepare(block.source()),
                steps,
                block -> write(block, rows, bad));
        try {
            for (SplitPart part : SplitPart.values()) {
                source.forEach(
                        part.files(settings),
                        plan.blockRows(),
                        threads.count(),
                        block -> pipeline.add(new EncodedBlock(part, block, coders.rows(block.size()))));
            }
        } catch (BlockPipeline.Stopped _) {
            // The pipeline tells why.
        } catch (DataException e) {
            // A row before the place that cannot be read may be bad: then it is named.
            pipeline.finish();
            throw e;
        }
        pipeline.finish();
        return bad.rows();
    }

    /// Writes the rows of a block that can be read.
    private void write(EncodedBlock block, RowColumns rows, BadRowLog bad) throws IOException {
        Map<Integer, BadRow> problems = block.problems();
        Row row = new Row(block.source());
        for (int at = 0; at < block.source().size(); at++) {
            BadRow problem = problems.get(at);
            if (problem == null) {
                row.goTo(at);
                try {
                    write(block, at, row, rows);
                } catch (BadRow e) {
                    problem = e;
                }
            }
            if (problem != null) {
                bad.add(block.source().place(at), problem);
            }
        }
    }

    /// Reads all of the row before it writes any of it.
    private void write(EncodedBlock block, int at, Row row, RowColumns rows) throws IOException {
        TargetReader.Target target = block.target(at);
        List<ElapsedDays.Kept> kept =
                elapsed.stream().map(field -> field.of(row)).toList();
        following.require(target.item(), row);
        order.note(block.part(), target.time());
        if (isTimed()) {
            times.add(target.user(), target.time());
        }
        rows.add(
                block.rows(),
                at,
                target,
                kept,
                crosses.stream().map(cross -> cross.of(row)).toList());
        rowsOfFiles.merge(block.part(), 1, Integer::sum);
    }

    /// Whether the split goes by time.
    private boolean isTimed() {
        return data.splitStrategy() == SplitStrategy.TEMPORAL || data.splitStrategy() == SplitStrategy.LEAVE_ONE_OUT;
    }

    private SplitPart[] parts(Optional<CutPoints> cuts) {
        return data.splitStrategy() == SplitStrategy.GIVEN
                ? TableSplit.given(rowsOf(SplitPart.TRAIN), rowsOf(SplitPart.VALIDATION), rowsOf(SplitPart.TEST), data)
                : TableSplit.of(times, cuts, rowsOf(SplitPart.TRAIN), data);
    }

    private int rowsOf(SplitPart part) {
        return rowsOfFiles.getOrDefault(part, 0);
    }

    private void requireAny(RowColumns rows, BadRows bad) {
        if (rows.size() == 0) {
            throw new DataException(
                    bad.count() == 0
                            ? "%s: has no row, only a header".formatted(name())
                            : "%s: no row is left: %s".formatted(name(), bad.words()));
        }
    }

    private void requireRows(SplitPart[] parts, BadRows bad) {
        for (SplitPart part : SplitPart.values()) {
            if (wants(part) && Arrays.stream(parts).noneMatch(part::equals)) {
                throw new DataException("%s: no row is for %s: %s%s"
                        .formatted(
                                name(),
                                part.words(),
                                new EmptySplitPart(part, data, rowsOf(SplitPart.TRAIN)).why(),
                                bad.count() == 0 ? "" : "; " + bad.words()));
            }
        }
    }

    /// Whether the settings ask for rows of a part.
    private boolean wants(SplitPart part) {
        boolean drawn = data.splitStrategy() == SplitStrategy.RANDOM;
        boolean given = data.splitStrategy() == SplitStrategy.GIVEN;
        return switch (part) {
            case TRAIN -> true;
            case VALIDATION ->
                (!drawn && !given)
                        || data.randomValRatio() > 0
                        || !settings.validationFiles().isEmpty();
            case TEST ->
                drawn
                        ? data.randomTestRatio() > 0
                        : !given || !settings.testFiles().isEmpty();
        };
    }

    private Path name() {
        return files.list().getFirst();
    }

    private void requireBothClasses(SplitPart[] parts, FloatWriter.Doubles labels) {
        int[] train = rows(SplitPart.TRAIN, parts);
        double first = labels.at(train[0], 0);
        boolean classes = settings.labelKind() == LabelKind.BINARY || settings.labelKind() == LabelKind.THRESHOLD;
        if (classes && Arrays.stream(train).allMatch(row -> labels.at(row, 0) == first)) {
            throw new DataException(
                    "%s: all %,d labels of the training rows are %.0f; nothing can be learnt from one class"
                            .formatted(files.list().getFirst(), train.length, first));
        }
    }

    private static int[] rows(SplitPart part, SplitPart[] parts) {
        return IntStream.range(0, parts.length)
                .filter(row -> parts[row] == part)
                .toArray();
    }

    /// Training rows as the files have them, or with negatives by time; the others group by group, if there are any.
    private void writeOrder(FileWriter file, RowColumns rows, SplitPart[] parts, Arena arena) throws IOException {
        Optional<ColumnValues.Ints> groups = rows.groups(arena);
        int[] ranks = targets.hasItems() ? targets.userRanks() : new int[0];
        for (SplitPart part : SplitPart.values()) {
            int[] order = targets.hasItems() && isTimed() ? chosen(part, parts, rows.labels(arena)) : rows(part, parts);
            if (part != SplitPart.TRAIN && groups.isPresent()) {
                ColumnValues.Ints group = groups.get();
                order = Arrays.stream(order)
                        .boxed()
                        .sorted(Comparator.comparingInt(
                                row -> ranks.length == 0 ? group.at(row, 0) : ranks[group.at(row, 0)]))
                        .mapToInt(Integer::intValue)
                        .toArray();
            }
            TableWriter table = file.table(part.words(), List.of(ColumnType.ints(TableFile.ROW, 1)));
            for (int row : order) {
                table.ints(TableFile.ROW).add(row);
                table.endRow();
            }
        }
        if (targets.hasItems()) {
            rows.rank(targets);
        }
    }

    private int[] chosen(SplitPart part, SplitPart[] parts, FloatWriter.Doubles labels) {
        if (part == SplitPart.TRAIN) {
            return times.chronological(rows(part, parts));
        }
        if (data.splitStrategy() == SplitStrategy.LEAVE_ONE_OUT) {
            return rows(part, parts);
        }
        int[] first = TableSplit.firstPositives(times, parts, part, row -> labels.at(row, 0) == 1);
        if (first.length == 0) {
            throw new DataException(
                    "%s: no row is for %s: with data.table.negatives, split_strategy: temporal holds out the first positive of each user that train has, and there is none among the %s rows"
                            .formatted(name(), part.words(), part.words()));
        }
        return first;
    }
}
