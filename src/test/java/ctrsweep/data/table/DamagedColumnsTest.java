package ctrsweep.data.table;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.config.ExperimentReader;
import ctrsweep.data.Rows;
import ctrsweep.settings.DataSettings;
import ctrsweep.settings.Experiment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Columns that a disk has changed give equal results, or are made anew and told; never others, never an error.
class DamagedColumnsTest {
    private static final DataSettings DATA = ExperimentReader.changed(
                    Experiment.DEFAULTS,
                    List.of(
                            "data.dataset_name=table",
                            "data.split_strategy=random",
                            "data.random_val_ratio=0.2",
                            "data.random_test_ratio=0.2",
                            "data.table.files=[rows]",
                            "data.table.user=user",
                            "data.table.fields=[{name: user, kind: sparse}, {name: tags, kind: sequence}, "
                                    + "{name: price, kind: dense, normalize: [zscore]}, "
                                    + "{name: seen, column: user, kind: dense, take: count}]"))
            .data();

    @TempDir
    Path folder;

    private Path whole = Path.of("");
    private Read before = new Read(List.of(), "", List.of());

    /// All that a trial and `sweep data` get.
    private record Read(List<String> rows, String fingerprint, List<TableDataset.Described> fields) {
        static Read of(TableDataset data) {
            return new Read(
                    List.of(
                            text(data.train(1, 1).inMemory()),
                            text(data.validation().inMemory()),
                            text(data.test().inMemory()),
                            data.firstRows(3).toString()),
                    data.fingerprint(),
                    data.described());
        }

        private static String text(Rows rows) {
            return "%s %s %s %s %s"
                    .formatted(
                            Arrays.toString(rows.sparse()),
                            Arrays.toString(rows.sequences()),
                            Arrays.toString(rows.dense()),
                            Arrays.toString(rows.labels()),
                            Arrays.toString(rows.groups()));
        }
    }

    private TableDataset load(Path cache, List<String> notes) {
        return new TableDataset(folder, DATA, 1, cache, notes::add);
    }

    @BeforeEach
    void buildOnce() throws IOException {
        StringBuilder rows = new StringBuilder("label,user,tags,price\n");
        for (int i = 0; i < 40; i++) {
            rows.append("%d,u%d,a|t%d,%d.25\n".formatted(i % 2, i % 5, i % 7, 3 * i));
        }
        Files.writeString(folder.resolve("rows"), rows);
        TableDataset data = load(folder.resolve("columns"), new ArrayList<>());
        whole = data.columns();
        before = Read.of(data);
    }

    /// In the first bytes, each column, paddings and the directory: each eighth byte has one of its bits turned.
    @Test
    void everyTurnedBitGivesEqualResultsOrIsToldAndMended() throws IOException {
        byte[] bytes = Files.readAllBytes(whole);
        SplittableRandom random = new SplittableRandom(5);
        int made = 0;
        for (int at = 0; at < bytes.length; at += 1 + random.nextInt(16)) {
            byte[] turned = bytes.clone();
            turned[at] ^= (byte) (1 << random.nextInt(8));
            Path cache = Files.createDirectory(folder.resolve("columns-" + at));
            Path file = cache.resolve(Objects.requireNonNull(whole.getFileName()));
            Files.write(file, turned);
            List<String> notes = new ArrayList<>();
            assertThat(Read.of(load(cache, notes))).as("byte " + at).isEqualTo(before);
            if (!notes.isEmpty()) {
                assertThat(notes)
                        .singleElement()
                        .asString()
                        .startsWith(file + ": ")
                        .endsWith("; it has been made anew");
                made++;
                assertThat(Read.of(load(cache, notes))).isEqualTo(before);
                assertThat(notes).as("told once").hasSize(1);
            }
        }
        assertThat(made).isGreaterThan(100);
    }

    @Test
    void damageWhileAFileIsUsedIsFoundWhenAskedFor() throws IOException {
        TableDataset data = load(folder.resolve("columns"), new ArrayList<>());
        assertThat(data.damage()).isEmpty();
        byte[] bytes = Files.readAllBytes(whole);
        bytes[64] ^= 4;
        Files.write(whole, bytes);
        assertThat(data.damage()).hasValueSatisfying(what -> assertThat(what)
                .isEqualTo(whole + ": column sparse of rows is not as it was written"));
        assertThat(whole).doesNotExist();
    }
}
