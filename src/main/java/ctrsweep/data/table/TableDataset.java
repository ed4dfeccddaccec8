package ctrsweep.data.table;

import ctrsweep.data.Dataset;
import ctrsweep.data.EncodingFacts;
import ctrsweep.data.Examples;
import ctrsweep.data.Field;
import ctrsweep.data.LabelledEncoder;
import ctrsweep.data.MappedRows;
import ctrsweep.data.RawRow;
import ctrsweep.data.Rows;
import ctrsweep.data.Schema;
import ctrsweep.data.TableRows;
import ctrsweep.files.Sha256;
import ctrsweep.settings.DataSettings;
import ctrsweep.settings.TableSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A data set of delimited files, described by settings. Its rows are read from mapped columns, which all trials
/// and processes share.
public class TableDataset implements Dataset {
    private final TableFile table;
    private final FieldCoders coders;
    private final Schema schema;
    private final Map<SplitPart, MappedRows> parts = new EnumMap<>(SplitPart.class);
    private final Optional<NegativeSampler> sampler;
    private final Map<SplitPart, MappedRows> heldOut;
    private final Map<String, String> evaluation;
    private final String fingerprint;
    private final TableEncoders encoders;

    /// Reads and encodes all files, unless their columns are there.
    ///
    /// @param folder that file names are looked up in
    /// @param seed of the negatives of held-out rows, which are drawn here, once
    /// @param cache folder of columns
    /// @param notes told of what takes time, a line at a time
    /// @throws DataException with file and line for what cannot be read
    public TableDataset(Path folder, DataSettings given, long seed, Path cache, Consumer<String> notes) {
        DataSettings data = FilePatterns.expanded(folder, given);
        TableSettings settings = data.table();
        table = TableFile.open(folder, data, cache, notes);
        encoders = new TableEncoders(data, table.file(), table.facts());
        coders = encoders.coders(FieldPlaces.NONE);
        schema = coders.schema();
        TableRows rows = new ItemRows(table, coders).rows();
        for (SplitPart part : SplitPart.values()) {
            parts.put(part, table.part(part, rows));
        }
        sampler = settings.negatives().areDrawn()
                ? Optional.of(new NegativeSampler(
                        settings.negatives(), table.file().table(TableFile.ROWS), rows(SplitPart.TRAIN)))
                : Optional.empty();
        heldOut = Map.of(
                SplitPart.VALIDATION, heldOut(SplitPart.VALIDATION, seed, 1),
                SplitPart.TEST, heldOut(SplitPart.TEST, seed, 2));
        String split = TableFile.split(data);
        String drawn = sampler.isPresent() ? " seed " + seed : "";
        fingerprint = Sha256.of("%s %s %s%s"
                .formatted(split, settings.canonical(), table.facts().digest(), drawn));
        Map<String, String> held = new HashMap<>(Map.of(
                "files", table.facts().digest(),
                "split", split,
                "label", "%s %s".formatted(settings.label(), settings.labelKind())));
        sampler.ifPresent(_ -> held.put("negatives", settings.negatives().words(seed)));
        if (!settings.group().isEmpty()) {
            held.put("group", settings.group());
        }
        evaluation = Map.copyOf(held);
    }

    private MappedRows heldOut(SplitPart part, long seed, long stream) {
        return sampler.map(negatives -> negatives.heldOut(rows(part), seed, stream))
                .orElse(rows(part));
    }

    /// The fields as far as the settings tell them, their vocabularies those of data without a row.
    public static Schema outline(TableSettings settings) {
        return FieldCoders.outline(settings).schema();
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public Examples train(long seed, int pass) {
        return sampler.map(negatives -> negatives.train(seed, pass)).orElse(rows(SplitPart.TRAIN));
    }

    @Override
    public Examples validation() {
        return Objects.requireNonNull(heldOut.get(SplitPart.VALIDATION));
    }

    @Override
    public Examples trainAndValidation(long seed, int pass) {
        MappedRows both = rows(SplitPart.TRAIN).and(rows(SplitPart.VALIDATION));
        return sampler.map(negatives -> negatives.train(both, seed, pass)).orElse(both);
    }

    @Override
    public Examples test() {
        return Objects.requireNonNull(heldOut.get(SplitPart.TEST));
    }

    private MappedRows rows(SplitPart part) {
        return Objects.requireNonNull(parts.get(part));
    }

    @Override
    public List<String> rawColumns() {
        return encoders.rawColumns();
    }

    @Override
    public Map<String, Set<String>> separators() {
        return encoders.separators();
    }

    @Override
    public Rows encode(List<RawRow> raw) {
        return encoders.encode(raw);
    }

    @Override
    public EncodingFacts facts() {
        return encoders.facts();
    }

    @Override
    public LabelledEncoder labelled() {
        return encoders.labelled();
    }

    @Override
    public Optional<Path> keepEncoders(Path folder) throws IOException {
        return Optional.of(encoders.keep(folder));
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public Map<String, String> evaluation() {
        return evaluation;
    }

    @Override
    public Optional<String> remark() {
        return Stream.concat(table.facts().remark().stream(), sampler.flatMap(NegativeSampler::remark).stream())
                .reduce((one, other) -> one + "; " + other);
    }

    @Override
    public Optional<String> damage() {
        return table.file().damage();
    }

    /// The rows that were left out.
    public BadRows badRows() {
        return table.facts().badRows();
    }

    /// The cut points of the temporal split.
    public Optional<CutPoints> cutPoints() {
        return table.facts().cutPoints();
    }

    /// The file of the mapped columns.
    public Path columns() {
        return table.file().path();
    }

    /// Size of that file.
    public long columnBytes() {
        return table.file().bytes();
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
                    table.facts().validation().get(i).share(),
                    table.facts().test().get(i).share()));
        }
        return all;
    }

    /// The decoded values of a field in the first training rows.
    public record FirstValues(String name, List<String> values) {
        public FirstValues {
            values = List.copyOf(values);
        }
    }

    public List<FirstValues> firstRows(int count) {
        return new Decoding(coders, rows(SplitPart.TRAIN).first(count)).first(count);
    }
}
