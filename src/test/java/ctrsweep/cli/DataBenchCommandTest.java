package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.json.Json;
import ctrsweep.space.Value;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataBenchCommandTest {
    @TempDir
    Path folder;

    @Test
    void namesWhatItTimed() {
        Cli cli = Cli.launch(
                folder.resolve("sweeps.db"), "bench", "data", "--rows", "3000", "--steps", "2", "--format", "json");
        assertThat(cli.err()).isEmpty();
        assertThat(cli.code()).isZero();
        Map<String, Value> facts = ((Value.Fields) Json.read(cli.out())).values();
        assertThat(facts.keySet())
                .containsExactlyInAnyOrder(
                        "rows",
                        "text_mb",
                        "columns_mb",
                        "ids",
                        "s_encode",
                        "mb_per_s",
                        "heap_mb",
                        "heap_limit_mb",
                        "s_map",
                        "ms_per_step_arrays",
                        "ms_per_step_mapped",
                        "ms_per_step_gathering",
                        "ms_per_step_ratio");
        assertThat(facts).containsEntry("rows", new Value.Int(3000));
    }

    @Test
    void aPythonThatIsNoneIsSaid() {
        Cli cli = Cli.launch(
                folder.resolve("sweeps.db"), "bench", "data", "--rows", "10", "--pandas", folder + "/python");
        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.err()).startsWith("sweep: " + folder + "/python cannot be run: ");
    }
}
