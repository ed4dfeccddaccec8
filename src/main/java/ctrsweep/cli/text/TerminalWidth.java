package ctrsweep.cli.text;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The width of the terminal. Output to a file or a pipe has no limit.
public final class TerminalWidth {
    static final int UNLIMITED = Integer.MAX_VALUE;
    private static final int USUAL = 80;
    private static final Pattern SIZE = Pattern.compile("\\d+ ([1-9]\\d{0,4})");

    private TerminalWidth() {}

    public static int of(Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        if (columns.matches("[1-9]\\d{0,4}")) {
            return Integer.parseInt(columns);
        }
        return isTerminal() ? ask() : UNLIMITED;
    }

    /// Returns whether input and output are a terminal.
    public static boolean isTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    /// `stty size` answers `rows columns` for the terminal on its standard input.
    private static int ask() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher form = SIZE.matcher(size.strip());
            return form.matches() ? Integer.parseInt(form.group(1)) : USUAL;
        } catch (IOException noSuchProgram) {
            return USUAL;
        }
    }
}
