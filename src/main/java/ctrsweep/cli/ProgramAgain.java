package ctrsweep.cli;

import ctrsweep.config.CommandTemplate;
import ctrsweep.config.ConfigTree;
import ctrsweep.config.Program;
import ctrsweep.json.Json;
import ctrsweep.settings.TrialConfig;
import ctrsweep.space.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The shell command that runs a program's trial again, as the sweep did, in a new folder.
///
/// @param given parameters and seed of the trial
record ProgramAgain(Program program, String sweep, long trial, TrialConfig given) {

    /// Arguments, environment and standard input are those of the trial; only the folder differs.
    String line() {
        String folder = "outputs/%s-again/trial-%04d".formatted(sweep, trial);
        Map<String, Value> input = new LinkedHashMap<>(ConfigTree.settings(given));
        input.put("seed", new Value.Int(given.seed()));
        Map<String, Value> values = new LinkedHashMap<>();
        values.put("trial", new Value.Int(trial));
        values.put("folder", new Value.Text(folder));
        values.putAll(input);
        List<String> command = CommandTemplate.of(program).filled(name -> Optional.ofNullable(values.get(name)));
        return "mkdir -p %1$s && printf '%%s\\n' %2$s | CTRSWEEP_TRIAL=%3$d CTRSWEEP_SEED=%4$d CTRSWEEP_FOLDER=%1$s %5$s"
                .formatted(
                        quoted(folder),
                        quoted(Json.write(new Value.Fields(input))),
                        trial,
                        given.seed(),
                        command.stream().map(ProgramAgain::quoted).collect(Collectors.joining(" ")));
    }

    /// Quotes a word for the shell, if it needs quotes.
    private static String quoted(String word) {
        return word.matches("[\\w./=:,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
