package ctrsweep.program;

import ctrsweep.config.CommandTemplate;
import ctrsweep.config.NanPolicy;
import ctrsweep.config.Program;
import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.ProgramConfig;
import ctrsweep.space.Value;
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

/// Runs a program once for each trial, on any thread.
public final class ProgramRunner implements TrialRunner {
    private final Program program;
    private final CommandTemplate template;
    private final Metric objective;
    private final Goal goal;
    private final Folders folders;
    private final InstantSource clock;
    private final NanPolicy nan;
    private final Map<String, String> provenance;

    /// @param program whose command has no [CommandTemplate#mistakes]
    /// @param nan what becomes of a trial whose objective is NaN or infinite
    /// @param provenance what is known about this run beside the command and its exit code
    public ProgramRunner(
            Program program,
            Metric objective,
            Goal goal,
            Folders folders,
            InstantSource clock,
            NanPolicy nan,
            Map<String, String> provenance) {
        this.program = program;
        this.template = CommandTemplate.of(program);
        this.objective = objective;
        this.goal = goal;
        this.folders = folders;
        this.clock = clock;
        this.nan = nan;
        this.provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
    }

    /// Where files go.
    ///
    /// @param sweep the folder of this sweep's outputs; each trial has one of its own below it
    /// @param home where programs run; paths are told relative to it
    public record Folders(Path sweep, Path home) {

        TrialFolder trial(long number) {
            String name = String.format(Locale.ROOT, "trial-%04d", number);
            return new TrialFolder(
                    sweep.resolve(name).toAbsolutePath().normalize(),
                    home.toAbsolutePath().normalize());
        }
    }

    @Override
    public Outcome run(RunningTrial running, EpochListener epochs) throws InterruptedException {
        PlannedTrial trial = running.trial();
        ProgramConfig config = config(trial);
        TrialFolder folder = folders.trial(trial.number());
        Map<String, Value> given = given(config);
        folder.prepare(new Value.Fields(given));
        long stderr = folder.stderr().toFile().length();
        Course course = new Course(objective, goal);
        ProgramTrial.End end;
        List<String> command;
        try {
            command = command(trial, given, folder);
        } catch (ProgramFailure e) {
            return failed(StopReason.ERROR, String.valueOf(e.getMessage()));
        }
        try (TrialFolder.Log log = folder.log();
                Child child = Child.start(command, folder, environment(trial, folder))) {
            end = new ProgramTrial(child, log, course, new Objective(objective), epochs, clock).run();
        } catch (ProgramFailure e) {
            return failed(StopReason.ERROR, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("the program's output cannot be read: " + e.getMessage(), e);
        }
        return outcome(end, course, folder, new Ran(command, stderr));
    }

    /// @param stderr how long the log of standard error was before
    private record Ran(List<String> command, long stderr) {}

    private List<String> command(PlannedTrial trial, Map<String, Value> given, TrialFolder folder)
            throws ProgramFailure {
        Map<String, Value> values = new LinkedHashMap<>();
        values.put("trial", new Value.Int(trial.number()));
        values.put("folder", new Value.Text(folder.path().toString()));
        values.putAll(given);
        try {
            return template.filled(name -> Optional.ofNullable(values.get(name)));
        } catch (IllegalArgumentException e) {
            throw new ProgramFailure(String.valueOf(e.getMessage()));
        }
    }

    /// The parameters that take part in the trial, and its seed.
    private static Map<String, Value> given(ProgramConfig config) {
        Map<String, Value> given = new LinkedHashMap<>(config.values());
        given.put("seed", new Value.Int(config.seed()));
        return given;
    }

    private static Map<String, String> environment(PlannedTrial trial, TrialFolder folder) {
        return Map.of(
                "CTRSWEEP_TRIAL", Long.toString(trial.number()),
                "CTRSWEEP_SEED", Long.toString(trial.config().seed()),
                "CTRSWEEP_FOLDER", folder.path().toString());
    }

    private static ProgramConfig config(PlannedTrial trial) {
        return switch (trial.config()) {
            case ProgramConfig config -> config;
            case Experiment _ -> throw new IllegalArgumentException("an experiment is nothing to run a program by");
        };
    }

    private Outcome outcome(ProgramTrial.End end, Course course, TrialFolder folder, Ran ran)
            throws InterruptedException {
        return switch (end) {
            case ProgramTrial.End.Exited(ExitCode exit) -> exited(exit, course, folder, ran);
            case ProgramTrial.End.Pruned() ->
                pruned(course.best().or(course::last).orElseThrow(), course);
            case ProgramTrial.End.Overdue() ->
                course.best()
                        .map(best -> completed(StopReason.TIMEOUT, best, course, folder, facts()))
                        .orElseGet(() -> failed(
                                StopReason.TIMEOUT, "its time was over, and it had " + course.withoutObjective()));
            case ProgramTrial.End.NotFinite(String what) ->
                course.best()
                        .filter(_ -> nan == NanPolicy.KEEP)
                        .map(best -> completed(StopReason.NAN, best, course, folder, facts()))
                        .orElseGet(() -> failed(StopReason.NAN, what));
            case ProgramTrial.End.Refused(String why) -> failed(StopReason.ERROR, why);
            case ProgramTrial.End.GivenBack() -> throw new InterruptedException("after epoch " + course.lastEpoch());
        };
    }

    private Outcome exited(ExitCode exit, Course course, TrialFolder folder, Ran ran) {
        Map<String, String> facts = new TreeMap<>(facts());
        facts.put("exit", Integer.toString(exit.code()));
        if (exit.code() != 0) {
            String said = LastLines.of(folder.stderr(), ran.stderr);
            String missing = MissingFile.told(ran.command, folder.home(), said)
                    .map(file -> " (" + file + ")")
                    .orElse("");
            return new Outcome.Failed(
                    StopReason.ERROR,
                    exit + (said.isEmpty() ? ", and nothing on standard error" : ": " + said) + missing,
                    facts);
        }
        return course.best()
                .map(best -> completed(StopReason.LAST_EPOCH, best, course, folder, facts))
                .orElseGet(() -> new Outcome.Failed(StopReason.ERROR, course.withoutObjective(), facts));
    }

    private Outcome pruned(EpochReport best, Course course) {
        return new Outcome.Pruned(course.lastEpoch(), best.epoch(), best.metrics(), facts());
    }

    private Outcome failed(StopReason reason, String error) {
        return new Outcome.Failed(reason, error, facts());
    }

    private static Outcome completed(
            StopReason reason, EpochReport best, Course course, TrialFolder folder, Map<String, String> facts) {
        return new Outcome.Completed(
                reason, course.lastEpoch(), best.epoch(), best.metrics(), Map.of(), folder.artifacts(), facts);
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>(provenance);
        facts.put("command", program.command().getFirst());
        return facts;
    }
}
