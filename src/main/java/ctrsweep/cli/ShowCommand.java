package ctrsweep.cli;

import ctrsweep.store.Queries;
import ctrsweep.store.SweepSummary;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows a sweep, or one of its trials with every epoch.")
final class ShowCommand implements Runnable {
    private final Surroundings surroundings;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Parameters(index = "0", paramLabel = "SWEEP", description = "The sweep's name.")
    private String sweep = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TRIAL",
            converter = TrialNumber.class,
            description = "The trial's number.")
    private Optional<Long> trial = Optional.empty();

    ShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        database.ask(surroundings, queries -> surroundings.out().print(page(queries)));
    }

    private String page(Queries queries) {
        SweepSummary summary = queries.sweep(sweep);
        return trial.map(number -> new TrialPage(summary, queries.trial(summary, number), surroundings).text())
                .orElseGet(() -> new SweepPage(summary, queries.trials(summary), surroundings).text());
    }
}
