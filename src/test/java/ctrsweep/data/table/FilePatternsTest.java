package ctrsweep.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.config.ExperimentReader;
import ctrsweep.data.DataException;
import ctrsweep.settings.DataSettings;
import ctrsweep.settings.Experiment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePatternsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        for (String file : List.of(
                "day_10.csv",
                "day_2.csv",
                "day_1.csv",
                "day_1.txt",
                ".day_0.csv",
                "part-b/x.csv",
                "part-a/x.csv",
                "test.csv")) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), "label,a\n1,%s\n0,other\n".formatted(file));
        }
    }

    private static DataSettings data(String files, String test) {
        return ExperimentReader.changed(
                        Experiment.DEFAULTS,
                        List.of(
                                "data.dataset_name=table",
                                "data.split_strategy=given",
                                "data.table.files=" + files,
                                "data.table.validation_files=[day_1.txt]",
                                "data.table.test_files=" + test,
                                "data.table.fields=[{name: a, kind: sparse}]"))
                .data();
    }

    private List<String> files(String files) {
        return FilePatterns.expanded(folder, data(files, "[test.csv]")).table().files();
    }

    @Test
    void filesComeByName() {
        assertThat(files("[day_*.csv]")).containsExactly("day_1.csv", "day_10.csv", "day_2.csv");
        assertThat(files("['day_?.csv']")).containsExactly("day_1.csv", "day_2.csv");
        assertThat(files("[part-*/x.csv, day_2.csv]")).containsExactly("part-a/x.csv", "part-b/x.csv", "day_2.csv");
        assertThat(files("['*/*']")).containsExactly("part-a/x.csv", "part-b/x.csv");
        assertThat(files("[" + folder + "/day_1*.csv]")).containsExactly(folder + "/day_1.csv", folder + "/day_10.csv");
        assertThat(files("[day_1.csv]")).containsExactly("day_1.csv");
    }

    @Test
    void whatMatchesNothingOrTwiceIsTold() {
        assertThatThrownBy(() -> files("[week_*.csv]"))
                .isInstanceOf(DataException.class)
                .hasMessage("data.table.files: no file matches week_*.csv in " + folder
                        + "; data.data_dir, or else CTRSWEEP_DATA, names the folder that files are in");
        assertThatThrownBy(() -> files("[no/*.csv]")).hasMessageContaining("no file matches no/*.csv");
        assertThatThrownBy(() -> FilePatterns.expanded(folder, data("[day_*.csv]", "[day_2.csv]")))
                .hasMessage("data.table.test_files: day_2.csv is named by data.table.files already; narrow a pattern");
    }

    /// A further file that matches makes other data.
    @Test
    void theFilesFoundAreTheDatasIdentity() throws IOException {
        TableDataset before = dataset();
        assertThat(before.train(1, 1).size()).isEqualTo(4);
        String fingerprint = before.fingerprint();
        assertThat(dataset().fingerprint()).isEqualTo(fingerprint);
        Files.writeString(folder.resolve("part-c"), "a file, no folder");
        assertThat(dataset().fingerprint()).isEqualTo(fingerprint);
        Files.copy(
                folder.resolve("day_1.csv"),
                Files.createDirectory(folder.resolve("part-d")).resolve("x.csv"));
        assertThat(dataset().fingerprint()).isNotEqualTo(fingerprint);
    }

    private TableDataset dataset() {
        return new TableDataset(folder, data("[part-*/x.csv]", "[test.csv]"), 1, folder.resolve("columns"), _ -> {});
    }
}
