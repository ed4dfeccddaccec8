package ctrsweep.data.table;

import ctrsweep.config.TableJoin;
import ctrsweep.config.TableSettings;
import ctrsweep.config.TableSettings.Header;
import ctrsweep.config.TableSettings.OnBadRow;
import ctrsweep.data.DataException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rows of a table's files, with what is joined to them.
final class RowSource {
    private final Path folder;
    private final TableSettings settings;
    private final TextFormat format;
    private final List<JoinedFile> joined = new ArrayList<>();
    private final Columns own;
    private final Columns columns;

    interface RowAction {
        /// @throws BadRow when the row cannot be read
        void accept(Row row);
    }

    /// Reads the names of the columns, and what is joined.
    RowSource(Path folder, TableSettings settings) {
        this.folder = folder;
        this.settings = settings;
        format = new TextFormat(settings.separator(), settings.quoted(), Charset.forName(settings.charset()));
        own = ownColumns();
        Columns all = own;
        for (TableJoin join : settings.joinedFiles()) {
            JoinedFile file = new JoinedFile(folder, join, format(join), all);
            joined.add(file);
            List<String> names = new ArrayList<>(all.names());
            names.addAll(file.added());
            all = new Columns("data.table.joins." + join.file(), names);
        }
        columns = all;
    }

    /// Those of the rows with what is joined.
    Columns columns() {
        return columns;
    }

    /// Those of the files themselves.
    Columns own() {
        return own;
    }

    private TextFormat format(TableJoin join) {
        return join.separator().isEmpty()
                ? format
                : new TextFormat(join.separator(), format.quoted(), format.charset());
    }

    private Columns ownColumns() {
        Path first = folder.resolve(settings.files().getFirst());
        Optional<List<String>> names = format.first(first);
        List<String> found = names.orElseThrow(() -> new DataException("%s: is empty".formatted(first)));
        return switch (settings.header()) {
            case EVERY_FILE, FIRST_FILE -> new Columns(first + ":1", found);
            case NONE ->
                new Columns(
                        "data.table.columns",
                        settings.columns().isEmpty() ? Columns.numbered(found.size()) : settings.columns());
        };
    }

    /// Hands over each row of the files, with what is joined to it.
    ///
    /// @return the rows that were left out, none unless the settings say so
    /// @throws DataException with its place for the first row that cannot be read
    BadRows forEach(List<String> files, RowAction action) {
        Left left = new Left();
        for (String name : files) {
            Path file = folder.resolve(name);
            boolean titled = settings.header() == Header.EVERY_FILE
                    || (settings.header() == Header.FIRST_FILE
                            && name.equals(settings.files().getFirst()));
            boolean[] header = {titled};
            format.forEach(file, (number, row) -> {
                if (header[0]) {
                    header[0] = false;
                    requireSameHeader(file, number, row.texts());
                } else {
                    row(file, number, row, action, left);
                }
            });
        }
        return new BadRows(left.count, left.examples);
    }

    private void requireSameHeader(Path file, long number, List<String> names) {
        if (!names.equals(own.names())) {
            throw new DataException("%s:%d: the header is not that of %s: %s"
                    .formatted(file, number, folder.resolve(settings.files().getFirst()), String.join(", ", names)));
        }
    }

    private void row(Path file, long number, Row row, RowAction action, Left left) {
        try {
            if (row.size() != own.size()) {
                throw new BadRow("has %d columns, not %d".formatted(row.size(), own.size()));
            }
            format.requireText(row);
            join(row);
            action.accept(row);
        } catch (BadRow e) {
            String what = "%s:%d: %s".formatted(file, number, e.getMessage());
            if (settings.onBadRow() == OnBadRow.FAIL) {
                throw new DataException(what + "; data.table.on_bad_row: skip leaves such rows out", e);
            }
            left.add(what);
        }
    }

    /// Adds what is joined to a row of the files.
    void join(Row row) {
        joined.forEach(file -> file.addTo(row));
    }

    private static final class Left {
        private long count;
        private final List<String> examples = new ArrayList<>();

        void add(String what) {
            count++;
            if (examples.size() < BadRows.MOST_EXAMPLES) {
                examples.add(what);
            }
        }
    }
}
