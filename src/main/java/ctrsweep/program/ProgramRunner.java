package ctrsweep.program;

import ctrsweep.config.CommandTemplate;
import ctrsweep.config.MetricSources;
import ctrsweep.config.NanPolicy;
import ctrsweep.config.Program;
import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.ProgramConfig;
import ctrsweep.space.Value;
import ctrsweep.sweep.Crew;
import ctrsweep.sweep.EpochListener;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.PlannedTrial;
import ctrsweep.sweep.RunningTrial;
import ctrsweep.sweep.StopReason;
import ctrsweep.sweep.TrialRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Runs a program once for each trial. Thread-safe.
public final class ProgramRunner implements TrialRunner {
    private static final String NOTHING_READ = "nothing that it printed or wrote matches runner.metrics";

    private final Program program;
    private final CommandTemplate template;
    private final Metric objective;
    private final Goal goal;
    private final Folders folders;
    private final InstantSource clock;
    private final NanPolicy nan;
    private final Map<String, String> provenance;
    private final List<String> gpus;
    private final AtomicInteger workers = new AtomicInteger();

    /// @param program whose command has no [CommandTemplate#mistakes]
    /// @param nan what happens to a trial whose objective is NaN or infinite
    /// @param provenance recorded with each trial, beside the command and its exit code
    /// @param gpus values of `CUDA_VISIBLE_DEVICES`, which workers take in turn; empty for that of this process
    public ProgramRunner(
            Program program,
            Metric objective,
            Goal goal,
            Folders folders,
            InstantSource clock,
            NanPolicy nan,
            Map<String, String> provenance,
            List<String> gpus) {
        this.program = program;
        this.template = CommandTemplate.of(program);
        this.objective = objective;
        this.goal = goal;
        this.folders = folders;
        this.clock = clock;
        this.nan = nan;
        this.provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
        this.gpus = List.copyOf(gpus);
    }

    /// @param sweep the folder of this sweep's outputs; each trial has its own folder in it
    /// @param home paths are reported relative to it; programs run here unless their spec names another folder
    public record Folders(Path sweep, Path home) {

        TrialFolder trial(long number, Program program) {
            String name = String.format(Locale.ROOT, "trial-%04d", number);
            return new TrialFolder(
                    sweep.resolve(name).toAbsolutePath().normalize(),
                    home.toAbsolutePath().normalize(),
                    program.folder().orElse(home).toAbsolutePath().normalize());
        }
    }

    @Override
    public Outcome run(RunningTrial running, EpochListener epochs) throws InterruptedException {
        return run(0, running, epochs);
    }

    @Override
    public Crew crew() {
        int worker = workers.getAndIncrement();
        return (trial, epochs) -> run(worker, trial, epochs);
    }

