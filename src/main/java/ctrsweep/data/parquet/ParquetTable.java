package ctrsweep.data.parquet;

import ctrsweep.data.DataException;
import ctrsweep.files.FileProblem;
import ctrsweep.text.NearestName;
import dev.hardwood.HardwoodContext;
import dev.hardwood.InputFile;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.schema.ColumnProjection;
import dev.hardwood.schema.ColumnSchema;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/// An open Parquet file. For one thread at a time; the library unpacks pages in threads of its own.
public final class ParquetTable implements Closeable {
    private static final String PAGES_AHEAD = "hardwood.internal.maxOutstanding";

    /// The library logs which of its parts are in use; loggers are kept as long as they are referenced.
    private static final Logger LOGGER = Logger.getLogger("dev.hardwood");

    static {
        LOGGER.setLevel(Level.WARNING);
        // By default the library unpacks 8 pages of each column ahead, which took 500 MB for 40 columns as DuckDB
        // writes them.
        if (System.getProperty(PAGES_AHEAD) == null) {
            System.setProperty(PAGES_AHEAD, "2");
        }
    }

    private final Path file;
    private final HardwoodContext threads;
    private final ParquetFileReader reader;
    private final Map<String, ColumnShape> columns = new LinkedHashMap<>();

    private ParquetTable(Path file, HardwoodContext threads, ParquetFileReader reader) {
        this.file = file;
        this.threads = threads;
        this.reader = reader;
        ColumnShape.of(reader.getFileSchema().getRootNode()).forEach(shape -> columns.put(shape.name(), shape));
    }

    /// @param threads that unpack pages
    /// @throws DataException when it is no whole Parquet file
    public static ParquetTable open(Path file, int threads) {
        HardwoodContext context = HardwoodContext.create(threads);
        try {
            return new ParquetTable(file, context, ParquetFileReader.open(InputFile.of(file), context));
        } catch (IOException | RuntimeException e) {
            context.close();
            throw unreadable(file, e, "it is damaged or not whole; write it again");
        }
    }

    /// Names of the columns. One within a struct is called as `user.age`.
    public List<String> columns() {
        return List.copyOf(columns.keySet());
    }

    /// Names of the columns whose values have a text: those with one value in each row, and some lists.
    ///
    /// @param lists columns that may be lists
    public List<String> textColumns(Set<String> lists) {
        return columns.values().stream()
                .filter(shape -> hasText(shape, lists))
                .map(ColumnShape::name)
                .toList();
    }

    private boolean hasText(ColumnShape shape, Set<String> lists) {
        return switch (shape) {
            case ColumnShape.Single single -> hasText(single.leaf());
            case ColumnShape.ListOfValues list -> lists.contains(list.name()) && hasText(list.leaf());
            case ColumnShape.Unreadable _ -> false;
        };
    }

    private boolean hasText(int leaf) {
        return BatchText.of(reader.getFileSchema().getColumn(leaf)).isPresent();
    }

    /// The rows of some columns, from the first on.
    ///
    /// @param separators by column: what its lists' values are joined with, which can be one text only; others must
    ///     not be lists
    /// @param rows of a block, at most
    /// @throws DataException when a column is not there or cannot be read
    public Blocks read(List<String> wanted, Map<String, Set<String>> separators, int rows) {
        List<ColumnTexts> texts = wanted.stream()
                .map(name -> texts(name, separators.getOrDefault(name, Set.of())))
                .toList();
        return new Blocks(texts, rows);
    }

    private ColumnTexts texts(String name, Set<String> separators) {
        return switch (columns.get(name)) {
            case null ->
                throw new DataException(
                        "%s: has no column %s%s".formatted(file, name, NearestName.hint(name, columns.keySet())));
            case ColumnShape.Unreadable unreadable -> throw unusable(name, unreadable.words());
            case ColumnShape.Single single -> texts(name, single.leaf(), "");
            case ColumnShape.ListOfValues list -> texts(name, list.leaf(), only(name, separators));
        };
    }

