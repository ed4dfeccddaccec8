package ctrsweep.train;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ctrsweep.config.ConfigTree;
import ctrsweep.config.TrialFigure;
import ctrsweep.data.DataException;
import ctrsweep.data.Dataset;
import ctrsweep.files.FileProblem;
import ctrsweep.files.Sha256;
import ctrsweep.metric.Metric;
import ctrsweep.model.Model;
import ctrsweep.model.ScriptArchive;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.ProgramConfig;
import ctrsweep.sweep.Crew;
import ctrsweep.sweep.DeviceLostException;
import ctrsweep.sweep.EpochListener;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.PlannedTrial;
import ctrsweep.sweep.RunningTrial;
import ctrsweep.sweep.StopReason;
import ctrsweep.sweep.TrialRunner;
import ctrsweep.sweep.UnwritableException;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Function;

/// The shared trainer: runs any trial, on any thread, on one device.
public final class Trainer implements TrialRunner {
    private final Torch torch;
    private final Devices.Usable device;
    private final Function<Experiment, Dataset> datasets;
    private final Folders folders;
    private final InstantSource clock;
    private final TrainingOptions options;
    private final Map<String, String> provenance;
    private final Comparability comparability;

    /// @param datasets gives a config's data; equal data settings should give the same object
    /// @param provenance what is known about this run beside what the trainer itself knows
    /// @param comparability tells what results rest on
    public Trainer(
            Torch torch,
            Devices.Usable device,
            Function<Experiment, Dataset> datasets,
            Folders folders,
            InstantSource clock,
            TrainingOptions options,
            Map<String, String> provenance,
            Comparability comparability) {
        this.torch = torch;
        this.device = device;
        this.datasets = datasets;
        this.folders = folders;
        this.clock = clock;
        this.options = options;
        this.comparability = comparability;
        this.provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
    }

    /// The folders that files go to.
    ///
    /// @param sweep the folder of this sweep's outputs; each trial has one of its own below it
    /// @param home paths are told relative to it
    /// @param alone whether there is one trial only, whose files lie in the folder itself
    public record Folders(Path sweep, Path home, boolean alone) {
        public Folders(Path sweep, Path home) {
            this(sweep, home, false);
        }

        Path trial(long number) {
            return alone ? sweep : sweep.resolve(String.format(Locale.ROOT, "trial-%04d", number));
        }

        Path weights(long trial) {
            return trial(trial).resolve("best.safetensors");
        }
    }

    @Override
    public Outcome run(RunningTrial running, EpochListener epochs) throws InterruptedException {
        Experiment experiment = experiment(running.trial());
        torch.prepareThread();
        return runAlone(running, epochs, datasets.apply(experiment));
    }

    private Outcome runAlone(RunningTrial running, EpochListener epochs, Dataset dataset) throws InterruptedException {
        Experiment experiment = experiment(running.trial());
        epochs.restsOn(comparability.of(experiment, dataset));
        Model model = Model.of(experiment, dataset.schema(), device.kernels());
        try (NDManager manager = torch.manager(device.device())) {
            TrainingBackend backend =
                    new SingleModel.Backend(manager, model, experiment.training(), dataset.validation());
            return run(running, epochs, dataset, model, backend);
        }
    }

    /// Runs trials as this does, but those of one shape in one step.
    ///
    /// @param most trials in a step
    /// @param said told when memory lets only fewer train together
    public TrialRunner together(int most, Consumer<String> said) {
        return new Together(most, said);
    }

    private final class Together implements TrialRunner {
        private final int most;
        private final Consumer<String> said;
        private final NDManager manager = torch.manager(device.device());
        private final Map<Dataset, WeakReference<ResidentDataset>> resident = new WeakHashMap<>();
        private final Set<String> told = ConcurrentHashMap.newKeySet();

        Together(int most, Consumer<String> said) {
            this.most = most;
            this.said = said;
        }

        @Override
        public Outcome run(RunningTrial trial, EpochListener epochs) throws InterruptedException {
            return Trainer.this.run(trial, epochs);
        }

