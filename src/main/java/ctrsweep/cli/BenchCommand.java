package ctrsweep.cli;

import ctrsweep.cli.launch.TrainingResources;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.cli.text.FactList;
import ctrsweep.cli.text.ProfilePage;
import ctrsweep.config.ExperimentReader;
import ctrsweep.data.Schema;
import ctrsweep.files.FileProblem;
import ctrsweep.json.Json;
import ctrsweep.model.ModelName;
import ctrsweep.settings.Experiment;
import ctrsweep.space.Value;
import ctrsweep.train.DeviceProof;
import ctrsweep.train.Devices;
import ctrsweep.train.FusedBenchmark;
import ctrsweep.train.RootCause;
import ctrsweep.train.StepBenchmark;
import ctrsweep.train.Torch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description =
                "Times training steps and evaluation on generated rows of the shape of MovieLens-100K; floor_ms is the time of the matrix products alone.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./sweep bench", "  ./sweep bench --model fm --table 1000000 -O optimizer.row_wise=true"})
final class BenchCommand implements Runnable {
    /// Trials that train together on a device.
    private static final List<Integer> TOGETHER = List.of(1, 4, 16, 64);

    private static final int LEAST_STEPS_ON_DEVICE = 20;

    private final ConsoleEnvironment console;

    @Option(names = "--model", paramLabel = "M", description = "${COMPLETION-CANDIDATES}. Default: deepfm.")
    private ModelName model = ModelName.DEEPFM;

    @Option(
            names = "--steps",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "Steps to time. Default: 60.")
    private int steps = 60;

    @Option(
            names = "--table",
            paramLabel = "ROWS",
            description =
                    "Instead of MovieLens-100K's fields, one table of ROWS rows of 16 numbers, as --model fm --table 1000000 -O optimizer.row_wise=true.")
    private Optional<Integer> table = Optional.empty();

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "Threads of each computation; trials have 1. Default: 1.")
    private int threads = 1;

    @Mixin
    private final OverridesOption overrides = new OverridesOption();

    @Option(names = "--device", paramLabel = "D", description = "auto, mps, cuda or cpu. Default: auto.")
    private String device = "auto";

    @Option(
            names = "--fuse",
            paramLabel = "K",
            split = ",",
            converter = CountConverter.class,
            description =
                    "Also times steps in which K trials train together, as 1,4,16,64: the default on a device, none on the CPU. With --archive, the trials of its step.")
    private List<Integer> fuse = List.of();

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "Instead of timing, writes a trace for Chrome to FILE and lists the operators by time.")
    private Optional<Path> profile = Optional.empty();

    @Option(
            names = "--archive",
            paramLabel = "DIR",
            description =
                    "Instead of timing, writes DIR/MODEL.pt: model, rows, and the losses and weights of training on the CPU. src/test/python/device.py trains it on a device without Java, compares and times.")
    private Optional<Path> archive = Optional.empty();

    @Option(names = "--format", paramLabel = "FORM", description = "text or json. Default: text.")
    private Form format = Form.TEXT;

    BenchCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    private enum Form {
        TEXT,
        JSON
    }

    @Override
    public void run() {
        List<String> settings = overrides.with(Optional.empty());
        settings.add("model_name=" + model.name().toLowerCase(Locale.ROOT));
        Experiment experiment = ExperimentReader.changed(Experiment.DEFAULTS, settings);
        Schema schema = table.map(StepBenchmark::oneTable).orElse(StepBenchmark.MOVIELENS);
        Torch torch = Torch.start(threads);
        if (archive.isPresent()) {
            write(archive.get(), new DeviceProof(torch, experiment, schema));
            return;
        }
        Devices.Usable usable = new Devices(torch)
                .choose(device, trial -> console.err().println("sweep: " + TrainingResources.passedOver(trial)));
        StepBenchmark benchmark = new StepBenchmark(torch, usable, schema);
        if (profile.isPresent()) {
            console.out().print(profiled(benchmark, experiment, profile.get()));
            return;
        }
        StepBenchmark.Result result = benchmark.run(experiment, steps);
        Map<String, Value> facts = new LinkedHashMap<>();
        facts.put("model", new Value.Text(model.name().toLowerCase(Locale.ROOT)));
        facts.put("batch", new Value.Int(experiment.training().batchSize()));
        facts.put("threads", new Value.Int(threads));
        facts.put("ms_per_step", new Value.Real(result.millisPerStep()));
        facts.put("train_rows_per_s", new Value.Int(Math.round(result.trainRowsPerSecond())));
        facts.put("eval_rows_per_s", new Value.Int(Math.round(result.evalRowsPerSecond())));
        facts.put("floor_ms", new Value.Real(result.floorMillis()));
        facts.put("share_of_floor", new Value.Real(result.floorMillis() / result.millisPerStep()));
        facts.put("loss", new Value.Real(result.loss()));
        facts.put("parameters", new Value.Int(result.parameters()));
        for (int trials : fuse.isEmpty() && !usable.kernels().host() ? TOGETHER : fuse) {
            time(new FusedBenchmark(torch, usable, schema), experiment, trials, facts);
        }
        console.out()
                .print(
                        switch (format) {
                            case JSON -> Json.write(new Value.Fields(facts)) + "\n";
                            case TEXT -> text(facts);
                        });
    }

    /// Times steps of several trials; the more trials, the fewer steps, since on the CPU each trial adds to a step.
    private void time(FusedBenchmark benchmark, Experiment experiment, int trials, Map<String, Value> facts) {
        int least = benchmark.device().kernels().host() ? 1 : LEAST_STEPS_ON_DEVICE;
        try {
            double millis = benchmark
                    .run(experiment, trials, Math.max(steps / trials, least))
                    .millisPerStep();
            facts.put("ms_per_step_of_" + trials, new Value.Real(millis));
            facts.put("ms_per_step_and_trial_of_" + trials, new Value.Real(millis / trials));
        } catch (RuntimeException e) {
            if (!RootCause.isOutOfMemory(e)) {
                throw e;
            }
            facts.put("ms_per_step_of_" + trials, new Value.Text("not enough memory"));
        }
    }

    private void write(Path folder, DeviceProof proof) {
        String name = model.name().toLowerCase(Locale.ROOT);
        if (fuse.isEmpty()) {
            write(folder.resolve(name + ".pt"), proof.archive());
        }
        for (int trials : fuse) {
            write(folder.resolve("%s-%d.pt".formatted(name, trials)), proof.archive(trials));
        }
    }

    private void write(Path file, byte[] archive) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            console.out().println(Files.write(file, archive));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + FileProblem.of(e), e);
        }
    }

    private String profiled(StepBenchmark benchmark, Experiment experiment, Path trace) {
        try {
            return ProfilePage.of(benchmark.profile(experiment, steps, trace), steps);
        } catch (IOException e) {
            throw new UncheckedIOException(trace + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static String text(Map<String, Value> facts) {
        FactList lines = new FactList();
        facts.forEach(lines::add);
        return lines.indented(0);
    }
}