    private String only(String name, Set<String> separators) {
        if (separators.isEmpty()) {
            throw unusable(name, "has lists; only a sequence, or a dense field with a separator, reads them");
        }
        if (separators.size() > 1) {
            throw unusable(
                    name,
                    "has lists, which fields read with several separators: \"%s\"; set one separator for all of them"
                            .formatted(String.join("\", \"", separators)));
        }
        return separators.iterator().next();
    }

    private ColumnTexts texts(String name, int leaf, String separator) {
        ColumnSchema column = reader.getFileSchema().getColumn(leaf);
        for (RowGroup group : groups()) {
            CompressionCodec codec = group.columns().get(leaf).metaData().codec();
            if (codec == CompressionCodec.LZO || codec == CompressionCodec.BROTLI) {
                throw unusable(name, "is packed with %s; write it with snappy, zstd, lz4 or gzip".formatted(codec));
            }
        }
        return new ColumnTexts(
                name,
                column,
                BatchText.of(column)
                        .orElseThrow(() -> unusable(
                                name,
                                "has values of type %s, which have no text; write it as a string or number"
                                        .formatted(
                                                column.logicalType() == null ? column.type() : column.logicalType()))),
                separator);
    }

    private List<RowGroup> groups() {
        return reader.getFileMetaData().rowGroups();
    }

    private DataException unusable(String name, String words) {
        return new DataException("%s: column %s %s".formatted(file, name, words));
    }

    /// Blocks of rows, one after another.
    public final class Blocks implements Closeable {
        private final List<ColumnTexts> texts;
        private final ColumnReaders readers;
        private long next = 1;

        private Blocks(List<ColumnTexts> texts, int rows) {
            this.texts = texts;
            String[] paths = texts.stream().map(ColumnTexts::path).toArray(String[]::new);
            readers = reading(1, () -> reader.buildColumnReaders(ColumnProjection.columns(paths))
                    .batchSize(rows)
                    .build());
        }

        /// The next rows; empty after the last.
        ///
        /// @throws DataException when they are damaged
        public Optional<ColumnBlock> next() {
            long first = next;
            return reading(first, () -> {
                if (!readers.nextBatch()) {
                    return Optional.empty();
                }
                List<ValueColumn> columns = new ArrayList<>(texts.size());
                for (ColumnTexts column : texts) {
                    columns.add(column.of(readers.getColumnReader(column.path()), of(first)));
                }
                ColumnBlock block = new ColumnBlock(first, readers.getRecordCount(), columns);
                next += block.size();
                return Optional.of(block);
            });
        }

        /// Tells of which rows a column's text cannot be made.
        private UnaryOperator<Supplier<TextColumn>> of(long first) {
            return text -> () -> reading(first, text);
        }

        /// @param first number of the first row that is read
        private <T> T reading(long first, Supplier<T> read) {
            try {
                return read.get();
            } catch (DataException e) {
                throw new DataException("%s: rows from %d on: %s".formatted(file, first, e.getMessage()), e);
            } catch (RuntimeException e) {
                throw unreadable(
                        file,
                        e,
                        "row group %d of %d is damaged; write the file again".formatted(group(first), groups().size()));
            }
        }

        /// The number of the row group that has a row.
        private int group(long row) {
            long rows = 0;
            int group = 0;
            while (group < groups().size() && rows < row) {
                rows += groups().get(group++).numRows();
            }
            return group;
        }

        @Override
        public void close() {
            readers.close();
        }
    }

    private static DataException unreadable(Path file, Exception e, String words) {
        Exception cause = e instanceof UncheckedIOException io && io.getCause() != null ? io.getCause() : e;
        String what = cause instanceof IOException io ? FileProblem.of(io) : String.valueOf(cause.getMessage());
        return new DataException("%s: cannot be read as Parquet: %s; %s".formatted(file, what, words), e);
    }

    @Override
    public void close() throws IOException {
        try (threads) {
            reader.close();
        }
    }
}
