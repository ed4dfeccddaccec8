package ctrsweep.cli;

import ctrsweep.cli.launch.DatabaseOption;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.cli.text.DisplayTime;
import ctrsweep.cli.text.Phrases;
import ctrsweep.report.Escaped;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.SweepEvent;
import ctrsweep.sweep.SweepFollower;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.TrialState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        description =
                "Follows a running sweep from another terminal: its last epochs, then each new one, until no trial "
                        + "runs any more. Ctrl-C ends it; the sweep goes on.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./sweep tail", "  ./sweep tail NAME -n 50"})
final class TailCommand implements Runnable {
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final ConsoleEnvironment console;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Parameters(arity = "0..1", paramLabel = "SWEEP", description = "The sweep's name. Default: the latest.")
    private Optional<String> sweep = Optional.empty();

    @Option(
            names = "-n",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "How many of the last events to begin with. Default: 10.")
    private int count = 10;

    TailCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public void run() {
        database.ask(console, results -> {
            SweepSummary summary = sweep.map(results::sweep).orElseGet(results::latestSweep);
            SweepFollower follower = new SweepFollower(results, summary);
            List<SweepEvent> events = follower.news();
            print(summary, events.subList(Math.max(0, events.size() - count), events.size()));
            follow(results, summary, follower);
        });
    }

    private void follow(Results queries, SweepSummary summary, SweepFollower follower) {
        SweepSummary now = queries.sweep(summary.name());
        while (now.count(TrialState.RUNNING) > 0) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
            now = queries.sweep(summary.name());
            print(summary, follower.news());
        }
        console.err().printf("%s: no trial is running; trials: %s%n", Escaped.of(summary.name()), Phrases.trials(now));
    }

    private void print(SweepSummary summary, List<SweepEvent> events) {
        events.forEach(event -> console.out().println(line(summary, event)));
        console.out().flush();
    }

    private String line(SweepSummary summary, SweepEvent event) {
        String when = DisplayTime.of(event.at(), console.zone());
        return switch (event) {
            case SweepEvent.Epoch(var _, long trial, int epoch, Optional<Double> value) ->
                "%s trial %d epoch %d %s %s"
                        .formatted(
                                when,
                                trial,
                                epoch,
                                summary.objective(),
                                value.map(Phrases::metric).orElse("-"));
            case SweepEvent.Ended(
                    var _,
                    long trial,
                    TrialState state,
                    Optional<Double> value,
                    Optional<String> error) ->
                "%s trial %d %s%s%s"
                        .formatted(
                                when,
                                trial,
                                Phrases.of(state),
                                value.map(best -> " with %s %s".formatted(summary.objective(), Phrases.metric(best)))
                                        .orElse(""),
                                error.map(text -> ": " + Escaped.of(text)).orElse(""));
        };
    }
}