        @Override
        public Crew crew() {
            return new FusedCrew(most, this::runWith, model -> new FusedScript(manager, model), threads(), said);
        }

        /// A device waits for its launches: two groups launch faster than one. MPS has one queue.
        private Optional<ThreadFactory> threads() {
            return device.name().equals("mps")
                    ? Optional.empty()
                    : Optional.of(
                            work -> Thread.ofPlatform().name("trial-group").unstarted(() -> {
                                torch.prepareThread();
                                work.run();
                            }));
        }

        private Outcome runWith(RunningTrial running, EpochListener epochs, FusedCrew crew)
                throws InterruptedException {
            Experiment experiment = experiment(running.trial());
            torch.prepareThread();
            Dataset dataset = datasets.apply(experiment);
            if (!TrialShape.fuses(experiment)) {
                sayOnce("trials with optimizer.row_wise train one after the other, not in one step");
                return crew.alone(() -> runAlone(running, epochs, dataset));
            }
            ResidentDataset rows = resident(dataset);
            Model model =
                    Model.of(experiment, dataset.schema(), device.kernels().ofFused());
            if (!rows.fits(model.inputs(), experiment.seed())) {
                sayOnce(
                        "trials whose rows are not all on the device at once train one after the other, not in one step");
                return crew.alone(() -> runAlone(running, epochs, dataset));
            }
            epochs.restsOn(comparability.of(experiment, dataset));
            TrainingBackend backend = crew.backend(running.trial().number(), model);
            return Trainer.this.run(running, epochs, rows, model, backend);
        }

        private void sayOnce(String line) {
            if (told.add(line)) {
                said.accept(line);
            }
        }

        private synchronized ResidentDataset resident(Dataset dataset) {
            ResidentDataset known = Optional.ofNullable(resident.get(dataset))
                    .map(WeakReference::get)
                    .orElseGet(() -> new ResidentDataset(dataset));
            resident.put(dataset, new WeakReference<>(known));
            return known;
        }

        @Override
        public void ended(RunningTrial trial) {
            Trainer.this.ended(trial);
        }
    }

    private Outcome run(
            RunningTrial running, EpochListener epochs, Dataset dataset, Model model, TrainingBackend backend)
            throws InterruptedException {
        Experiment experiment = experiment(running.trial());
        Map<String, String> facts = facts(dataset, model.kernels());
        try {
            Checkpoints checkpoints = checkpoints(running.trial(), dataset, model);
            TrialTraining training = new TrialTraining(
                    experiment, dataset, model, backend, clock, checkpoints, options, first(experiment, model));
            TrialTraining.Result result;
            try {
                result = training.run(epochs);
            } finally {
                facts.putAll(backend.facts());
            }
            return switch (result) {
                case TrialTraining.Result.Ended ended -> completed(running, dataset, model, ended, facts);
                case TrialTraining.Result.Pruned pruned ->
                    new Outcome.Pruned(pruned.epochs(), pruned.bestEpoch(), pruned.metrics(), facts);
            };
        } catch (TrainingFailure e) {
            return new Outcome.Failed(e.reason(), String.valueOf(e.getMessage()), facts);
        } catch (RuntimeException | InternalError e) {
            dataset.damage().ifPresent(damage -> {
                throw new DataException(damage + "; it has been deleted, and the next launch makes it anew", e);
            });
            if (RootCause.isLostDevice(e)) {
                throw new DeviceLostException(
                        "the device cannot be used any more: %s; launch again to go on, or with --device cpu"
                                .formatted(RootCause.of(e)),
                        e);
            }
            if (!(e instanceof EngineException) || !RootCause.isOutOfMemory(e)) {
                throw e;
            }
            return new Outcome.Failed(
                    StopReason.ERROR,
                    "not enough memory on the device: " + RootCause.of(e)
                            + "; try a smaller batch_size, or fewer workers",
                    facts);
        } catch (IOException e) {
            Path weights = folders.weights(running.trial().number());
            throw new UnwritableException(weights + " cannot be written: " + FileProblem.of(e), e);
        } catch (OutOfMemoryError e) {
            return new Outcome.Failed(
                    StopReason.ERROR, "not enough memory: " + e.getMessage() + "; try a smaller batch_size", facts);
        }
    }

