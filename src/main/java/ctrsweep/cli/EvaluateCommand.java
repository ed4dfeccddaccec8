package ctrsweep.cli;

import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.data.Dataset;
import ctrsweep.data.RawFile;
import ctrsweep.data.RowEncoder;
import ctrsweep.metric.Metric;
import ctrsweep.report.Cell;
import ctrsweep.report.Table;
import ctrsweep.report.Table.Column;
import ctrsweep.report.Table.Precision;
import ctrsweep.report.TableFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description =
                "Measures a completed run's best weights again, and compares with the recorded metrics; or measures them on "
                        + "rows of a file.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./sweep evaluate NAME 3",
            "  ./sweep evaluate outputs/deepfm_generated",
            "  ./sweep evaluate NAME best --input rows.csv     # the columns of predict, and the label; it needs no other data"
        })
final class EvaluateCommand implements Runnable {
    private final ConsoleEnvironment console;

    @Mixin
    private final RunArgument run = new RunArgument();

    @Option(names = "--split", paramLabel = "S", description = "val or test. Default: both.")
    private List<Split> splits = List.of();

    @Option(
            names = "--input",
            paramLabel = "CSV",
            description =
                    "Rows with their labels, and a header; gzip is unpacked; - is standard input. Or a Parquet file.")
    private Optional<Path> input = Optional.empty();

    @Option(names = "--device", paramLabel = "D", description = "auto, mps, cuda or cpu. Default: the config's.")
    private Optional<String> device = Optional.empty();

    @Option(names = "--format", paramLabel = "FORM", description = "table, csv, json or md. Default: table.")
    private TableFormat format = TableFormat.TABLE;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    EvaluateCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    private enum Split {
        VAL,
        TEST
    }

    @Override
    public void run() {
        if (input.isPresent() && !splits.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--split is of the data set, --input of another file; leave one of them out");
        }
        TrainedWeights recorded = run.weights(console);
        input.ifPresentOrElse(file -> ofFile(recorded, file), () -> ofSplits(recorded));
    }

    private void ofFile(TrainedWeights recorded, Path file) {
        try (LoadedModel<RowEncoder> trained = LoadedModel.forRows(console, recorded, device);
                RawFile rows = PredictCommand.rows(file, trained.encoder())) {
            Map<Metric, Double> measured = new LabelledInput(rows, trained).metrics();
            console.out().print(format.write(table(measured), console.width()));
        }
    }

    private void ofSplits(TrainedWeights recorded) {
        if (recorded.trainedOnValidation() && splits.contains(Split.VAL)) {
            throw new CommandFailure("%s was trained on its validation rows too, so they measure nothing; --split test"
                    .formatted(recorded.run()));
        }
        List<Split> wanted = !splits.isEmpty()
                ? splits
                : recorded.trainedOnValidation() ? List.of(Split.TEST) : List.of(Split.values());
        Map<Metric, Double> measured = new TreeMap<>();
        try (LoadedModel<Dataset> trained = LoadedModel.withData(console, recorded, device)) {
            for (Split split : wanted) {
                var rows = split == Split.VAL
                        ? trained.encoder().validation()
                        : trained.encoder().test();
                measured.putAll(trained.model().evaluate(split.name().toLowerCase(Locale.ROOT), rows));
            }
        }
        Map<Metric, Double> before = recorded.metrics();
        console.out().print(format.write(table(measured, before), console.width()));
        console.err().println(decision(measured, before));
    }

    private static Table table(Map<Metric, Double> measured) {
        return new Table(
                List.of(new Column("metric", Precision.EXACT), new Column("value", Precision.FOUR_DECIMALS)),
                measured.entrySet().stream()
                        .map(metric -> List.of(Cell.of(metric.getKey().toString()), Cell.of(metric.getValue())))
                        .toList());
    }

    private static Table table(Map<Metric, Double> measured, Map<Metric, Double> before) {
        List<List<Cell>> rows = new ArrayList<>();
        measured.forEach((metric, value) -> rows.add(List.of(
                Cell.of(metric.toString()),
                Cell.of(value),
                Cell.of(Optional.ofNullable(before.get(metric)).map(Cell::of)))));
        return new Table(
                List.of(
                        new Column("metric", Precision.EXACT),
                        new Column("value", Precision.FOUR_DECIMALS),
                        new Column("recorded", Precision.FOUR_DECIMALS)),
                rows);
    }

    private static String decision(Map<Metric, Double> measured, Map<Metric, Double> before) {
        double most = 0;
        int compared = 0;
        for (Map.Entry<Metric, Double> entry : measured.entrySet()) {
            Double recorded = before.get(entry.getKey());
            if (recorded != null) {
                compared++;
                most = recorded.equals(entry.getValue()) ? most : larger(most, Math.abs(recorded - entry.getValue()));
            }
        }
        return most == 0
                ? "%d metrics, equal to what was recorded".formatted(compared)
                : "%d metrics, up to %.2g from what was recorded; another device or version rounds otherwise"
                        .formatted(compared, most);
    }

    private static double larger(double most, double difference) {
        return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(most, difference);
    }
}
