package ctrsweep.data.table;

import ctrsweep.config.Experiment;
import ctrsweep.config.Metric;
import ctrsweep.config.TableSettings;
import ctrsweep.config.TableSettings.LabelKind;
import ctrsweep.data.DataException;
import ctrsweep.data.Dataset;
import ctrsweep.data.Field;
import ctrsweep.data.RawRow;
import ctrsweep.data.Rows;
import ctrsweep.data.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// A data set of delimited files, described by settings.
public final class TableDataset implements Dataset {
    /// To be raised whenever equal files and settings give other rows.
    private static final int ENCODING = 1;

    private final Experiment.Data data;
    private final TableSettings settings;
    private final RowSource source;
    private final Targets targets;
    private final Coders coders;
    private final Map<Part, List<Coverage>> coverage = new EnumMap<>(Part.class);
    private final Map<Part, Rows> rows = new EnumMap<>(Part.class);
    private final BadRows badRows;
    private final String fingerprint;

    /// Reads and encodes all files.
    ///
    /// @param folder that file names are looked up in
    /// @throws DataException with file and line for what cannot be read
    public TableDataset(Path folder, Experiment.Data data) {
        this.data = data;
        settings = data.table();
        source = new RowSource(folder, settings);
        targets = new Targets(data, source.columns());
        coders = Coders.of(
                settings, folder, field -> source.columns().at(field.column(), "data.table.fields." + field.name()));
        PartedRows parted = new PartedRows(source, targets, coders, data);
        badRows = parted.bad();
        fit(parted);
        encode(parted);
        fingerprint = Digests.of(source.files(), "table %d %s".formatted(ENCODING, splitWords()));
    }

    /// The fields as far as the settings tell them, their vocabularies those of data without a row.
    public static Schema outline(TableSettings settings) {
        return Coders.outline(settings).schema();
    }

    @Override
    public Schema schema() {
        return coders.schema();
    }

    /// Every pass has the same rows.
    @Override
    public Rows train(long seed, int pass) {
        return rows(Part.TRAIN);
    }

    @Override
    public Rows validation() {
        return rows(Part.VALIDATION);
    }

    @Override
    public Rows test() {
        return rows(Part.TEST);
    }

    private Rows rows(Part part) {
        return Objects.requireNonNull(rows.get(part));
    }

    /// Those of the files that fields or joins use.
    @Override
    public List<String> rawColumns() {
        Stream<String> keys = settings.joinedFiles().stream().flatMap(join -> join.on().stream());
        Stream<String> fields = settings.modelFields().stream().map(field -> field.column());
        return Stream.concat(fields, keys).distinct().filter(source.own()::has).toList();
    }

    @Override
    public Rows encode(List<RawRow> raw) {
        ArraySink sink = new ArraySink();
        RowBuffer buffer = new RowBuffer(schema());
        List<Coverage> uncounted = coders.uncounted();
        List<String> needed = rawColumns();
        for (RawRow row : raw) {
            List<String> values = new ArrayList<>(source.own().names());
            values.replaceAll(column -> needed.contains(column) ? row.text(column) : "");
            try {
                coders.encode(source.joined(values), buffer, uncounted);
            } catch (BadRow e) {
                throw new DataException("%s: %s".formatted(row.place(), e.getMessage()), e);
            }
            sink.accept(buffer, 0, 1, -1);
        }
        return sink.rows(false);
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public Map<Metric, Double> reachable() {
        return Map.of();
    }

    /// The rows that were left out.
    public BadRows badRows() {
        return badRows;
    }

    /// A field as the config has it, after the data was read.
    ///
    /// @param vocabulary number of ids; 0 for a dense field
    /// @param knownInValidation share of the values there that are not unknown, or for numbers not missing
    public record Described(
            String name,
            Field.Kind kind,
            String encoding,
            int vocabulary,
            int width,
            double knownInValidation,
            double knownInTest) {}

    public List<Described> described() {
        List<Described> all = new ArrayList<>();
        for (int i = 0; i < coders.list().size(); i++) {
            FieldCoder coder = coders.list().get(i);
            Field field = coder.fields().getFirst();
            all.add(new Described(
                    coder.name(),
                    field.kind(),
                    coder.words(),
                    field.vocabulary(),
                    field.width(),
                    known(Part.VALIDATION, i),
                    known(Part.TEST, i)));
        }
        return all;
    }

    private double known(Part part, int coder) {
        return Objects.requireNonNull(coverage.get(part)).get(coder).share();
    }

    /// What the first training rows have of a field, decoded.
    public record FirstValues(String name, List<String> values) {
        public FirstValues {
            values = List.copyOf(values);
        }
    }

    public List<FirstValues> firstRows(int count) {
        return new Decoding(coders, rows(Part.TRAIN)).first(count);
    }

    private String splitWords() {
        String split =
                switch (data.splitStrategy()) {
                    case RANDOM ->
                        "random %s %s %d".formatted(data.randomValRatio(), data.randomTestRatio(), data.splitSeed());
                    case TEMPORAL -> "temporal %s %s".formatted(data.temporalValRatio(), data.temporalTestRatio());
                    case LEAVE_ONE_OUT -> "leave_one_out " + data.minInteractions();
                    case GIVEN -> "given %s %d".formatted(data.randomValRatio(), data.splitSeed());
                };
        return "%s label %s %s".formatted(split, data.labelThreshold(), settings.canonical());
    }

    /// Only training rows are learnt from.
    private void fit(PartedRows parted) {
        parted.forEach((row, part) -> {
            if (part == Part.TRAIN) {
                coders.learn(row, targets.label(row));
            }
        });
        coders.settle();
    }

    private void encode(PartedRows parted) {
        Map<Part, ArraySink> sinks = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            sinks.put(part, new ArraySink());
            coverage.put(part, coders.uncounted());
        }
        RowBuffer buffer = new RowBuffer(schema());
        Map<String, Integer> users = new HashMap<>();
        parted.forEach((row, part) -> {
            coders.encode(row, buffer, Objects.requireNonNull(coverage.get(part)));
            int group = users.computeIfAbsent(targets.user(row), _ -> users.size());
            Objects.requireNonNull(sinks.get(part)).accept(buffer, targets.label(row), targets.weight(row), group);
        });
        sinks.forEach((part, sink) -> rows.put(
                part,
                part == Part.TRAIN || !targets.grouped()
                        ? sink.rows(part == Part.TRAIN && targets.weighted())
                        : sink.grouped()));
        requireBothClasses();
    }

    private void requireBothClasses() {
        float[] labels = rows(Part.TRAIN).labels();
        boolean classes = settings.labelKind() == LabelKind.BINARY || settings.labelKind() == LabelKind.THRESHOLD;
        boolean same = true;
        for (float label : labels) {
            same &= label == labels[0];
        }
        if (classes && same) {
            throw new DataException(
                    "%s: all %,d labels of the training rows are %.0f; nothing can be learnt from one class"
                            .formatted(source.files().getFirst(), labels.length, labels[0]));
        }
    }
}