    /// Checkpoints are kept until the outcome is: without them a process that is killed in between would have
    /// to train the whole trial again.
    @Override
    public void ended(RunningTrial running) {
        Checkpoints.clear(folders.trial(running.trial().number()));
    }

    private Outcome completed(
            RunningTrial running,
            Dataset dataset,
            Model model,
            TrialTraining.Result.Ended ended,
            Map<String, String> facts)
            throws IOException {
        List<Outcome.Artifact> files = new ArrayList<>();
        if (options.keepsWeights()) {
            files.add(WeightsFile.write(
                    folders.weights(running.trial().number()), folders.home(), torch, model, ended.best()));
            Optional<Path> encoders = dataset.keepEncoders(folders.sweep());
            if (encoders.isPresent()) {
                files.add(new KeptFile(encoders.get(), folders.home()).artifact(Outcome.Artifact.ENCODERS));
            }
        }
        return new Outcome.Completed(
                ended.reason(),
                ended.epochs(),
                ended.bestEpoch(),
                metrics(ended, model),
                ended.intervals(),
                files,
                facts);
    }

    private Map<Metric, Double> metrics(TrialTraining.Result.Ended ended, Model model) {
        if (!options.countsWeights()) {
            return ended.metrics();
        }
        Map<Metric, Double> metrics = new TreeMap<>(ended.metrics());
        metrics.put(TrialFigure.WEIGHTS, (double) model.weights().size());
        return metrics;
    }

    private ModelState first(Experiment experiment, Model model) {
        return options.from()
                .map(weights -> weights.of(torch, model, experiment.seed()))
                .orElseGet(() -> ModelState.initial(model, experiment.seed()));
    }

    private static Experiment experiment(PlannedTrial trial) {
        return switch (trial.config()) {
            case Experiment experiment -> experiment;
            case ProgramConfig _ ->
                throw new IllegalArgumentException("a program's parameters are nothing to train by");
        };
    }

    /// A checkpoint may come from any run that would train this trial in the same numbers, and be it one
    /// whose database is gone: the epochs are the same, and so is the time they took then.
    private Checkpoints checkpoints(PlannedTrial trial, Dataset dataset, Model model) {
        String same = String.join(
                "\n",
                "config " + ConfigTree.hash(trial.config()),
                "data " + dataset.fingerprint(),
                "model " + Sha256.of(ScriptArchive.of(model)),
                "engine " + torch.version(),
                "device " + device.name(),
                "from " + options.from().map(FirstWeights::sha256).orElse("seed"),
                "evaluates " + options.evaluates()
                        + (options.rates().isEmpty() ? "" : ", by the rates " + options.rates()));
        return new Checkpoints(
                folders.trial(trial.number()),
                Sha256.of(same),
                experiment(trial).training().keepCheckpoints());
    }

    private Map<String, String> facts(Dataset dataset, Model.Kernels kernels) {
        Map<String, String> facts = new TreeMap<>(provenance);
        facts.put("engine", torch.version());
        facts.put("libtorch", torch.libtorch());
        facts.put("djl", Torch.djl());
        facts.put("device", device.name());
        if (device.name().equals("cuda")) {
            NvidiaDriver.ofThisMachine().models().ifPresent(models -> facts.put("gpu", models));
        }
        facts.put("linear", kernels.onednn() ? "onednn" : "plain");
        facts.put("threads", "1");
        facts.put("data", dataset.fingerprint());
        options.from().ifPresent(weights -> facts.put("from", weights.name() + " " + weights.sha256()));
        dataset.remark().ifPresent(remark -> facts.put("data_remark", remark));
        return facts;
    }
}
