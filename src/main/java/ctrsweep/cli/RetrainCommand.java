package ctrsweep.cli;

import ctrsweep.cli.launch.DatabaseOption;
import ctrsweep.cli.launch.Folders;
import ctrsweep.cli.launch.LaunchLog;
import ctrsweep.cli.launch.LaunchReporter;
import ctrsweep.cli.launch.OutputsOption;
import ctrsweep.cli.launch.SingleRun;
import ctrsweep.cli.launch.TrainProgress;
import ctrsweep.cli.launch.TrainingResources;
import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.cli.text.ExitCodes;
import ctrsweep.cli.text.Phrases;
import ctrsweep.cli.text.Verbosity;
import ctrsweep.config.ExperimentReader;
import ctrsweep.metric.Metric;
import ctrsweep.report.Cell;
import ctrsweep.report.Table;
import ctrsweep.report.Table.Column;
import ctrsweep.report.Table.Precision;
import ctrsweep.report.TableFormat;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.ProgramConfig;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialDetails;
import ctrsweep.sweep.TrialState;
import ctrsweep.train.AllRows;
import ctrsweep.train.TrainingOptions;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "retrain",
        mixinStandardHelpOptions = true,
        description =
                "Trains a trial's config again on all rows but test: its validation rows train too, for its best number of "
                        + "epochs. The folder is one of ./sweep train: predict, evaluate and export take it.",
        footerHeading = "%nWhat is not known of such a run:%n",
        footer = {
            "  There are no validation rows, so no validation figures and no early stopping: nothing says whether these epochs",
            "  are too many for the larger training set. Test is measured once, if there are test rows.",
            "  The encoders stay those of the training rows: a value that only validation has is unknown.",
            "",
            "Examples:",
            "  ./sweep retrain NAME best --on all",
            "  ./sweep retrain NAME best --on all --seeds 3 --out outputs/final"
        })
final class RetrainCommand implements Callable<Integer> {
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
    private TrialArgument trial = new TrialArgument.Best();

    @Option(names = "--on", paramLabel = "ROWS", description = "all: training and validation rows. Default: all.")
    private Rows on = Rows.ALL;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            converter = CountConverter.class,
            description =
                    "Trains as many times: with the trial's seed, the next one, and so on, in a folder for each. Default: 1.")
    private int seeds = 1;

    @Option(names = "--out", paramLabel = "FOLDER", description = "Default: outputs/SWEEP-TRIAL-all.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--device", paramLabel = "D", description = "auto, mps, cuda or cpu. Default: the config's.")
    private Optional<String> device = Optional.empty();

    @Mixin
    private final OutputsOption outputs = new OutputsOption();

    @Mixin
    private final Verbosity verbosity = new Verbosity();

    RetrainCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    private enum Rows {
        ALL
    }

    /// The trial that is trained again.
    ///
    /// @param rates learning rates of the epochs to its best
    private record Winner(
            String name, long number, Experiment experiment, List<Double> rates, Map<Metric, Double> metrics) {}

    @Override
    public Integer call() throws InterruptedException {
        Winner winner = database.answer(console, this::winner);
        Path folder =
                out.orElseGet(() -> outputs.in(console).outputs().resolve("%s-%d-all".formatted(sweep, winner.number)));
        if (!Folders.writable(folder)) {
            throw OutputsOption.unwritable(folder);
        }
        try (LaunchLog log = new LaunchLog(InstantSource.system())) {
            LaunchReporter reporter = new LaunchReporter(console.err(), verbosity.level(), Optional.of(log));
            try {
                retrain(winner, folder, log, reporter);
                return ExitCodes.DONE;
            } catch (RuntimeException problem) {
                reporter.trace(problem);
                throw problem;
            }
        }
    }

    private Winner winner(Results results) {
        SweepSummary summary = results.sweep(sweep);
        long number = trial.number(results, summary);
        TrialDetails details = results.trial(summary, number);
        Trial found = details.trial();
        String name = "trial %d of sweep %s".formatted(number, sweep);
        if (found.state() != TrialState.COMPLETED) {
            throw new CommandFailure("%s is %s; only a completed trial has a best number of epochs"
                    .formatted(name, Phrases.of(found.state())));
        }
        return switch (results.config(summary, found)) {
            case Experiment experiment ->
                new Winner(
                        name,
                        number,
                        device.map(wanted -> ExperimentReader.changed(experiment, List.of("device=" + wanted)))
                                .orElse(experiment),
                        rates(name, details),
                        found.metrics());
            case ProgramConfig _ ->
                throw new CommandFailure(name + " was a program's run, which only the program can train again");
        };
    }

    private static List<Double> rates(String name, TrialDetails details) {
        int best = details.trial().bestEpoch().orElse(0);
        List<Double> rates =
                details.epochs().stream().map(EpochReport::lr).limit(best).toList();
        if (best == 0 || rates.size() < best) {
            throw new CommandFailure(name + " was imported without its epochs, so their best number is not known");
        }
        return rates;
    }

    private void retrain(Winner winner, Path folder, LaunchLog log, LaunchReporter reporter)
            throws InterruptedException {
        TrainingResources resources = TrainingResources.ready(console, winner.experiment, reporter::note);
        TrainingResources all =
                switch (on) {
                    case ALL -> resources.on(AllRows::new);
                };
        log.write(folder.resolve("train.log"));
        boolean tested = resources.datasets().apply(winner.experiment).test().size() > 0;
        reporter.note("%s again, on training and validation rows, for %d epochs, its best number"
                .formatted(winner.name, winner.rates.size()));
        reporter.note("validation rows train: no validation figures, and no early stopping; %s"
                .formatted(
                        tested
                                ? "test is measured once, at the end"
                                : "and without test rows no figure says how good it is"));
        Metric test = new Metric("test", winner.experiment.training().metric());
        List<List<Cell>> rows = new ArrayList<>();
        for (int run = 0; run < seeds; run++) {
            long seed = winner.experiment.seed() + run;
            Experiment experiment = ExperimentReader.changed(winner.experiment, List.of("seed=" + seed));
            Path place = seeds == 1 ? folder : folder.resolve("seed-" + seed);
            TrainProgress progress =
                    new TrainProgress(reporter, experiment, winner.rates.size(), InstantSource.system());
            SingleRun single = new SingleRun(
                    console,
                    all,
                    reporter,
                    String.valueOf(place.getFileName()),
                    place,
                    TrainingOptions.ofAllRows(winner.rates),
                    Map.of(TrainedWeights.ROWS, TrainedWeights.ALL, "epochs_of", winner.name));
            Optional<Double> figure = Optional.ofNullable(
                    single.run(experiment, progress, _ -> {}).metrics().get(test));
            rows.add(List.of(
                    Cell.of(seed),
                    Cell.of(figure.map(Cell::of)),
                    Cell.of(Optional.ofNullable(winner.metrics.get(test)).map(Cell::of)),
                    Cell.of(place.toString())));
        }
        console.out().print(TableFormat.TABLE.write(table(test, winner, rows), console.width()));
    }

    private static Table table(Metric test, Winner winner, List<List<Cell>> rows) {
        return new Table(
                List.of(
                        new Column("seed", Precision.EXACT),
                        new Column(test.toString(), Precision.FOUR_DECIMALS),
                        new Column("of trial " + winner.number, Precision.FOUR_DECIMALS),
                        new Column("folder", Precision.EXACT)),
                rows);
    }
}
