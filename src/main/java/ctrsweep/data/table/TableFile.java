package ctrsweep.data.table;

import ctrsweep.data.DataException;
import ctrsweep.data.MappedRows;
import ctrsweep.data.TableRows;
import ctrsweep.data.column.ColumnCache;
import ctrsweep.data.column.ColumnFile;
import ctrsweep.data.column.ColumnTable;
import ctrsweep.data.column.Fingerprint;
import ctrsweep.data.column.Found;
import ctrsweep.files.FileProblem;
import ctrsweep.settings.DataSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/// The columns of a table's files: found in the cache, or encoded.
///
/// The table `rows` has all rows in the order of the files, `train`, `validation` and `test` have their numbers,
/// `facts` has the metadata, `columns` the names of the files' used columns, and each vocabulary and each joined
/// file has a table of its own.
///
/// @param facts read once
record TableFile(ColumnFile file, TableMetadata facts) {
    static final String ROWS = "rows";
    static final String ROW = "row";
    static final String FACTS = "facts";
    static final String JSON = "json";

    /// To be raised whenever equal files and settings give other columns.
    private static final int ENCODING = 7;

    /// Files of one name: a sweep over settings of the encoding has one for each.
    private static final int KEPT = 8;

    /// Bytes that take more than a second.
    private static final long LARGE = 50_000_000;

    /// @param folder that file names are looked up in
    /// @param cache folder of the columns
    /// @param notes told of what takes time
    /// @throws DataException for what cannot be read or written
    static TableFile open(Path folder, DataSettings data, Path cache, Consumer<String> notes) {
        return open(folder, data, cache, notes, EncodingThreads.Plan::of);
    }

    /// @param plans how a table of so many bytes is encoded
    static TableFile open(
            Path folder,
            DataSettings data,
            Path cache,
            Consumer<String> notes,
            LongFunction<EncodingThreads.Plan> plans) {
        SourceFiles files = SourceFiles.of(folder, data.table());
        String words =
                "table %d %s %s".formatted(ENCODING, split(data), data.table().canonicalEncoding());
        Fingerprint fingerprint = files.fingerprint(words);
        String name = String.valueOf(files.list().getFirst().getFileName()).replaceAll("[^A-Za-z0-9_.]", "_");
        try {
            ColumnCache.Opened opened = new ColumnCache(cache, KEPT).open(name, fingerprint, file -> {
                if (files.bytes() > LARGE) {
                    notes.accept("encoding %s, %,d MB; later starts find its columns in %s"
                            .formatted(files.list().getFirst(), files.bytes() / 1_000_000, cache));
                }
                new TableEncoding(folder, data, files, plans.apply(files.bytes())).write(file);
                requireUnchanged(files, fingerprint, words);
            });
            tell(opened.before(), notes);
            ColumnFile found = opened.file();
            return new TableFile(found, facts(found));
        } catch (BadRow e) {
            throw new DataException("%s: %s".formatted(files.list().getFirst(), e.getMessage()), e);
        } catch (IOException e) {
            throw new DataException(
                    "%s: the columns of %s cannot be kept there: %s".formatted(cache, name, FileProblem.of(e)), e);
        }
    }

    static TableMetadata facts(ColumnFile file) {
        return TableMetadata.of(new String(file.table(FACTS).texts(JSON).row(0), StandardCharsets.UTF_8));
    }

    /// A file that is not as it was written cannot be used, and one of another version is of no use.
    private static void tell(Found before, Consumer<String> notes) {
        switch (before) {
            case Found.Damaged(Path file, String what) ->
                notes.accept("%s: %s; it has been made anew".formatted(file, what));
            case Found.Foreign(Path file, String what) ->
                notes.accept("%s: %s; it has been made anew".formatted(file, what));
            case Found.Whole _, Found.Missing _ -> {}
        }
    }

    private static void requireUnchanged(SourceFiles files, Fingerprint before, String words) {
        if (!files.fingerprint(words).equals(before)) {
            throw new DataException("%s: the files changed while they were read; start again when they are whole"
                    .formatted(files.list().getFirst()));
        }
    }

    /// Which rows train, and with which label, as the settings say.
    static String split(DataSettings data) {
        String split =
                switch (data.splitStrategy()) {
                    case RANDOM ->
                        "random %s %s %d".formatted(data.randomValRatio(), data.randomTestRatio(), data.splitSeed());
                    case K_FOLD -> "k_fold %d %d %d".formatted(data.folds(), data.fold(), data.splitSeed());
                    case TEMPORAL -> "temporal %s %s".formatted(data.temporalValRatio(), data.temporalTestRatio());
                    case LEAVE_ONE_OUT -> "leave_one_out " + data.minInteractions();
                    case GIVEN -> "given %s %d".formatted(data.randomValRatio(), data.splitSeed());
                };
        return "%s label %s".formatted(split, data.labelThreshold());
    }

    /// @param rows all rows, as the model gets them
    MappedRows part(SplitPart part, TableRows rows) {
        ColumnTable order = file.table(part.words());
        return new MappedRows(
                part == SplitPart.TRAIN ? rows.forTraining() : rows.forEvaluation(),
                order.ints(ROW).rows(0, order.rows()));
    }
}
