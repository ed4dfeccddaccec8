package ctrsweep.cli;

import ctrsweep.config.CommandTemplate;
import ctrsweep.config.ConfigTree;
import ctrsweep.config.Program;
import ctrsweep.json.Json;
import ctrsweep.settings.TrialConfig;
import ctrsweep.space.Value;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The shell command that runs a program's trial again, as the sweep did, in a new folder.
///
/// @param given parameters and seed of the trial
/// @param home the project's folder
/// @param place where the program ran, if not there
record ProgramAgain(Program program, String sweep, long trial, TrialConfig given, Path home, Optional<String> place) {

    /// Arguments, environment and standard input are those of the trial; only the folder differs.
    String line() {
        String relative = "outputs/%s-again/trial-%04d".formatted(sweep, trial);
        String folder = place.isEmpty()
                ? relative
                : home.toAbsolutePath().normalize().resolve(relative).toString();
        Map<String, Value> input = new LinkedHashMap<>(ConfigTree.settings(given));
        input.put("seed", new Value.Int(given.seed()));
        Map<String, Value> values = new LinkedHashMap<>();
        values.put("trial", new Value.Int(trial));
        values.put("folder", new Value.Text(folder));
        values.putAll(input);
        List<String> command = CommandTemplate.of(program).filled(name -> Optional.ofNullable(values.get(name)));
        StringBuilder environment = new StringBuilder("CTRSWEEP_TRIAL=%d CTRSWEEP_SEED=%d CTRSWEEP_FOLDER=%s "
                .formatted(trial, given.seed(), CommandTemplate.quoted(folder)));
        program.environment().forEach((variable, written) -> CommandTemplate.text(
                        written, key -> Optional.ofNullable(values.get(key)))
                .ifPresent(value -> environment
                        .append(variable)
                        .append('=')
                        .append(CommandTemplate.quoted(value))
                        .append(' ')));
        String run = environment + command.stream().map(CommandTemplate::quoted).collect(Collectors.joining(" "));
        return "mkdir -p %s && printf '%%s\\n' %s | %s"
                .formatted(
                        CommandTemplate.quoted(folder),
                        CommandTemplate.quoted(Json.write(new Value.Fields(input))),
                        place.map(there -> "(cd %s && %s)".formatted(CommandTemplate.quoted(there), run))
                                .orElse(run));
    }
}
