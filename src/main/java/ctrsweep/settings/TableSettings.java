package ctrsweep.settings;

import ctrsweep.json.Json;
import ctrsweep.space.Value;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A data set of delimited text files or Parquet files: where they are, how they look, and what the model gets of a
/// row.
///
/// @param files of the training rows, or of all rows where a split divides them; below the data folder. A name that
///     ends with `.gz` is unpacked while it is read; one with `*` or `?` stands for the files that match it, and
///     one of a folder for the files in it; a Parquet file is told by its first bytes
/// @param validationFiles for `split_strategy: given`; none: `random_val_ratio` of the training rows
/// @param testFiles for `split_strategy: given`
/// @param separator between two columns, one or more characters; `\t` as YAML's "\t"
/// @param quoted whether a value may stand in double quotes (RFC 4180); if not, a quote is a character like others
/// @param charset as `utf-8` or `iso-8859-1`
/// @param header which files begin with a line that names the columns
/// @param columns names of the columns where there is no header; none given: `1`, `2` and so on
/// @param onBadRow whether the first row that cannot be read ends the reading, or such rows are left out and
///     counted
/// @param label the column of the label
/// @param labelKind `binary` (0 or 1), `threshold` (1 from `data.label_threshold` on, else 0), `scale` (`label_min`
///     to `label_max` becomes 0 to 1) or `number` (as it stands)
/// @param weight the column of how much a training row counts; empty: all alike
/// @param user the column by which `leave_one_out` splits, and by which rows are grouped; empty: none
/// @param group the column whose equal values make a group of grouped metrics; empty: the user's
/// @param time the column by which `temporal` and `leave_one_out` order; empty: none
/// @param timeFormat of that column, and of fields made of times that name none of their own: `unix` (seconds),
///     `unix_ms`, `iso` (`2026-10-01`, `2026-10-01T08:00:00.5+02:00`, without an offset UTC), or a pattern as
///     `yyMMddHH`, taken for UTC
/// @param joins further files, each with columns for the rows that have its key: [TableJoin]
/// @param sparse defaults of sparse fields, and of sequences where they have the same key
/// @param fields what the model gets, in order: [TableField]
/// @param negatives drawn for each user from the items that the user has in no row
public record TableSettings(
        List<String> files,
        List<String> validationFiles,
        List<String> testFiles,
        String separator,
        boolean quoted,
        String charset,
        Header header,
        List<String> columns,
        OnBadRow onBadRow,
        String label,
        LabelKind labelKind,
        double labelMin,
        double labelMax,
        String weight,
        String user,
        String group,
        String time,
        String timeFormat,
        List<Value> joins,
        Sparse sparse,
        Sequence sequence,
        Dense dense,
        List<Value> fields,
        Negatives negatives) {

    static final TableSettings DEFAULTS = new TableSettings(
            List.of(),
            List.of(),
            List.of(),
            ",",
            true,
            "utf-8",
            Header.EVERY_FILE,
            List.of(),
            OnBadRow.FAIL,
            "label",
            LabelKind.BINARY,
            0,
            1,
            "",
            "",
            "",
            "",
            "unix",
            List.of(),
            new Sparse(Encoder.VOCABULARY, 1, 10_000, 16),
            new Sequence("|", 10, Pooling.MEAN),
            new Dense(List.of(), 0, 16),
            List.of(),
            new Negatives("", List.of(), 4, 999, 0.75));

    public TableSettings {
        files = List.copyOf(files);
        validationFiles = List.copyOf(validationFiles);
        testFiles = List.copyOf(testFiles);
        columns = List.copyOf(columns);
        joins = List.copyOf(joins);
        fields = List.copyOf(fields);
        requireSeparator("separator", separator);
        requireCharset(charset);
        requireTimeFormat("time_format", timeFormat);
        Check.within("label_max", labelMax, Math.nextUp(labelMin), Double.MAX_VALUE);
        if (header != Header.NONE && !columns.isEmpty()) {
            throw new InvalidSetting("columns", "the header names the columns already; leave one of them out");
        }
        TableJoin.read(joins);
        boolean rated = labelKind == LabelKind.SCALE || labelKind == LabelKind.NUMBER;
        List<TableField> read = TableField.read(fields, sparse, sequence, dense);
        read.stream()
                .filter(field -> rated && field.extraction().take() == TableField.Take.POSITIVES)
                .findFirst()
                .ifPresent(field -> {
                    throw new InvalidSetting(
                            "label_kind", "field " + field.name() + " counts positives, and such labels have none");
                });
        boolean drawn = negatives.areDrawn();
        require(
                drawn || !label.isEmpty(),
                "label",
                "names no column; only with negatives.item may all rows be positives");
        require(!drawn || !user.isEmpty(), "user", "negatives.item needs the column of the user, who has not the item");
        require(
                !drawn || !rated,
                "label_kind",
                "must be binary or threshold with negatives.item: negatives have label 0");
        require(
                !drawn || group.isEmpty(),
                "group",
                "does not go with negatives.item: a held-out row and its negatives are a group");
        require(drawn || negatives.fields().isEmpty(), "negatives.fields", "goes with negatives.item");
        List<String> names = read.stream().map(TableField::name).toList();
        negatives.fields().forEach(name -> Check.oneOf("negatives.fields", name, names));
    }

    /// The value on the label's own scale that a prediction stands for: the inverse of what [LabelKind#SCALE] does to
    /// labels.
    public double onLabelScale(double prediction) {
        return labelKind == LabelKind.SCALE ? labelMin + prediction * (labelMax - labelMin) : prediction;
    }

    /// The same with other files.
    public TableSettings withFiles(List<String> train, List<String> validation, List<String> test) {
        return new TableSettings(
                train,
                validation,
                test,
                separator,
                quoted,
                charset,
                header,
                columns,
                onBadRow,
                label,
                labelKind,
                labelMin,
                labelMax,
                weight,
                user,
                group,
                time,
                timeFormat,
                joins,
                sparse,
                sequence,
                dense,
                fields,
                negatives);
    }

    private static void require(boolean met, String key, String message) {
        if (!met) {
            throw new InvalidSetting(key, message);
        }
    }

    public enum Header {
        EVERY_FILE,
        FIRST_FILE,
        NONE
    }

    public enum OnBadRow {
        FAIL,
        SKIP
    }

    public enum LabelKind {
        BINARY,
        THRESHOLD,
        SCALE,
        NUMBER
    }

    /// How a value becomes an id; 0 is the unknown.
    public enum Encoder {
        /// The values that train has, in their order.
        VOCABULARY,
        /// A hash of the text.
        HASH,
        /// A whole number from 0 up is its own id.
        NUMBER,
        /// The interval that a number lies in.
        BOUNDARIES
    }

    /// @param minCount of a vocabulary: a value that train has less often is unknown
    /// @param buckets of `hash` and `number`
    /// @param width of the embedding vector
    public record Sparse(Encoder encoder, int minCount, int buckets, int width) {
        public Sparse {
            Check.between("min_count", minCount, 1, Integer.MAX_VALUE);
            Check.between("buckets", buckets, 1, TableField.MOST_BUCKETS);
            Check.between("width", width, 1, 4096);
        }
    }

    /// @param separator between the values of one column
    /// @param length the greatest number of values, the first that are known; further ones are left out
    /// @param pooling of their vectors: `mean` or `sum`
    public record Sequence(String separator, int length, Pooling pooling) {
        public Sequence {
            requireSeparator("separator", separator);
            Check.between("length", length, 1, 10_000);
        }
    }

    /// @param normalize what is done to a number, in this order: `log1p`, `log10`, `log_squared`, `minmax`,
    ///     `zscore`, or with constants as `minmax(0, 100)`
    /// @param missing the number in place of an empty value
    public record Dense(List<String> normalize, double missing, int width) {
        public Dense {
            normalize = List.copyOf(normalize);
            TableField.requireSteps(normalize);
            Check.between("width", width, 1, 4096);
        }
    }

    /// Negatives: rows with the label 0 that are a row with another item, one that its user has in no row of any
    /// file. A held-out row and its negatives are one group, for metrics of lists.
    ///
    /// `temporal` then holds out the first positive of each user that has training rows.
    ///
    /// @param item the column of the items; empty: no negatives are drawn
    /// @param fields names of further fields that follow the item: those of the item's column, and of files joined
    ///     by it, do so anyway. All other fields are the row's own
    /// @param train drawn for each training row, anew each epoch, all items alike
    /// @param eval drawn for each held-out row, once, with weight popularity^alpha
    /// @param alpha 0 is uniform
    public record Negatives(String item, List<String> fields, int train, int eval, double alpha) {
        public Negatives {
            fields = List.copyOf(fields);
            Check.between("train", train, 0, 1_000);
            Check.between("eval", eval, 1, 1_000_000);
            Check.between("alpha", alpha, 0, 10);
        }

        public boolean areDrawn() {
            return !item.isEmpty();
        }

        /// Describes the negatives of held-out rows, for a comparison of results.
        public String words(long seed) {
            return "%d, alpha %s, seed %d".formatted(eval, alpha, seed);
        }
    }

    /// The fields of the model, checked.
    public List<TableField> modelFields() {
        return TableField.read(fields, sparse, sequence, dense);
    }

    /// All that rows depend on, the same for equal settings: a list's keys in whatever order they were written or
    /// stored. How the vectors of a sequence are pooled is the model's.
    public String canonical() {
        Map<String, Value> all = new LinkedHashMap<>(((Value.Fields) Settings.fields(this)).values());
        all.computeIfPresent("sequence", (_, keys) -> without("pooling", keys));
        all.computeIfPresent("fields", (_, items) -> withoutPooledVectors((Value.Items) items));
        if (!negatives.areDrawn()) {
            all.remove("negatives");
        }
        if (group.isEmpty()) {
            all.remove("group");
        }
        return Json.write(new Value.Fields(all));
    }

    /// Returns [#canonical] without the embeddings' widths and the number of negatives: what the files' rows become
    /// does not depend on them.
    public String canonicalEncoding() {
        Map<String, Value> all = new LinkedHashMap<>(((Value.Fields) Json.read(canonical())).values());
        for (String group : List.of("sparse", "dense", "fields")) {
            all.computeIfPresent(group, (_, keys) -> without("width", keys));
        }
        for (String drawn : List.of("train", "eval", "alpha")) {
            all.computeIfPresent("negatives", (_, keys) -> without(drawn, keys));
        }
        return Json.write(new Value.Fields(all));
    }

    private static Value withoutPooledVectors(Value.Items fields) {
        return Value.Items.of(
                fields.values(),
                field -> ((Value.Fields) field).values().get("kind") instanceof Value.Text(String kind)
                                && kind.equals("dense")
                        ? field
                        : without("pooling", field));
    }

    /// @param value keys, or a list of such
    private static Value without(String key, Value value) {
        if (value instanceof Value.Items(List<Value> items)) {
            return new Value.Items(
                    items.stream().map(item -> without(key, item)).toList());
        }
        Map<String, Value> keys = new LinkedHashMap<>(((Value.Fields) value).values());
        keys.remove(key);
        return new Value.Fields(keys);
    }

    /// The joins, checked.
    public List<TableJoin> joinedFiles() {
        return TableJoin.read(joins);
    }

    static void requireSeparator(String key, String separator) {
        if (separator.isEmpty() || separator.indexOf('\n') >= 0 || separator.indexOf('"') >= 0) {
            throw new InvalidSetting(key, "must be one or more characters, no quote and no end of line");
        }
    }

    static void requireCharset(String charset) {
        try {
            Charset.forName(charset);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new InvalidSetting("charset", "no such character set: " + charset + "; as utf-8 or iso-8859-1");
        }
    }

    static void requireTimeFormat(String key, String format) {
        if (format.equals("unix") || format.equals("unix_ms") || format.equals("iso")) {
            return;
        }
        try {
            new DateTimeFormatterBuilder().appendPattern(format);
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting(key, "must be unix, unix_ms, iso or a pattern as yyMMddHH: " + e.getMessage());
        }
    }
}
