package ctrsweep.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Apple's GPU has no float64. Which operators run there is `OperatorAuditTest`'s to see.
class ScriptAuditTest {
    static final List<String> SCRIPTS = Archive.SCRIPTS;

    private static final Pattern FLOAT64 = Pattern.compile("float64|double\\(|dtype=7|\\.to\\(7\\)");

    @ParameterizedTest
    @FieldSource("SCRIPTS")
    void makesNoTensorOfDoubles(String script) {
        String text = new String(Archive.text(script), StandardCharsets.UTF_8);
        assertThat(text.lines().filter(line -> FLOAT64.matcher(line).find())).isEmpty();
    }
}
