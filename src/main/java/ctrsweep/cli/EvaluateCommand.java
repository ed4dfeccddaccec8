package ctrsweep.cli;

import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.metric.Metric;
import ctrsweep.report.Cell;
import ctrsweep.report.Table;
import ctrsweep.report.Table.Column;
import ctrsweep.report.Table.Precision;
import ctrsweep.report.TableFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Measures a completed run's best weights again, and compares with the recorded metrics.",
        footerHeading = "%nExample:%n",
        footer = {"  ./sweep evaluate NAME 3", "  ./sweep evaluate outputs/deepfm_generated"})
final class EvaluateCommand implements Runnable {
    private final ConsoleEnvironment console;

    @Mixin
    private final RunArgument run = new RunArgument();

    @Option(names = "--split", paramLabel = "S", description = "val or test. Default: both.")
    private List<Split> splits = List.of(Split.VAL, Split.TEST);

    @Option(names = "--device", paramLabel = "D", description = "auto, mps, cuda or cpu. Default: the config's.")
    private Optional<String> device = Optional.empty();

    @Option(names = "--format", paramLabel = "FORM", description = "table, csv, json or md. Default: table.")
    private TableFormat format = TableFormat.TABLE;

    EvaluateCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    private enum Split {
        VAL,
        TEST
    }

    @Override
    public void run() {
        TrainedWeights recorded = run.weights(console);
        Map<Metric, Double> measured = new TreeMap<>();
        try (LoadedModel trained = LoadedModel.open(console, recorded, device)) {
            for (Split split : splits) {
                var rows = split == Split.VAL
                        ? trained.dataset().validation()
                        : trained.dataset().test();
                measured.putAll(trained.model().evaluate(split.name().toLowerCase(Locale.ROOT), rows));
            }
        }
        Map<Metric, Double> before = recorded.metrics();
        console.out().print(format.write(table(measured, before), console.width()));
        console.err().println(decision(measured, before));
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
