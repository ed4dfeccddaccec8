package ctrsweep.cli.launch;

import ctrsweep.cli.text.Verbosity;
import ctrsweep.report.Escaped;
import java.io.PrintStream;
import java.util.Optional;

/// Reports the progress of a command: to the terminal as `--quiet` or `--verbose` asks, and to the log in full.
public final class LaunchReporter {
    private final PrintStream err;
    private final Verbosity.Level level;
    private final Optional<LaunchLog> log;
    private Runnable beforeLine = () -> {};

    public LaunchReporter(PrintStream err, Verbosity.Level level, Optional<LaunchLog> log) {
        this.err = err;
        this.level = level;
        this.log = log;
    }

    Verbosity.Level level() {
        return level;
    }

    /// The stream of the progress bar, which does not go to the log.
    PrintStream screen() {
        return err;
    }

    /// @param clear clears the line of the progress bar before a message is printed
    void beforeLine(Runnable clear) {
        beforeLine = clear;
    }

    /// Written to the log only: the progress bar already shows it.
    void logOnly(String text) {
        log.ifPresent(kept -> kept.line(text));
    }

    public void note(String text) {
        say(text, level != Verbosity.Level.QUIET);
    }

    public void detail(String text) {
        say(text, level == Verbosity.Level.VERBOSE);
    }

    /// Reports an error.
    public void problem(String text) {
        say(text, true);
    }

    public void trace(Throwable problem) {
        log.ifPresent(kept -> kept.trace(problem));
        if (level == Verbosity.Level.VERBOSE) {
            LaunchLog.lines(problem).forEach(this::print);
        }
    }

    private void say(String text, boolean aloud) {
        logOnly(text);
        if (aloud) {
            print(text);
        }
    }

    private void print(String text) {
        beforeLine.run();
        err.println(Escaped.of(text));
    }
}
