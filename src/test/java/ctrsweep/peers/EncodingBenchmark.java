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
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How fast one thread encodes a table as mapped columns, and how soon a second start has mapped them: a generated
/// file of Criteo's shape ([CriteoShaped]), described by settings as a person's own file is. Categories have
/// vocabularies without rare values, a number x becomes log(1 + x), and validation and test get a tenth of the
/// rows each.
///
/// @param folder gets the text and the columns
record EncodingBenchmark(Path folder) {
    private static final int SEED = 1;
    private static final String TEXT = "criteo-shaped.tsv";

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
        Path text = folder.resolve(TEXT);
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
        return new TableDataset(folder, settings(), 0, folder.resolve("columns"), _ -> {});
    }

    /// How the text is described.
    private static DataSettings settings() {
        String numbers = names("I", CriteoShaped.NUMBERS);
        String categories = names("C", CriteoShaped.CATEGORIES);
        List<String> overrides = List.of(
                "data.dataset_name=table",
                "data.split_strategy=random",
                "data.table.files=[%s]".formatted(TEXT),
                "data.table.separator=\"\\t\"",
                "data.table.quoted=false",
                "data.table.header=none",
                "data.table.columns=[label, %s, %s]".formatted(numbers, categories),
                "data.table.sparse.min_count=4",
                "data.table.fields=[{names: [%s], kind: dense, normalize: log1p}, {names: [%s], kind: sparse}]"
                        .formatted(numbers, categories));
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
