package ctrsweep.cli;

import ctrsweep.cli.text.ConsoleEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine.Command;

@Command(
        name = "python",
        mixinStandardHelpOptions = true,
        description = "Prints a Python module with which a program reports its epochs, learns that it should stop, and "
                + "reads results into pandas.",
        footerHeading = "%nExamples:%n",
        footer = "  ./sweep python > ctrsweep.py")
final class PythonCommand implements Runnable {
    private final ConsoleEnvironment console;

    PythonCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public void run() {
        try (InputStream in = Objects.requireNonNull(PythonCommand.class.getResourceAsStream("ctrsweep.py"))) {
            console.out().print(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
