package ctrsweep.cli;

import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.cli.text.StandardStream;
import ctrsweep.data.DataException;
import ctrsweep.data.RawFile;
import ctrsweep.data.RawRow;
import ctrsweep.data.RowEncoder;
import ctrsweep.report.CsvFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = "Predicts with a completed run's best weights: a CSV file in, the same with one column more out.",
        footerHeading = "%nColumns that are needed:%n",
        footer = {
            "  movielens  user_id, movie_id, timestamp (unix seconds)",
            "  generated  user_id, item_id, hour (0 to 23)",
            "  table      those that its fields are made of, and the keys of its joins",
            "",
            "Users and items that training did not see have the unknown id. `prediction` is on the label's own scale:",
            "  binary, threshold   the probability of the label 1",
            "  scale               label_min to label_max, as 0.5 to 5 stars; model.pt gives 0 to 1",
            "  number              the number itself",
            "",
            "Examples:",
            "  ./sweep predict NAME 3 --input rows.csv --out predictions.csv",
            "  ./sweep predict outputs/deepfm_generated --input rows.csv --out predictions.csv"
        })
final class PredictCommand implements Runnable {
    private static final String PREDICTION = "prediction";

    /// Rows per batch: memory does not grow with the file.
    private static final int ROWS = 4096;

    private final ConsoleEnvironment console;

    @Mixin
    private final RunArgument run = new RunArgument();

    @Option(
            names = "--input",
            required = true,
            paramLabel = "CSV",
            description = "Rows, with a header; gzip is unpacked; - is standard input. Or a Parquet file.")
    private Path input = Path.of("");

    @Option(
            names = "--out",
            required = true,
            paramLabel = "CSV",
            description = "Written whole or not at all; - is standard output.")
    private Path out = Path.of("");

    @Option(names = "--device", paramLabel = "D", description = "auto, mps, cuda or cpu. Default: the config's.")
    private Optional<String> device = Optional.empty();

    PredictCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public void run() {
        TrainedWeights recorded = run.weights(console);
        try (LoadedModel<RowEncoder> trained = LoadedModel.forRows(console, recorded, device);
                RawFile rows = rows(input, trained.encoder())) {
            rows.require(trained.encoder().rawColumns());
            if (rows.header().contains(PREDICTION)) {
                throw new DataException("%s: has a column %s already".formatted(rows.headerPlace(), PREDICTION));
            }
            int[] count = new int[1];
            Consumer<Consumer<List<String>>> content = lines -> count[0] = predict(rows, trained, lines);
            if (StandardStream.isMeant(out)) {
                CsvFile.write(console.out(), content);
            } else {
                CsvFile.write(out, content);
                console.err().printf("%,d predictions written to %s%n", count[0], out);
            }
        }
    }

    /// Opens a file of rows, or standard input.
    static RawFile rows(Path input, RowEncoder encoder) {
        return StandardStream.isMeant(input)
                ? RawFile.read(System.in, "standard input")
                : RawFile.open(input, encoder.separators());
    }

    private static int predict(RawFile rows, LoadedModel<RowEncoder> trained, Consumer<List<String>> lines) {
        lines.accept(with(rows.header(), PREDICTION));
        int count = 0;
        for (List<RawRow> batch = rows.next(ROWS); !batch.isEmpty(); batch = rows.next(ROWS)) {
            double[] predictions = trained.predict(batch);
            for (int i = 0; i < predictions.length; i++) {
                lines.accept(with(batch.get(i).values(), CsvFile.number(predictions[i])));
            }
            count += predictions.length;
        }
        return count;
    }

    private static List<String> with(List<String> values, String more) {
        List<String> all = new ArrayList<>(values);
        all.add(more);
        return all;
    }
}
