package ctrsweep.cli;

import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.config.ExperimentReader;
import ctrsweep.data.EncodingBenchmark;
import ctrsweep.settings.Experiment;
import ctrsweep.space.Value;
import ctrsweep.train.BatchBenchmark;
import ctrsweep.train.Devices;
import ctrsweep.train.Torch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        description =
                "Times data in a folder of its own: a made-up file of Criteo's shape encoded on one thread and mapped again, "
                        + "beside pandas where a Python has it; and training steps on mapped rows beside rows in arrays.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./sweep bench data --rows 300000", "  ./sweep bench data --pandas venv/bin/python --format json"})
final class DataBenchCommand implements Runnable {
    private final ConsoleEnvironment console;

    @Option(
            names = "--rows",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "Lines of the made-up file, of 250 bytes each. Default: 5000000.")
    private int rows = 5_000_000;

    @Option(
            names = "--steps",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "Steps to time. Default: 60.")
    private int steps = 60;

    @Option(
            names = "--pandas",
            paramLabel = "PYTHON",
            description = "A Python that has pandas, to be timed in the same run.")
    private Optional<Path> python = Optional.empty();

    @Option(names = "--format", paramLabel = "FORM", description = "text or json. Default: text.")
    private BenchFacts.Form format = BenchFacts.Form.TEXT;

    DataBenchCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public void run() {
        BenchFacts facts = this::measure;
        console.out().print(facts.text(format));
    }

    private Map<String, Value> measure(Path folder) throws IOException {
        EncodingBenchmark encoding = new EncodingBenchmark(
                folder,
                ExperimentReader.changed(Experiment.DEFAULTS, EncodingBenchmark.overrides())
                        .data());
        Path text = encoding.text(rows);
        EncodingBenchmark.Result encoded = encoding.run(text);
        Map<String, Value> facts = new LinkedHashMap<>();
        facts.put("rows", new Value.Int(rows));
        facts.put("text_mb", new Value.Real(encoded.textBytes() / 1e6));
        facts.put("columns_mb", new Value.Real(encoded.columnBytes() / 1e6));
        facts.put("ids", new Value.Int(encoded.ids()));
        facts.put("s_encode", new Value.Real(encoded.seconds()));
        facts.put("mb_per_s", new Value.Real(encoded.megabytesPerSecond()));
        facts.put("heap_mb", new Value.Real(encoded.heap() / 1e6));
        facts.put("heap_limit_mb", new Value.Real(Runtime.getRuntime().maxMemory() / 1e6));
        facts.put("s_map", new Value.Real(encoded.mapSeconds()));
        python.ifPresent(found -> {
            double theirs = new PandasPeer(found).seconds(text);
            facts.put("s_encode_pandas", new Value.Real(theirs));
            facts.put("s_encode_ratio", new Value.Real(encoded.seconds() / theirs));
        });
        Torch torch = Torch.start(1);
        BatchBenchmark.Result step =
                new BatchBenchmark(torch, new Devices(torch).choose("auto"), folder).run(Experiment.DEFAULTS, steps);
        facts.put("ms_per_step_arrays", new Value.Real(step.arrays()));
        facts.put("ms_per_step_mapped", new Value.Real(step.mapped()));
        facts.put("ms_per_step_gathering", new Value.Real(step.gathering()));
        facts.put("ms_per_step_ratio", new Value.Real(step.ratio()));
        return facts;
    }
}
