package ctrsweep.cli;

import ctrsweep.config.ConfigTree;
import ctrsweep.config.Json;
import ctrsweep.space.Value;
import ctrsweep.store.Queries;
import ctrsweep.store.Revision;
import ctrsweep.store.SweepSummary;
import ctrsweep.store.TrialDetails;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows a sweep, or one of its trials with every epoch.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./sweep show NAME",
            "  ./sweep show NAME 3",
            "  ./sweep show NAME 3 --config > trial-3.yaml",
            "  ./sweep show NAME --spec"
        })
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

    @Option(names = "--config", description = "Prints the trial's complete config instead, as YAML for `sweep train`.")
    private boolean config;

    @Option(names = "--spec", description = "Prints the sweep's spec instead, as it was launched last.")
    private boolean spec;

    @Option(
            names = "--revision",
            paramLabel = "N",
            converter = Count.class,
            description = "With --spec: an earlier revision of it.")
    private Optional<Integer> revision = Optional.empty();

    @Option(names = "--format", paramLabel = "FORM", description = "text or json. Default: text.")
    private Form format = Form.TEXT;

    private enum Form {
        TEXT,
        JSON
    }

    ShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        database.ask(surroundings, queries -> surroundings.out().print(page(queries)));
    }

    private String page(Queries queries) {
        SweepSummary summary = queries.sweep(sweep);
        if (config) {
            long number = trial.orElseThrow(
                    () -> new CommandFailure("--config needs a trial: ./sweep show %s 0 --config".formatted(sweep)));
            return ConfigTree.yaml(
                    queries.config(summary, queries.trial(summary, number).result()));
        }
        if (spec) {
            return revision.map(number -> spec(queries, summary, number)).orElseGet(() -> queries.spec(summary));
        }
        if (format == Form.JSON) {
            return Json.write(json(queries, summary)) + "\n";
        }
        return trial.map(number -> new TrialPage(summary, queries.trial(summary, number), surroundings).text())
                .orElseGet(() -> sweepPage(queries, summary).text());
    }

    private SweepPage sweepPage(Queries queries, SweepSummary summary) {
        return new SweepPage(
                summary,
                queries.trials(summary),
                queries.revisions(summary),
                new Curves(queries, summary, surroundings.pen().glyphs()),
                surroundings);
    }

    private static String spec(Queries queries, SweepSummary sweep, int number) {
        List<Revision> revisions = queries.revisions(sweep);
        return revisions.stream()
                .filter(each -> each.number() == number)
                .findFirst()
                .map(Revision::spec)
                .orElseThrow(() -> new CommandFailure(
                        "sweep %s has no revision %d; it has %d".formatted(sweep.name(), number, revisions.size())));
    }

    private Value json(Queries queries, SweepSummary summary) {
        if (trial.isEmpty()) {
            return ShownAsJson.of(summary);
        }
        TrialDetails details = queries.trial(summary, trial.get());
        return ShownAsJson.of(details, queries.config(summary, details.result()));
    }
}
