package ctrsweep.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Completion for fish: a line for each command and option, with its description. For the argument SWEEP it
/// offers the sweeps of the database.
record FishCompletion(CommandSpec program) {
    private static final String SWEEPS = """
            function __sweep_names
                set -l words (commandline -opc)
                $words[1] list --format csv 2>/dev/null | tail -n +2 | string split -f 1 ,
            end
            """;

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("complete -c " + program.name() + " -f");
        add(List.of(), program, lines);
        return SWEEPS + String.join("\n", lines) + "\n";
    }

    /// @param path the names of the enclosing commands, without the program
    private void add(List<String> path, CommandSpec command, List<String> lines) {
        command.options().stream()
                .filter(option -> !option.hidden())
                .forEach(option -> lines.add(line(condition(path), option(option))));
        command.positionalParameters().stream()
                .map(FishCompletion::candidates)
                .distinct()
                .filter(candidates -> !candidates.equals("-x"))
                .forEach(candidates -> lines.add(line(condition(path), candidates)));
        command.subcommands().forEach((name, inner) -> {
            String description =
                    description(inner.getCommandSpec().usageMessage().description());
            lines.add(line(condition(path) + unseen(command), "-a " + name + description));
            List<String> deeper = new ArrayList<>(path);
            deeper.add(name);
            add(deeper, inner.getCommandSpec(), lines);
        });
    }

    private String line(String condition, String what) {
        return "complete -c %s -n %s %s".formatted(program.name(), quoted(condition), what);
    }

    private String condition(List<String> path) {
        return path.isEmpty()
                ? "true"
                : path.stream()
                        .map(name -> "__fish_seen_subcommand_from " + name)
                        .collect(Collectors.joining("; and "));
    }

    private static String unseen(CommandSpec command) {
        return "; and not __fish_seen_subcommand_from "
                + String.join(" ", command.subcommands().keySet());
    }

    private static String option(OptionSpec option) {
        String names = Arrays.stream(option.names())
                .map(name -> name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
                .collect(Collectors.joining(" "));
        String value = option.arity().max() == 0 ? "" : " " + candidates(option);
        return names + value + description(option.description());
    }

    /// Completes an argument with a file (`-r -F`), one of a few words, a sweep, or anything (`-x`).
    private static String candidates(ArgSpec argument) {
        Class<?> type = argument.auxiliaryTypes()[0];
        if (type == Path.class || type == File.class || argument.paramLabel().startsWith("FILE")) {
            return "-r -F";
        }
        if (argument.paramLabel().equals("SWEEP") && !argument.isOption()) {
            return "-x -a '(__sweep_names)'";
        }
        if (argument.completionCandidates() == null) {
            return "-x";
        }
        String words = StreamSupport.stream(argument.completionCandidates().spliterator(), false)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
        return "-x -a " + quoted(words);
    }

    /// Shortens a description to its first sentence.
    private static String description(String[] lines) {
        String first = lines.length == 0 ? "" : lines[0].replaceFirst("[.:] .*|\\.$", "");
        return " -d " + quoted(first);
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
