package ctrsweep.cli.launch;

import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.cli.text.Phrases;
import ctrsweep.cli.text.ProgressLine;
import ctrsweep.cli.text.Verbosity;
import ctrsweep.config.Pruning;
import ctrsweep.config.SweepSpec;
import ctrsweep.metric.Metric;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.Owner;
import ctrsweep.sweep.PlannedTrial;
import ctrsweep.sweep.RunningTrial;
import ctrsweep.sweep.SweepListener;
import ctrsweep.sweep.TrialState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Shows the progress of a launch: a bar on a terminal, elsewhere one line per epoch. It counts epochs; a trial
/// that stops early counts in full.
final class LaunchProgress implements SweepListener, AutoCloseable {
    private final LaunchReporter reporter;
    private final SweepSpec spec;
    private final InstantSource clock;
    private final Instant began;
    private final Map<Long, Integer> epochsUnderWay = new TreeMap<>();
    private final Map<Long, Integer> epochsOfEarlierAttempts = new TreeMap<>();
    private long planned;
    private final Set<Long> endedHere = new HashSet<>();
    private long skipped;
    private OptionalDouble best = OptionalDouble.empty();
    private boolean lineNotTakenTold;
    private Optional<LaunchBar> bar = Optional.empty();

    /// The thread that draws the bar reads this.
    private volatile ProgressLine line = new ProgressLine(0, 0, 0, 0, 0, "");

    private LaunchProgress(LaunchReporter reporter, SweepSpec spec, InstantSource clock) {
        this.reporter = reporter;
        this.spec = spec;
        this.clock = clock;
        began = clock.instant();
    }

    static LaunchProgress on(ConsoleEnvironment console, SweepSpec spec, InstantSource clock, LaunchReporter reporter) {
        LaunchProgress progress = new LaunchProgress(reporter, spec, clock);
        if (console.interactive() && reporter.level() == Verbosity.Level.NORMAL) {
            progress.bar = Optional.of(
                    LaunchBar.draw(console.width(), reporter, width -> progress.line.text(progress.took(), width)));
        }
        return progress;
    }

    @Override
    public void sweepStarted(OpenSweep sweep, long planned) {
        this.planned = planned;
        stand("");
    }

    @Override
    public void trialStarted(RunningTrial trial) {
        long number = trial.trial().number();
        epochsUnderWay.put(number, 0);
        reporter.detail("trial %d begins, attempt %d: %s".formatted(number, trial.attempt(), label(trial)));
    }

    private String label(RunningTrial trial) {
        PlannedTrial planned = trial.trial();
        return spec.search().seeds().isEmpty()
                ? planned.assignment().toString()
                : planned.assignment() + " seed=" + planned.config().seed();
    }

    @Override
    public void trialResumed(RunningTrial trial, List<EpochReport> earlier) {
        long number = trial.trial().number();
        epochsUnderWay.put(number, earlier.size());
        epochsOfEarlierAttempts.put(number, earlier.size());
        earlier.forEach(this::improve);
        stand(line.latest());
        reporter.note("trial %d goes on after epoch %d".formatted(number, earlier.size()));
    }

    @Override
    public void trialBeganAnew(RunningTrial trial, int epochs) {
        reporter.note("trial %d begins anew: of the %d epochs of its earlier attempt no checkpoint is left"
                .formatted(trial.trial().number(), epochs));
    }

    @Override
    public void epochEnded(RunningTrial trial, EpochReport epoch) {
        epochsUnderWay.put(trial.trial().number(), epoch.epoch());
        Optional<Double> value = improve(epoch);
        String now = "trial %d epoch %s %s %s"
                .formatted(
                        trial.trial().number(),
                        ofAll(epoch.epoch()),
                        spec.objective().metric(),
                        value.map(Phrases::metric).orElse("-"));
        String soFar = best.isPresent() ? " (best %s)".formatted(Phrases.metric(best.getAsDouble())) : "";
        stand(now + soFar);
        String said = "[%s trials ended%s] %s%s  %s"
                .formatted(
                        line.count(), line.left(took()).map(left -> ", " + left).orElse(""), now, soFar, label(trial));
        if (bar.isPresent()) {
            reporter.logOnly(said);
        } else {
            reporter.note(said);
        }
        reporter.detail(committed(trial, epoch));
    }

    /// `trial 3 epoch 2 is committed: 1.52 s, 400015 rows, lr 0.001; train.loss 0.2371, val.auc 0.7012`.
    private static String committed(RunningTrial trial, EpochReport epoch) {
        return "trial %d epoch %d is committed: %.2f s, %d rows, lr %s; %s"
                .formatted(
                        trial.trial().number(),
                        epoch.epoch(),
                        epoch.seconds(),
                        epoch.rows(),
                        epoch.lr(),
                        metrics(epoch.metrics()));
    }

    static String metrics(Map<Metric, Double> metrics) {
        return metrics.entrySet().stream()
                .map(metric -> metric.getKey() + " " + Phrases.metric(metric.getValue()))
                .collect(Collectors.joining(", "));
    }