    private Outcome run(int worker, RunningTrial running, EpochListener epochs) throws InterruptedException {
        PlannedTrial trial = running.trial();
        ProgramConfig config = config(trial);
        TrialFolder folder = folders.trial(trial.number(), program);
        Map<String, Value> given = given(config);
        folder.prepare(new Value.Fields(given));
        long stderr = folder.stderr().toFile().length();
        ReportedEpochs reported = program.metrics().isEmpty()
                ? new ReportedEpochs(objective, goal)
                : new ReportedEpochs(objective, goal, NOTHING_READ);
        ProgramTrial.End end;
        List<String> command;
        Optional<MetricsReader> metrics;
        Map<String, String> environment;
        try {
            Map<String, Value> values = values(trial, given, folder);
            command = command(values);
            metrics = metrics(values, folder);
            environment = environment(trial, values, folder);
            environment.putAll(environment(worker));
        } catch (ProgramFailure e) {
            return failed(StopReason.ERROR, String.valueOf(e.getMessage()));
        }
        try (TrialFolder.Log log = folder.log();
                ProgramProcess child = ProgramProcess.start(command, folder, environment, program.stopGrace())) {
            end = new ProgramTrial(
                            child,
                            log,
                            reported,
                            new ObjectiveMatcher(objective),
                            metrics,
                            program.timeout(),
                            epochs,
                            clock)
                    .run();
            metrics.flatMap(MetricsReader::problem).ifPresent(reported::addUncounted);
        } catch (ProgramFailure e) {
            return failed(StopReason.ERROR, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("the program's output cannot be read: " + e.getMessage(), e);
        }
        return outcome(end, reported, folder, new Ran(command, stderr));
    }

    /// @param stderr the length of the log of standard error before this attempt
    private record Ran(List<String> command, long stderr) {}

    private static Map<String, Value> values(PlannedTrial trial, Map<String, Value> given, TrialFolder folder) {
        Map<String, Value> values = new LinkedHashMap<>();
        values.put("trial", new Value.Int(trial.number()));
        values.put("folder", new Value.Text(folder.path().toString()));
        values.putAll(given);
        return values;
    }

    private Optional<MetricsReader> metrics(Map<String, Value> values, TrialFolder folder) throws ProgramFailure {
        if (program.metrics().isEmpty()) {
            return Optional.empty();
        }
        MetricSources sources = program.metrics().get();
        MetricsReader.Places places = new MetricsReader.Places(
                place("file", sources.file(), values, folder),
                place("tensorboard", sources.tensorboard(), values, folder));
        return Optional.of(new MetricsReader(sources, places, folder, objective, clock));
    }

    private static Optional<Path> place(
            String key, Optional<String> written, Map<String, Value> values, TrialFolder folder) throws ProgramFailure {
        if (written.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> name = CommandTemplate.text(written.get(), asked -> Optional.ofNullable(values.get(asked)));
        return Optional.of(name.map(folder.place()::resolve)
                .orElseThrow(() -> new ProgramFailure(
                        "runner.metrics.%s is %s, which takes no part in this trial".formatted(key, written.get()))));
    }

    private List<String> command(Map<String, Value> values) throws ProgramFailure {
        try {
            return template.filled(name -> Optional.ofNullable(values.get(name)));
        } catch (IllegalArgumentException e) {
            throw new ProgramFailure(String.valueOf(e.getMessage()));
        }
    }

    /// The trial's active parameters and its seed.
    private static Map<String, Value> given(ProgramConfig config) {
        Map<String, Value> given = new LinkedHashMap<>(config.values());
        given.put("seed", new Value.Int(config.seed()));
        return given;
    }

    private Map<String, String> environment(PlannedTrial trial, Map<String, Value> values, TrialFolder folder) {
        Map<String, String> environment = new LinkedHashMap<>();
        program.environment()
                .forEach((name, written) -> CommandTemplate.text(written, key -> Optional.ofNullable(values.get(key)))
                        .ifPresent(value -> environment.put(name, value)));
        environment.put("CTRSWEEP_TRIAL", Long.toString(trial.number()));
        environment.put("CTRSWEEP_SEED", Long.toString(trial.config().seed()));
        environment.put("CTRSWEEP_FOLDER", folder.path().toString());
        return environment;
    }

    private Map<String, String> environment(int worker) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("CTRSWEEP_WORKER", Integer.toString(worker));
        if (!gpus.isEmpty()) {
            environment.put("CUDA_VISIBLE_DEVICES", gpus.get(worker % gpus.size()));
        }
        return environment;
    }

    private static ProgramConfig config(PlannedTrial trial) {
        return switch (trial.config()) {
            case ProgramConfig config -> config;
            case Experiment _ -> throw new IllegalArgumentException("a program cannot run an experiment");
        };
    }

    private Outcome outcome(ProgramTrial.End end, ReportedEpochs reported, TrialFolder folder, Ran ran)
            throws InterruptedException {
        return switch (end) {
            case ProgramTrial.End.Exited(ExitCode exit) -> exited(exit, reported, folder, ran);
            case ProgramTrial.End.Pruned() ->
                pruned(reported.best().or(reported::last).orElseThrow(), reported);
            case ProgramTrial.End.Overdue() ->
                reported.best()
                        .map(best -> completed(StopReason.TIMEOUT, best, reported, folder, facts()))
                        .orElseGet(
                                () -> failed(StopReason.TIMEOUT, "timed out; it had " + reported.withoutObjective()));
            case ProgramTrial.End.NotFinite(String what) ->
                reported.best()
                        .filter(_ -> nan == NanPolicy.KEEP)
                        .map(best -> completed(StopReason.NAN, best, reported, folder, facts()))
                        .orElseGet(() -> failed(StopReason.NAN, what));
            case ProgramTrial.End.Refused(String why) -> failed(StopReason.ERROR, why);
            case ProgramTrial.End.GivenBack() -> throw new InterruptedException("after epoch " + reported.lastEpoch());
        };
    }

    private Outcome exited(ExitCode exit, ReportedEpochs reported, TrialFolder folder, Ran ran) {
        Map<String, String> facts = new TreeMap<>(facts());
        facts.put("exit", Integer.toString(exit.code()));
        if (exit.code() != 0) {
            String errors = LastLines.of(folder.stderr(), ran.stderr);
            String missing = MissingFile.message(ran.command, folder.place(), errors)
                    .map(file -> " (" + file + ")")
                    .orElse("");
            return new Outcome.Failed(
                    StopReason.ERROR,
                    exit + (errors.isEmpty() ? ", and nothing on standard error" : ": " + errors) + missing,
                    facts);
        }
        return reported.best()
                .map(best -> completed(StopReason.LAST_EPOCH, best, reported, folder, facts))
                .orElseGet(() -> new Outcome.Failed(StopReason.ERROR, reported.withoutObjective(), facts));
    }

    private Outcome pruned(EpochReport best, ReportedEpochs reported) {
        return new Outcome.Pruned(reported.lastEpoch(), best.epoch(), best.metrics(), facts());
    }

    private Outcome failed(StopReason reason, String error) {
        return new Outcome.Failed(reason, error, facts());
    }

    private static Outcome completed(
            StopReason reason,
            EpochReport best,
            ReportedEpochs reported,
            TrialFolder folder,
            Map<String, String> facts) {
        return new Outcome.Completed(
                reason, reported.lastEpoch(), best.epoch(), best.metrics(), Map.of(), folder.artifacts(), facts);
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>(provenance);
        facts.put("command", program.executable());
        Path home = folders.home().toAbsolutePath().normalize();
        program.folder()
                .map(Path::toAbsolutePath)
                .filter(place -> !place.equals(home))
                .ifPresent(place -> facts.put("cwd", place.toString()));
        return facts;
    }
}
