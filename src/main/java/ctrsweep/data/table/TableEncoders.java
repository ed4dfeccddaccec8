package ctrsweep.data.table;

import ctrsweep.data.DataException;
import ctrsweep.data.EncodingFacts;
import ctrsweep.data.LabelledEncoder;
import ctrsweep.data.RawRow;
import ctrsweep.data.RowEncoder;
import ctrsweep.data.Rows;
import ctrsweep.data.Schema;
import ctrsweep.data.column.ColumnFile;
import ctrsweep.data.column.ColumnTable;
import ctrsweep.data.column.ColumnType;
import ctrsweep.data.column.ColumnValues;
import ctrsweep.data.column.FileWriter;
import ctrsweep.data.column.Fingerprint;
import ctrsweep.data.column.Found;
import ctrsweep.data.column.TableWriter;
import ctrsweep.files.FileProblem;
import ctrsweep.files.PartFile;
import ctrsweep.files.Sha256;
import ctrsweep.settings.DataSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The fitted encoders of a table, from the file of its columns or from a file of their own, which [#keep] writes and
/// which needs neither the table's files nor its columns.
public final class TableEncoders implements RowEncoder {
    /// To be raised whenever such a file has another form.
    private static final int VERSION = 1;

    private final DataSettings data;
    private final ColumnFile file;
    private final TableMetadata facts;
    private Optional<Encoding> encoding = Optional.empty();

    /// @param file with the tables of [FittedEncodersWriter]
    TableEncoders(DataSettings data, ColumnFile file, TableMetadata facts) {
        this.data = data;
        this.file = file;
        this.facts = facts;
    }

    /// Opens a file that [#keep] wrote.
    ///
    /// @param data the settings that the encoders were fitted with
    /// @throws DataException when it cannot be read, or is not such a file
    public static TableEncoders open(Path path, DataSettings data) {
        try {
            return switch (ColumnFile.open(path)) {
                case Found.Whole(ColumnFile file) -> {
                    TableEncoders encoders = new TableEncoders(data, file, TableFile.facts(file));
                    encoders.schema();
                    yield encoders;
                }
                case Found.Missing _ -> throw new DataException(path + ": no such file");
                case Found.Damaged(Path _, String what) -> throw new DataException("%s: %s".formatted(path, what));
                case Found.Foreign(Path _, String what) -> throw new DataException("%s: %s".formatted(path, what));
            };
        } catch (IOException e) {
            throw new DataException("%s: cannot be read: %s".formatted(path, FileProblem.of(e)), e);
        } catch (IllegalArgumentException e) {
            throw new DataException(
                    "%s: does not have the encoders of these settings: %s".formatted(path, e.getMessage()), e);
        }
    }

    /// The coders of the fields.
    FieldCoders coders(FieldPlaces places) {
        return FieldCoders.of(data.table(), Path.of(""), places, new FittedEncoders.Kept(file, facts));
    }

    /// Joined files and vocabularies are read when the first row is to be encoded.
    private synchronized Encoding encoding() {
        if (encoding.isEmpty()) {
            RowLayout layout = RowLayout.of(file, data.table().joinedFiles());
            FieldCoders coders = coders(FieldPlaces.of(data.table(), layout.columns()));
            encoding = Optional.of(new Encoding(data.table(), layout, coders));
        }
        return encoding.get();
    }

    @Override
    public Schema schema() {
        return coders(FieldPlaces.NONE).schema();
    }

    @Override
    public List<String> rawColumns() {
        return encoding().columns();
    }

    @Override
    public Map<String, Set<String>> separators() {
        return new UsedColumns(data.table()).separators();
    }

    @Override
    public Rows encode(List<RawRow> rows) {
        return encoding().of(rows);
    }

    @Override
    public EncodingFacts facts() {
        return new EncoderDescription(data.table(), coders(FieldPlaces.NONE)).facts();
    }

    @Override
    public LabelledEncoder labelled() {
        return new LabelledEncoding(
                encoding(), new TargetReader(data, encoding().layout().columns()));
    }

    /// Writes `encoders-FINGERPRINT.columns`, unless it is there. Its bytes follow from the encoders alone.
    ///
    /// @param folder created if it is missing
    Path keep(Path folder) throws IOException {
        Fingerprint fingerprint = new Fingerprint(Sha256.of("encoders %d %s %s %s"
                .formatted(VERSION, TableFile.split(data), data.table().canonicalEncoding(), facts.digest())));
        Path place = folder.resolve("encoders-%s.columns".formatted(fingerprint.brief()));
        synchronized (TableEncoders.class) {
            if (!(ColumnFile.open(place) instanceof Found.Whole(ColumnFile there)
                    && there.fingerprint().equals(fingerprint))) {
                Files.createDirectories(folder);
                ColumnFile.write(place, PartFile.beside(place), fingerprint, this::copy);
            }
        }
        return place;
    }

    private void copy(FileWriter writer) throws IOException {
        for (Map.Entry<String, ColumnTable> table : file.tables().entrySet()) {
            if (isOfEncoders(table.getKey())) {
                copy(table.getValue(), table.getKey(), writer);
            }
        }
    }

    private static boolean isOfEncoders(String table) {
        return table.equals(TableFile.FACTS)
                || table.equals(RowLayout.COLUMNS)
                || List.of(
                                RowLayout.JOINED,
                                FittedEncoders.vocabularyTable(""),
                                FittedEncoders.listTable(""),
                                FittedEncoders.countsTable(""))
                        .stream()
                        .anyMatch(table::startsWith);
    }

    private static void copy(ColumnTable table, String name, FileWriter writer) throws IOException {
        List<ColumnType> types = table.columns().entrySet().stream()
                .map(column -> type(column.getKey(), column.getValue()))
                .toList();
        TableWriter rows = writer.table(name, types);
        for (long row = 0; row < table.rows(); row++) {
            for (ColumnType type : types) {
                if (type.kind() == ColumnType.Kind.TEXTS) {
                    byte[] text = table.texts(type.name()).row(row);
                    rows.texts(type.name()).add(text, 0, text.length);
                } else {
                    for (int number : table.ints(type.name()).rows(row, row + 1)) {
                        rows.ints(type.name()).add(number);
                    }
                }
            }
            rows.endRow();
        }
    }

    private static ColumnType type(String name, ColumnValues values) {
        return switch (values) {
            case ColumnValues.Texts _ -> ColumnType.texts(name);
            case ColumnValues.Ints ints -> ColumnType.ints(name, ints.width());
            case ColumnValues.Floats _, ColumnValues.Lists _ ->
                throw new IllegalStateException("encoders have no such column: " + name);
        };
    }
}
