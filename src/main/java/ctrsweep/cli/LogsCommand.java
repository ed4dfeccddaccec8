package ctrsweep.cli;

import ctrsweep.cli.launch.DatabaseOption;
import ctrsweep.cli.launch.TrialLog;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialState;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Prints what the program of a trial printed, by all attempts.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./sweep logs NAME 3", "  ./sweep logs NAME best --stderr", "  ./sweep logs NAME 3 -f"})
final class LogsCommand implements Runnable {
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final ConsoleEnvironment console;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Parameters(index = "0", paramLabel = "SWEEP", description = "The sweep's name.")
    private String sweep = "";

    @Parameters(
            index = "1",
            paramLabel = "TRIAL",
            converter = TrialArgument.Converter.class,
            description = "The trial's number, or best.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private TrialArgument trial;

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on printing until the trial has ended.")
    private boolean follow;

    @Option(names = "--stderr", description = "Standard error instead of standard output.")
    private boolean stderr;

    LogsCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public void run() {
        Trial found = found();
        TrialLog log = TrialLog.of(console, database, sweep, found.number(), stderr ? "stderr.log" : "stdout.log");
        boolean running = follow && found.state() == TrialState.RUNNING;
        log.printNews(console.out());
        while (running) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
            running = found().state() == TrialState.RUNNING;
            log.printNews(console.out());
        }
    }

    private Trial found() {
        return database.answer(console, results -> {
            SweepSummary summary = results.sweep(sweep);
            return results.trial(summary, trial.number(results, summary)).trial();
        });
    }
}
