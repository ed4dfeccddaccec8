package ctrsweep.data.table;

import ctrsweep.data.DataException;
import ctrsweep.data.text.ParquetSignature;
import ctrsweep.data.text.TextRecord;
import ctrsweep.settings.TableJoin;
import ctrsweep.settings.TableSettings;
import ctrsweep.settings.TableSettings.Header;
import ctrsweep.settings.TableSettings.OnBadRow;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The rows of a table's files, with what is joined to them.
final class RowSource {
    /// A row of more lines is never left out: quotes have made one of many, and most of them can be read.
    static final int MOST_LINES = 100;

    private final Path folder;
    private final TableSettings settings;
    private final TextFormat format;
    private final RowHeader own;
    private final RowLayout layout;

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
        layout = RowLayout.of(
                own,
                settings.joinedFiles(),
                (_, join, rows) ->
                        new JoinedFile(folder, join, format(join), rows, new UsedColumns(settings).separators()));
    }

    /// The columns of a row and what is joined to it.
    RowLayout layout() {
        return layout;
    }

    /// The columns of the files and of what is joined to them.
    RowHeader columns() {
        return layout.columns();
    }

    private TextFormat format(TableJoin join) {
        return join.separator().isEmpty()
                ? format
                : new TextFormat(join.separator(), format.quoted(), format.charset());
    }

    private RowHeader ownColumns() {
        Path first = folder.resolve(settings.files().getFirst());
        if (ParquetSignature.begins(first)) {
            if (!settings.columns().isEmpty()) {
                throw new DataException(
                        "data.table.columns: %s is a Parquet file, which names its columns; leave this out"
                                .formatted(first));
            }
            return new RowHeader(first.toString(), ParquetRows.columns(first));
        }
        Optional<List<String>> names = format.first(first);
        List<String> found = names.orElseThrow(() -> new DataException("%s: is empty".formatted(first)));
        return switch (settings.header()) {
            case EVERY_FILE, FIRST_FILE -> RowHeader.ofHeader(first + ":1", found);
            case NONE ->
                new RowHeader(
                        "data.table.columns",
                        settings.columns().isEmpty() ? RowHeader.numbered(found.size()) : settings.columns());
        };
    }

    /// Warnings about the files' headers.
    List<String> remarks() {
        return Stream.concat(Stream.of(own), layout.joined().stream().map(JoinedFile::header))
                .flatMap(header -> header.remark().stream())
                .toList();
    }

    /// Hands over each row of the files, with what is joined to it.
    ///
    /// @return the rows that were left out, none unless the settings say so
    /// @throws DataException with its place for the first row that cannot be read
    BadRows forEach(List<String> files, RowAction action) {
        Left left = new Left();
        for (String name : files) {
            Path file = folder.resolve(name);
            if (ParquetSignature.begins(file)) {
                parquetRows().forEach(file, (number, row, bad) -> parquetRow(file, number, row, bad, action, left));
                continue;
            }
            boolean titled = settings.header() == Header.EVERY_FILE
                    || (settings.header() == Header.FIRST_FILE
                            && name.equals(settings.files().getFirst()));
            boolean[] header = {titled};
            format.forEach(file, (where, row) -> {
                if (header[0]) {
                    header[0] = false;
                    requireSameHeader(file, where, row.texts());
                } else {
                    row(file, where, row, action, left);
                }
            });
        }
        return new BadRows(left.count, left.examples);
    }

    private void requireSameHeader(Path file, TextRecord where, List<String> names) {
        if (!names.stream().map(String::strip).toList().equals(own.names())) {
            throw new DataException("%s:%d: the header is not that of %s: %s"
                    .formatted(
                            file, where.line(), folder.resolve(settings.files().getFirst()), String.join(", ", names)));
        }
    }

    private void row(Path file, TextRecord where, Row row, RowAction action, Left left) {
        try {
            if (where.hasSwallowedRows(settings.separator(), this::isRow)) {
                throw new BadRow("a value in quotes has line breaks, and lines that are rows of their own");
            }
            if (row.size() != own.size()) {
                throw new BadRow("has %d columns, not %d".formatted(row.size(), own.size()));
            }
            format.requireText(row);
            layout.join(row);
            action.accept(row);
        } catch (BadRow e) {
            bad("%s:%d".formatted(file, where.line()), where, e, left);
        }
    }

    private ParquetRows parquetRows() {
        UsedColumns used = new UsedColumns(settings);
        return new ParquetRows(
                own.names(),
                used.all().stream()
                        .filter(own::has)
                        .map(name -> own.names().get(own.at(name, "data.table")))
                        .toList(),
                used.separators());
    }

    private void parquetRow(Path file, long number, Row row, Optional<String> bad, RowAction action, Left left) {
        try {
            if (bad.isPresent()) {
                throw new BadRow("column %s has bytes that are not UTF-8 text".formatted(bad.get()));
            }
            layout.join(row);
            action.accept(row);
        } catch (BadRow e) {
            bad("%s: row %d".formatted(file, number), new TextRecord(number, 1, List.of()), e, left);
        }
    }

    /// @param where its lines; a row of a Parquet file counts as one
    private void bad(String place, TextRecord where, BadRow e, Left left) {
        String what = "%s: %s".formatted(place, e.getMessage());
        if (where.lines() > 1) {
            what += "; the row takes lines %d to %d".formatted(where.line(), where.lastLine());
        }
        if (settings.onBadRow() == OnBadRow.FAIL || !e.isSkippable()) {
            String cure = where.lines() > 1 ? TextFormat.NOT_QUOTED : e.cure();
            throw new DataException(cure.isEmpty() ? what : what + "; " + cure, e);
        }
        if (where.lines() > MOST_LINES) {
            throw new DataException(
                    "%s, and more than %d lines are not left out as one row; %s"
                            .formatted(what, MOST_LINES, TextFormat.NOT_QUOTED),
                    e);
        }
        left.add(what, where.lines());
    }

    /// Whether a line's values could be a row's: as many, and with a label where the files have it.
    private boolean isRow(List<String> values) {
        return values.size() == own.size()
                && (own.has(settings.label())
                        ? BinaryLabels.isLabelLike(values.get(own.at(settings.label(), "data.table.label")))
                        : own.size() > 2);
    }

    private static final class Left {
        private long count;
        private final List<String> examples = new ArrayList<>();

        /// @param lines that are lost
        void add(String what, long lines) {
            count += lines;
            if (examples.size() < BadRows.MOST_EXAMPLES) {
                examples.add(what);
            }
        }
    }
}
