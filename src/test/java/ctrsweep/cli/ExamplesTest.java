package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// The examples that `--help` ends with.
class ExamplesTest {
    private static final String PROGRAM = "./sweep ";

    private static CommandLine program() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return Main.commandLine(new String[0], Cli.console(Path.of("none.db"), 100, nowhere, nowhere));
    }

    static Stream<CommandSpec> commands() {
        return withInner(program().getCommandSpec());
    }

    private static Stream<CommandSpec> withInner(CommandSpec command) {
        return Stream.concat(
                Stream.of(command),
                command.subcommands().values().stream().flatMap(inner -> withInner(inner.getCommandSpec())));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasExamplesThatParse(CommandSpec command) {
        List<List<String>> examples = Stream.of(command.usageMessage().footer())
                .filter(line -> line.contains(PROGRAM))
                .map(line -> words(line.substring(line.indexOf(PROGRAM) + PROGRAM.length())))
                .toList();
        assertThat(examples).as(command.qualifiedName()).isNotEmpty();
        String own = command.qualifiedName().replaceFirst("^sweep ?", "");
        for (List<String> example : examples) {
            assertThat(String.join(" ", example)).startsWith(own);
            CommandLine program = program();
            program.setCaseInsensitiveEnumValuesAllowed(true);
            program.parseArgs(example.toArray(String[]::new));
        }
    }

    /// As a shell would, up to a comment, a redirection or the end of a substitution; what two spaces part is
    /// an explanation.
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char letter = line.charAt(i);
            boolean end = letter == '>' || letter == '|' || letter == ')' || line.startsWith("  ", i);
            if (quote == 0 && end) {
                break;
            }
            if (letter == quote || (quote == 0 && (letter == '"' || letter == '\''))) {
                quote = quote == 0 ? letter : 0;
            } else if (quote == 0 && letter == ' ') {
                words.add(word.toString());
                word.setLength(0);
            } else {
                word.append(letter);
            }
        }
        words.add(word.toString());
        words.removeIf(String::isEmpty);
        return words;
    }
}