    @Override
    public void trialEnded(RunningTrial trial, Outcome outcome) {
        long number = trial.trial().number();
        epochsUnderWay.remove(number);
        endedHere.add(number);
        stand(line.latest());
        switch (outcome) {
            case Outcome.Failed(var _, String error, var _) ->
                reporter.problem("trial %d failed (%s): %s".formatted(number, label(trial), error));
            case Outcome.Completed completed -> reporter.detail(completed(number, completed));
            case Outcome.Pruned pruned -> reporter.note(pruned(number, pruned));
        }
    }

    /// `trial 3 is pruned after epoch 2, val.auc 0.7012`.
    private String pruned(long trial, Outcome.Pruned outcome) {
        Metric judged = spec.search()
                .pruning()
                .map(Pruning::metric)
                .orElse(spec.objective().metric());
        return "trial %d is pruned after epoch %d, %s %s"
                .formatted(
                        trial,
                        outcome.epochs(),
                        judged,
                        Phrases.metric(outcome.metrics().getOrDefault(judged, Double.NaN)));
    }

    private static String completed(long trial, Outcome.Completed outcome) {
        return "trial %d is committed: %s after %d epochs, the best was %d; %s; %s"
                .formatted(
                        trial,
                        Phrases.of(outcome.reason()),
                        outcome.epochs(),
                        outcome.bestEpoch(),
                        metrics(outcome.metrics()),
                        outcome.artifacts().stream()
                                .map(file -> file.kind() + " " + file.path())
                                .collect(Collectors.joining(", ")));
    }

    @Override
    public void firstTrialsFailed(String error) {
        reporter.problem("the first trials all fail before their first epoch, so no further one is begun: " + error);
    }

    @Override
    public void trialRetried(RunningTrial trial, Outcome.Failed failure) {
        forget(trial);
        reporter.problem("trial %d failed and is tried again (%s): %s"
                .formatted(trial.trial().number(), label(trial), failure.error()));
    }

    /// Reported for one trial only: the other trials would print the same.
    @Override
    public void lineNotTaken(RunningTrial trial, String printed) {
        String said = "trial %d: %s".formatted(trial.trial().number(), printed);
        if (lineNotTakenTold) {
            reporter.logOnly(said);
        } else {
            lineNotTakenTold = true;
            reporter.problem(said);
        }
    }

    @Override
    public void trialThrew(RunningTrial trial, RuntimeException problem) {
        reporter.trace(problem);
    }

    @Override
    public void trialSkipped(PlannedTrial trial, TrialState state) {
        skipped++;
        stand(line.latest());
        reporter.detail("trial %d had ended before: %s".formatted(trial.number(), Phrases.of(state)));
    }

    @Override
    public void trialPutAside(PlannedTrial trial, String owner) {
        reporter.note(
                "trial %d is run by %s; it is asked for again later".formatted(trial.number(), Owner.inWords(owner)));
    }

    @Override
    public void trialLost(RunningTrial trial) {
        forget(trial);
        reporter.problem("trial %d was taken over by another process"
                .formatted(trial.trial().number()));
    }

    @Override
    public void trialReleased(RunningTrial trial) {
        forget(trial);
        reporter.detail("trial %d is given back, for the next launch"
                .formatted(trial.trial().number()));
    }

    private void forget(RunningTrial trial) {
        epochsUnderWay.remove(trial.trial().number());
        epochsOfEarlierAttempts.remove(trial.trial().number());
    }

    @Override
    public void close() {
        bar.ifPresent(LaunchBar::close);
    }

    /// @return the value of the objective
    private Optional<Double> improve(EpochReport epoch) {
        Optional<Double> value =
                Optional.ofNullable(epoch.metrics().get(spec.objective().metric()));
        value.filter(metric -> best.isEmpty() || spec.objective().goal().better(metric, best.getAsDouble(), 0))
                .ifPresent(metric -> best = OptionalDouble.of(metric));
        return value;
    }

    /// `4/20`; `4` for a program, whose number of epochs is not known.
    private String ofAll(int epoch) {
        OptionalInt all = spec.workload().epochs();
        return all.isPresent() ? epoch + "/" + all.getAsInt() : Integer.toString(epoch);
    }

    /// The units of a trial: its epochs; 1 for a program.
    private int epochs() {
        return spec.workload().epochs().orElse(1);
    }

    /// Units of trials that have ended and of running ones.
    private long done() {
        return (skipped + endedHere.size()) * epochs() + sum(epochsUnderWay);
    }

    /// Empty if the total is not known.
    private int sum(Map<Long, Integer> epochs) {
        return spec.workload().epochs().isEmpty()
                ? 0
                : epochs.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void stand(String latest) {
        long here = done() - skipped * epochs() - sum(epochsOfEarlierAttempts);
        line = new ProgressLine(skipped + endedHere.size(), planned, done(), total(), here, latest);
    }

    private long total() {
        return planned > Long.MAX_VALUE / epochs() ? Long.MAX_VALUE : planned * epochs();
    }

    private Duration took() {
        return Duration.between(began, clock.instant());
    }
}
