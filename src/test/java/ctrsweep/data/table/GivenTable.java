package ctrsweep.data.table;

import ctrsweep.config.ExperimentReader;
import ctrsweep.settings.Experiment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A table of the columns `label`, `a`, `n` and `t`, whose training rows a test writes; its validation and test rows
/// are good.
final class GivenTable {
    static final String HEAD = "label,a,n,t\n";
    static final String GOOD = HEAD + "1,x,1,5\n0,y,2,6\n";

    private GivenTable() {}

    static TableDataset load(Path folder, byte[] train, String... settings) throws IOException {
        Files.write(folder.resolve("train"), train);
        Files.writeString(folder.resolve("other"), GOOD);
        List<String> all =
                new ArrayList<>(List.of("data.table.fields=[{name: a, kind: sparse}, {name: n, kind: dense}]"));
        all.addAll(List.of(settings));
        return of(folder, "train", "other", all);
    }

    /// @param heldOut the file of validation and of test rows
    static TableDataset of(Path folder, String train, String heldOut, List<String> settings) {
        List<String> all = new ArrayList<>(List.of(
                "data.dataset_name=table",
                "data.split_strategy=given",
                "data.table.files=[%s]".formatted(train),
                "data.table.validation_files=[%s]".formatted(heldOut),
                "data.table.test_files=[%s]".formatted(heldOut)));
        all.addAll(settings);
        return new TableDataset(
                folder,
                ExperimentReader.changed(Experiment.DEFAULTS, all).data(),
                1,
                folder.resolve("columns"),
                _ -> {});
    }
}
