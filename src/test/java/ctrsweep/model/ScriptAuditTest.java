package ctrsweep.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Apple's GPU has no float64, and a script can make no generator on a device. Which operators run there is
/// `OperatorAuditTest`'s to see.
class ScriptAuditTest {
    static final List<String> SCRIPTS = ScriptArchive.SCRIPTS;

    private static final Pattern FLOAT64 = Pattern.compile("float64|double\\(|dtype=7|\\.to\\(7\\)");
    private static final Pattern DRAWS = Pattern.compile(
            "torch\\.(Generator|rand|bernoulli|normal|manual_seed|dropout|multinomial)|\\.(random|uniform|normal|bernoulli)_\\(");

    @ParameterizedTest
    @FieldSource("SCRIPTS")
    void makesNoTensorOfDoubles(String script) {
        assertThat(lines(script)
                        .filter(line -> !line.endsWith("  # on the CPU alone"))
                        .filter(line -> FLOAT64.matcher(line).find()))
                .isEmpty();
    }

    /// `torch.Generator(device=...)` fails in TorchScript on everything but the CPU, and what draws without one
    /// has a state that all trials share.
    @ParameterizedTest
    @FieldSource("SCRIPTS")
    void drawsInOnePlaceAlone(String script) {
        assertThat(lines(script).filter(line -> DRAWS.matcher(line).find()))
                .hasSize(List.of("draws", "fused/draws").contains(script) ? 4 : 0)
                .allMatch(line -> line.contains("generator"));
    }

    /// A build without oneDNN, as those for Macs, cannot load a script that names its operators.
    @ParameterizedTest
    @FieldSource("SCRIPTS")
    void namesOneDnnInOnePlaceAlone(String script) {
        assertThat(lines(script).anyMatch(line -> line.contains("ops."))).isEqualTo(script.equals("onednn"));
    }

    private static Stream<String> lines(String script) {
        return new String(ScriptArchive.text(script), StandardCharsets.UTF_8).lines();
    }
}
