package ctrsweep.data.table;

import ctrsweep.data.DataException;
import ctrsweep.data.bytes.ByteLines;
import ctrsweep.data.text.ParquetSignature;
import ctrsweep.data.text.RecordBytes;
import ctrsweep.data.text.TextRecord;
import ctrsweep.settings.TableJoin;
import ctrsweep.settings.TableSettings;
import ctrsweep.settings.TableSettings.Header;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The rows of a table's files, with what is joined to them.
final class RowSource {
    private final Path folder;
    private final TableSettings settings;
    private final TextFormat format;
    private final RowHeader own;
    private final RowLayout layout;

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

    /// Hands over all rows of the files, in their order. What is joined comes with [#prepare].
    ///
    /// @param rows of a block, at most
    /// @param threads that unpack pages of Parquet files
    /// @throws DataException when a file cannot be read; the rows before the place are handed over
    void forEach(List<String> files, int rows, int threads, Consumer<RowBlock> action) {
        for (String name : files) {
            Path file = folder.resolve(name);
            if (ParquetSignature.begins(file)) {
                parquetRows().forEach(file, rows, threads, action);
                continue;
            }
            boolean titled = settings.header() == Header.EVERY_FILE
                    || (settings.header() == Header.FIRST_FILE
                            && name.equals(settings.files().getFirst()));
            TextBlocks blocks = new TextBlocks(file, format, own.size(), rows, this::isRow, !titled, action);
            try {
                format.read(file, titled ? new Titled(file, blocks) : blocks);
            } catch (DataException e) {
                blocks.flush();
                throw e;
            }
            blocks.flush();
        }
    }

    /// Lines of which the first is the header.
    private final class Titled implements TextFormat.Lines {
        private final TextFormat.Lines rest;
        private final TextFormat.Lines header;
        private boolean isRead;

        Titled(Path file, TextFormat.Lines rest) {
            this.rest = rest;
            header = format.rows((where, row) -> requireSameHeader(file, where, row.texts()));
        }

        @Override
        public void plain(ByteLines line) {
            next().plain(line);
        }

        @Override
        public void record(TextRecord where, RecordBytes values) {
            next().record(where, values);
        }

        private TextFormat.Lines next() {
            boolean isHeader = !isRead;
            isRead = true;
            return isHeader ? header : rest;
        }
    }

    /// Notes the rows that are no text, and adds what is joined to the others.
    void prepare(RowBlock block) {
        block.check();
        for (JoinedFile file : layout.joined()) {
            Row row = new Row(block);
            List<List<String>> further = new ArrayList<>(block.size());
            for (int at = 0; at < block.size(); at++) {
                row.goTo(at);
                further.add(block.isBad(at) ? List.of() : file.of(row));
            }
            block.addTexts(further, file.added().size());
        }
    }

    private void requireSameHeader(Path file, TextRecord where, List<String> names) {
        if (!names.stream().map(String::strip).toList().equals(own.names())) {
            throw new DataException("%s:%d: the header is not that of %s: %s"
                    .formatted(
                            file, where.line(), folder.resolve(settings.files().getFirst()), String.join(", ", names)));
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

    /// Whether a line's values could be a row's: as many, and with a label where the files have it.
    private boolean isRow(List<String> values) {
        return values.size() == own.size()
                && (own.has(settings.label())
                        ? BinaryLabels.isLabelLike(values.get(own.at(settings.label(), "data.table.label")))
                        : own.size() > 2);
    }
}
