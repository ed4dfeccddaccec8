package ctrsweep.program;

import ctrsweep.config.NanPolicy;
import ctrsweep.config.Program;
import ctrsweep.config.SweepSpec;
import ctrsweep.config.Workload;
import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.settings.ProgramConfig;
import ctrsweep.space.Assignment;
import ctrsweep.space.Choices;
import ctrsweep.space.Domain;
import ctrsweep.space.Value;
import ctrsweep.sweep.EpochDecision;
import ctrsweep.sweep.EpochListener;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.PlannedTrial;
import ctrsweep.sweep.RunningTrial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// Trial 3 of a sweep, whose seed is 7, with a real program.
final class OneTrial {
    static final Metric AUC = Metric.of("val.auc");

    private final Path home;
    private final Program program;
    private final Metric objective;
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final List<EpochReport> reports = new ArrayList<>();
    private final List<String> notTaken = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private Goal goal;
    private NanPolicy nan = NanPolicy.FAIL;
    private Function<EpochReport, EpochDecision> decisions = _ -> EpochDecision.GO_ON;
    private BooleanSupplier overdue = () -> false;

    private OneTrial(Path home, Program program, Metric objective, Goal goal) {
        this.home = home;
        this.program = program;
        this.objective = objective;
        this.goal = goal;
    }

    static OneTrial of(Path home, String... command) {
        return of(home, Program.of(List.of(command)));
    }

    static OneTrial of(Path home, Program program) {
        return new OneTrial(home, program, AUC, Goal.MAXIMIZE);
    }

    /// The first trial of a spec.
    static OneTrial of(Path home, SweepSpec spec) {
        OneTrial trial = new OneTrial(
                home,
                ((Workload.Running) spec.workload()).program(),
                spec.objective().metric(),
                spec.objective().goal());
        spec.space().parameters().forEach((name, parameter) -> trial.with(name, first(parameter.domain())));
        return trial;
    }

    private static Value first(Domain domain) {
        return ((Choices) domain).values().getFirst();
    }

    /// The trial of a shell that runs these lines.
    static OneTrial shell(Path home, String lines) {
        return of(home, "sh", "-c", lines.replace("{", "{{").replace("}", "}}"));
    }

    OneTrial with(String name, Value value) {
        values.put(name, value);
        return this;
    }

    OneTrial minimizing() {
        goal = Goal.MINIMIZE;
        return this;
    }

    OneTrial keepingNan() {
        nan = NanPolicy.KEEP;
        return this;
    }

    OneTrial judgedBy(Function<EpochReport, EpochDecision> judge) {
        decisions = judge;
        return this;
    }

    OneTrial overdueWhen(BooleanSupplier isOverdue) {
        overdue = isOverdue;
        return this;
    }

    Outcome run() throws InterruptedException {
        ProgramRunner runner = new ProgramRunner(
                program,
                objective,
                goal,
                new ProgramRunner.Folders(home.resolve("outputs/test"), home),
                InstantSource.system(),
                nan,
                Map.of("host", "here"),
                List.of());
        PlannedTrial planned = new PlannedTrial(3, new Assignment(values), new ProgramConfig(values, 7), "hash");
        return runner.run(new RunningTrial(1, 1, planned), listener());
    }

    Outcome.Completed completed() throws InterruptedException {
        return (Outcome.Completed) run();
    }

    Outcome.Failed failed() throws InterruptedException {
        return (Outcome.Failed) run();
    }

    private EpochListener listener() {
        return new EpochListener() {
            @Override
            public EpochDecision accept(EpochReport epoch) {
                reports.add(epoch);
                events.add("epoch");
                return decisions.apply(epoch);
            }

            @Override
            public void notTaken(String line) {
                notTaken.add(line);
                events.add("not taken");
            }

            @Override
            public boolean isOverdue() {
                return overdue.getAsBoolean();
            }
        };
    }

    List<EpochReport> reports() {
        return reports;
    }

    /// The messages on lines that do not count.
    List<String> notTaken() {
        return notTaken;
    }

    /// `epoch` and `not taken`, in the order in which they happened.
    List<String> events() {
        return events;
    }

    List<Integer> epochs() {
        return reports.stream().map(EpochReport::epoch).toList();
    }

    Path folder() {
        return home.resolve("outputs/test/trial-0003");
    }

    String text(String file) {
        try {
            return new String(Files.readAllBytes(folder().resolve(file)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
