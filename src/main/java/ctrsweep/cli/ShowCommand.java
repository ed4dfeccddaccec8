package ctrsweep.cli;

import ctrsweep.cli.launch.DatabaseOption;
import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.cli.text.SweepCurves;
import ctrsweep.cli.text.SweepPage;
import ctrsweep.cli.text.TrialJson;
import ctrsweep.cli.text.TrialPage;
import ctrsweep.config.ConfigTree;
import ctrsweep.config.KeptSpec;
import ctrsweep.config.Program;
import ctrsweep.config.SweepName;
import ctrsweep.json.Json;
import ctrsweep.report.EpochRanks;
import ctrsweep.report.Escaped;
import ctrsweep.settings.TrialConfig;
import ctrsweep.space.Value;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.ResultsException;
import ctrsweep.sweep.Revision;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialDetails;
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
            "  ./sweep show NAME 3 --command             # of a program's trial: what runs it again",
            "  ./sweep show NAME --spec",
            "  ./sweep show NAME --spec --as again > again.yaml && ./sweep launch again.yaml"
        })
final class ShowCommand implements Runnable {
    private final ConsoleEnvironment console;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Parameters(index = "0", paramLabel = "SWEEP", description = "The sweep's name.")
    private String sweep = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TRIAL",
            converter = TrialArgument.Converter.class,
            description = "The trial's number, or best.")
    private Optional<TrialArgument> trial = Optional.empty();

    @Option(names = "--config", description = "Prints the trial's complete config instead, as YAML for `sweep train`.")
    private boolean config;

    @Option(names = "--spec", description = "Prints the sweep's spec instead, as it was launched last.")
    private boolean spec;

    @Option(
            names = "--revision",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "With --spec: an earlier revision of it.")
    private Optional<Integer> revision = Optional.empty();

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description = "With --spec: under another name, complete, so that it can be launched from anywhere.")
    private Optional<String> as = Optional.empty();

    @Option(names = "--command", description = "Prints the shell command that runs a program's trial again.")
    private boolean command;

    @Option(names = "--format", paramLabel = "FORM", description = "text or json. Default: text.")
    private Form format = Form.TEXT;

    private enum Form {
        TEXT,
        JSON
    }

    ShowCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public void run() {
        database.ask(console, results -> console.out().print(page(results)));
    }

    private String page(Results results) {
        SweepSummary summary = results.sweep(sweep);
        if (config) {
            TrialDetails details = details(results, summary)
                    .orElseThrow(() ->
                            new CommandFailure("--config needs a trial: ./sweep show %s 0 --config".formatted(sweep)));
            return ConfigTree.yaml(results.config(summary, details.trial()));
        }
        if (command) {
            return again(results, summary);
        }
        if (spec && as.isPresent()) {
            return complete(results, summary, as.get());
        }
        if (spec) {
            return revision.map(number -> spec(results, summary, number)).orElseGet(() -> results.spec(summary));
        }
        if (format == Form.JSON) {
            return Json.write(json(results, summary)) + "\n";
        }
        return details(results, summary)
                .map(details -> new TrialPage(summary, details, config(results, summary, details), console).text())
                .orElseGet(() -> sweepPage(results, summary).text());
    }

    private Optional<TrialDetails> details(Results results, SweepSummary summary) {
        return trial.map(wanted -> results.trial(summary, wanted.number(results, summary)));
    }

    /// Empty for an imported run of another system, whose settings this program does not have.
    private static Optional<TrialConfig> config(Results results, SweepSummary summary, TrialDetails details) {
        try {
            return Optional.of(results.config(summary, details.trial()));
        } catch (ResultsException unreadable) {
            return Optional.empty();
        }
    }

    private SweepPage sweepPage(Results results, SweepSummary summary) {
        List<Trial> trials = results.trials(summary);
        return new SweepPage(
                summary,
                trials,
                results.revisions(summary),
                new SweepCurves(results, summary, console.pen().glyphs()),
                EpochRanks.of(results, summary, trials),
                console);
    }

    private String complete(Results results, SweepSummary summary, String name) {
        if (!SweepName.isOne(name)) {
            throw new CommandFailure("--as %s: a name %s".formatted(Escaped.of(name), SweepName.RULE));
        }
        if (revision.isPresent()) {
            throw new CommandFailure("--as makes a spec of the revision that was launched last; leave out --revision");
        }
        return KeptSpec.complete(results.spec(summary), results.base(summary), name);
    }

    private String again(Results results, SweepSummary summary) {
        Program program = KeptSpec.program(results.spec(summary))
                .orElseThrow(() -> new CommandFailure(
                        "%s is no sweep of a program; --config prints a config for ./sweep train".formatted(sweep)));
        TrialDetails details = details(results, summary)
                .orElseThrow(() ->
                        new CommandFailure("--command needs a trial: ./sweep show %s 0 --command".formatted(sweep)));
        TrialConfig given = results.config(summary, details.trial());
        return new ProgramAgain(
                                program,
                                sweep,
                                details.trial().number(),
                                given,
                                console.home(),
                                Optional.ofNullable(details.provenance().get("cwd")))
                        .line()
                + "\n";
    }

    private static String spec(Results results, SweepSummary sweep, int number) {
        List<Revision> revisions = results.revisions(sweep);
        return revisions.stream()
                .filter(each -> each.number() == number)
                .findFirst()
                .map(Revision::spec)
                .orElseThrow(() -> new CommandFailure(
                        "sweep %s has no revision %d; it has %d".formatted(sweep.name(), number, revisions.size())));
    }

    private Value json(Results results, SweepSummary summary) {
        return details(results, summary)
                .map(details -> TrialJson.of(details, config(results, summary, details)))
                .orElseGet(() -> TrialJson.of(
                        summary,
                        best(results, summary),
                        EpochRanks.of(results, summary, results.trials(summary)).correlations()));
    }

    private static Optional<Double> best(Results results, SweepSummary summary) {
        return results.best(summary, 1).stream().findFirst().flatMap(point -> point.mean(summary.objective()));
    }
}
