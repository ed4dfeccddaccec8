package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/// The texts of all commands and options: picocli takes a `%` for a format, and warns where it makes none of it.
@Isolated("it looks at standard error")
class HelpTest {

    @Test
    void everyTextIsShownAsItIsMeant() {
        PrintStream usual = System.err;
        ByteArrayOutputStream warnings = new ByteArrayOutputStream();
        List<String> pages = new ArrayList<>();
        System.setErr(new PrintStream(warnings, true, StandardCharsets.UTF_8));
        try {
            PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
            add(Main.commandLine(new String[0], Cli.console(Path.of("sweeps.db"), 100, nowhere, nowhere)), pages);
        } finally {
            System.setErr(usual);
        }
        assertThat(warnings.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(pages).hasSizeGreaterThan(75).allSatisfy(page -> assertThat(page)
                .doesNotContain("${", "%n", "%s", "%d", "%%"));
    }

    private static void add(CommandLine command, List<String> pages) {
        for (Ansi ansi : Ansi.values()) {
            pages.add(command.getUsageMessage(ansi));
        }
        command.getSubcommands().values().forEach(sub -> add(sub, pages));
    }
}
