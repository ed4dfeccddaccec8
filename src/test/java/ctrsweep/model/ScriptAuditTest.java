package ctrsweep.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Apple's GPU has no float64, and libtorch 2.7.1 lacks some operators there. What the scripts call outside a
/// branch for the host (`if onednn`, `if host`) must be known to exist on it.
class ScriptAuditTest {
    static final List<String> SCRIPTS = Archive.SCRIPTS;

    /// Operators of PyTorch 2.7's MPS backend, forward and, where the scripts need it, backward.
    private static final Set<String> ON_MPS = Set.of(
            "abs",
            "add_",
            "addcdiv_",
            "addcmul_",
            "autograd",
            "native_batch_norm",
            "binary_cross_entropy_with_logits",
            "cat",
            "clamp_max",
            "clamp_min",
            "copy_",
            "detach",
            "div_",
            "embedding",
            "flatten",
            "gelu",
            "Generator",
            "grad",
            "index_fill_",
            "index_select",
            "leaky_relu",
            "linear",
            "mul_",
            "norm",
            "numel",
            "rand",
            "relu",
            "requires_grad_",
            "size",
            "split_with_sizes",
            "sqrt",
            "square",
            "squeeze",
            "sum",
            "t",
            "tanh",
            "to",
            "unsqueeze",
            "view");

    /// Not operators: the language, lists, and the scripts' own functions.
    private static final Set<String> LANGUAGE = Set.of(
            "annotate",
            "append",
            "enumerate",
            "int",
            "float",
            "len",
            "max",
            "range",
            "forward",
            "gradient",
            "step",
            "logits");

    private static final Pattern CALL = Pattern.compile("([A-Za-z_][A-Za-z_0-9]*)\\(");
    private static final Pattern FLOAT64 = Pattern.compile("float64|double\\(|dtype=7|\\.to\\(7\\)");

    @ParameterizedTest
    @FieldSource("SCRIPTS")
    void callsOnlyWhatEveryDeviceHas(String script) {
        List<String> unknown = new ArrayList<>();
        for (String line : outsideHostBranches(text(script))) {
            Matcher call = CALL.matcher(line);
            while (call.find()) {
                String name = call.group(1);
                boolean ours =
                        line.matches(".*(def |self\\.|self\\.embedding\\.|__torch__\\.\\w+\\.)" + name + "\\(.*");
                if (!ours && !ON_MPS.contains(name) && !LANGUAGE.contains(name)) {
                    unknown.add(name + " in: " + line.strip());
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("SCRIPTS")
    void makesNoTensorOfDoubles(String script) {
        assertThat(text(script).lines().filter(line -> FLOAT64.matcher(line).find()))
                .isEmpty();
    }

    /// The audit itself: it must see what is host-only when that stands outside a branch for the host.
    @ParameterizedTest
    @ValueSource(strings = {"mkldnn_linear", "to_mkldnn", "to_dense", "random_", "view_copy", "empty", "embedding_bag"})
    void hostOnlyOperatorsAreNotOnTheList(String operator) {
        assertThat(ON_MPS).doesNotContain(operator);
        String guarded = "def f(x):\n  if host:\n    y = x." + operator + "(1)\n  return x.relu(0)\n";
        assertThat(String.join("\n", outsideHostBranches(guarded)))
                .contains("relu")
                .doesNotContain(operator);
        String bare = "def f(x):\n  return x." + operator + "(1)\n";
        assertThat(String.join("\n", outsideHostBranches(bare))).contains(operator);
    }

    /// Code without comments, documentation and what only the host runs.
    private static List<String> outsideHostBranches(String text) {
        List<String> lines = new ArrayList<>();
        int host = -1;
        String code =
                Pattern.compile("\"\"\".*?\"\"\"", Pattern.DOTALL).matcher(text).replaceAll("");
        for (String line : code.lines().toList()) {
            int indent = line.length() - line.stripLeading().length();
            if (line.isBlank() || line.stripLeading().startsWith("#") || line.startsWith("class ")) {
                continue;
            }
            if (host >= 0 && indent > host) {
                continue;
            }
            host = line.strip().matches("if (self\\.)?(onednn|host):|def (by_hand|dnn_backward|activate_backward).*")
                    ? indent
                    : -1;
            lines.add(line);
        }
        return lines;
    }

    private static String text(String script) {
        return new String(Archive.text(script), StandardCharsets.UTF_8);
    }
}
