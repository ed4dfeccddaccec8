package ctrsweep.peers;

import ctrsweep.config.ExperimentReader;
import ctrsweep.data.Field;
import ctrsweep.data.table.TableDataset;
import ctrsweep.settings.DataSettings;
import ctrsweep.settings.Experiment;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How fast one thread encodes a table as mapped columns, and how soon a second start has mapped them: a generated
/// file of Criteo's shape ([CriteoShaped]), described by settings as a person's own file is. Categories have
/// vocabularies without rare values, a number x becomes log(1 + x), and validation and test get a tenth of the
/// rows each.
///
/// @param folder gets the text and the columns
record EncodingBenchmark(Path folder) {
    private static final int SEED = 1;

    /// @param seconds from the text's first byte until its columns are on the disk
    /// @param mapSeconds until they are mapped again
    /// @param heap bytes in use in the end, without garbage
    /// @param ids of all categories
    record Result(long textBytes, long columnBytes, double seconds, double mapSeconds, long heap, long ids) {
        double megabytesPerSecond() {
            return textBytes / 1e6 / seconds;
        }
    }

    /// Writes a text to be encoded.
    Path text(int rows) throws IOException {
        Path text = folder.resolve(Kind.TEXT.file);
        new CriteoShaped(rows, SEED).write(text);
        return text;
    }

    /// Encodes a text whose columns the folder does not have yet.
    Result run(Path text) throws IOException {
        long began = System.nanoTime();
        TableDataset built = open();
        double seconds = (System.nanoTime() - began) / 1e9;
        long heap = heapInUse();
        long again = System.nanoTime();
        TableDataset mapped = open();
        double mapSeconds = (System.nanoTime() - again) / 1e9;
        long ids = built.schema().of(Field.Kind.SPARSE).stream()
                .mapToLong(Field::vocabulary)
                .sum();
        return new Result(Files.size(text), Files.size(mapped.columns()), seconds, mapSeconds, heap, ids);
    }

    private TableDataset open() {
        return new TableDataset(folder, settings(Kind.TEXT), 0, folder.resolve("columns"), _ -> {});
    }

    /// The same rows in files of several kinds.
    enum Kind {
        /// Separated by tabs, without quotes.
        TEXT("criteo-shaped.tsv"),
        /// CSV with a header, whose values may be quoted.
        CSV("criteo-shaped.csv"),
        /// Parquet as DuckDB writes it.
        PARQUET("criteo-shaped.parquet");

        private final String file;

        Kind(String file) {
            this.file = file;
        }
    }

    /// Writes the rows of the text as CSV and as Parquet.
    void convert() throws SQLException {
        String columns = Stream.of(
                        Stream.of("'label': 'INTEGER'"),
                        Stream.of(names("I", CriteoShaped.NUMBERS).split(", ")).map("'%s': 'INTEGER'"::formatted),
                        Stream.of(names("C", CriteoShaped.CATEGORIES).split(", "))
                                .map("'%s': 'VARCHAR'"::formatted))
                .flatMap(each -> each)
                .collect(Collectors.joining(", "));
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement()) {
            String rows = "SELECT * FROM read_csv('%s', delim='\t', header=false, quote='', columns={%s})"
                    .formatted(folder.resolve(Kind.TEXT.file), columns);
            statement.execute("COPY (%s) TO '%s' (FORMAT csv, HEADER)".formatted(rows, folder.resolve(Kind.CSV.file)));
            statement.execute("COPY (%s) TO '%s' (FORMAT parquet)".formatted(rows, folder.resolve(Kind.PARQUET.file)));
        }
    }

    /// Encodes a file in a process of its own, with a heap of 1 GB.
    ///
    /// @param cores as `taskset` takes them
    /// @return seconds, without the start of the process
    double seconds(Kind kind, String cores) {
        return new TimedProgram(Path.of("taskset"))
                .lastNumber(
                        "-c",
                        cores,
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-XX:+UseG1GC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EncodingBenchmark.class.getName(),
                        folder.toString(),
                        kind.name());
    }

    /// Encodes a file whose columns are not there yet, and prints the seconds.
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Path columns = Files.createTempDirectory(folder, "columns");
        DataSettings settings = settings(Kind.valueOf(arguments[1]));
        long began = System.nanoTime();
        TableDataset built = new TableDataset(folder, settings, 0, columns, _ -> {});
        double seconds = (System.nanoTime() - began) / 1e9;
        Files.delete(built.columns());
        System.out.println(seconds);
    }

    /// How the text is described.
    private static DataSettings settings(Kind kind) {
        String numbers = names("I", CriteoShaped.NUMBERS);
        String categories = names("C", CriteoShaped.CATEGORIES);
        List<String> overrides = new ArrayList<>(List.of(
                "data.dataset_name=table",
                "data.split_strategy=random",
                "data.table.files=[%s]".formatted(kind.file),
                "data.table.sparse.min_count=4",
                "data.table.fields=[{names: [%s], kind: dense, normalize: log1p}, {names: [%s], kind: sparse}]"
                        .formatted(numbers, categories)));
        if (kind == Kind.TEXT) {
            overrides.addAll(List.of(
                    "data.table.separator=\"\\t\"",
                    "data.table.quoted=false",
                    "data.table.header=none",
                    "data.table.columns=[label, %s, %s]".formatted(numbers, categories)));
        }
        return ExperimentReader.changed(Experiment.DEFAULTS, overrides).data();
    }

    private static String names(String letter, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> letter + i).collect(Collectors.joining(", "));
    }

    private static long heapInUse() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
