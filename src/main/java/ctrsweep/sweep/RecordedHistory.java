package ctrsweep.sweep;

import ctrsweep.config.Objective;
import ctrsweep.config.Pruning;
import ctrsweep.config.SweepSpec;
import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.search.Curve;
import ctrsweep.search.History;
import ctrsweep.search.Observation;
import ctrsweep.space.Assignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The trials of a sweep, for samplers that learn and for pruners: read from the log, updated while this
/// launch goes on, and read again whenever another process has written.
final class RecordedHistory implements TrialHistory {
    private final OpenSweep sweep;
    private final SweepLog log;
    private final Goal goal;
    private final Metric objective;
    private final List<Objective> others;
    private final Metric watched;
    private final Goal watchedGoal;
    private final List<List<Observation>> earlier;
    private final SortedMap<Long, TrialProgress> trials = new TreeMap<>();
    private final SortedMap<Long, Curve> curves = new TreeMap<>();
    private final List<Long> seedsThatCompete;
    private PointRecords points;
    private long version = -1;

    RecordedHistory(OpenSweep sweep, SweepSpec spec, SweepLog log) {
        this.sweep = sweep;
        this.log = log;
        objective = spec.objective().metric();
        goal = spec.objective().goal();
        others = spec.otherObjectives();
        watched = spec.search().pruning().map(Pruning::metric).orElse(objective);
        watchedGoal = spec.search().pruning().map(Pruning::goal).orElse(goal);
        earlier = earlier(spec);
        points = newRecords();
        seedsThatCompete = spec.search().seeds().stream().limit(1).toList();
    }

    /// Whether the spec's sampler or pruner needs the history.
    static boolean needed(SweepSpec spec) {
        return spec.search().method().learns() || spec.search().pruning().isPresent();
    }

    /// Epochs are of no use to a sampler if the pruner watches another metric than the objective.
    private PointRecords newRecords() {
        return new PointRecords(goal, others.stream().map(Objective::goal).toList(), watched.equals(objective));
    }

    private List<List<Observation>> earlier(SweepSpec spec) {
        List<List<Observation>> sweeps = new ArrayList<>();
        for (String name : spec.search().warmStart()) {
            PointRecords records = new PointRecords(goal, List.of(), true);
            log.known(sweep, name, objective).forEach(records::put);
            sweeps.add(records.observations());
        }
        return sweeps;
    }

    @Override
    public synchronized Optional<Assignment> assignment(long number) {
        refresh();
        return Optional.ofNullable(trials.get(number)).map(TrialProgress::assignment);
    }

    @Override
    public synchronized List<Assignment> before(long number) {
        refresh();
        return points.before(number);
    }

    @Override
    public synchronized History history() {
        refresh();
        return new History(points.observations(), points.pending(), earlier);
    }

    /// The trials that compete: of repeats, the first.
    synchronized List<Curve> curves() {
        refresh();
        return List.copyOf(curves.values());
    }

    /// The curve of a trial, if it competes.
    synchronized Optional<Curve> competitor(long number) {
        return Optional.ofNullable(curves.get(number));
    }

    synchronized Optional<TrialProgress> trial(long number) {
        refresh();
        return Optional.ofNullable(trials.get(number));
    }

    /// Every trial, by number.
    synchronized List<TrialProgress> trials() {
        refresh();
        return List.copyOf(trials.values());
    }

    /// Reads the log again if another process has changed it.
    private void refresh() {
        long now = log.version();
        if (now != version) {
            version = now;
            trials.clear();
            curves.clear();
            points = newRecords();
            log.known(sweep, watched).forEach(this::put);
        }
    }

    private void put(TrialProgress trial) {
        trials.put(trial.number(), trial);
        points.put(trial);
        if (competes(trial)) {
            curves.put(trial.number(), curve(trial));
        }
    }

    private Curve curve(TrialProgress trial) {
        return new Curve(trial.number(), losses(trial.watched()), standing(trial.state()));
    }

    private boolean competes(TrialProgress trial) {
        return seedsThatCompete.isEmpty() || seedsThatCompete.contains(trial.seed());
    }

    /// A trial that was given back counts as one that runs: it will.
    private static Curve.Standing standing(TrialState state) {
        return switch (state) {
            case WAITING, RUNNING -> Curve.Standing.RUNNING;
            case PRUNED -> Curve.Standing.PRUNED;
            case COMPLETED, FAILED -> Curve.Standing.ENDED;
        };
    }

    synchronized void began(RunningTrial running) {
        PlannedTrial planned = running.trial();
        TrialProgress before = trials.get(planned.number());
        put(new TrialProgress(
                planned.number(),
                planned.assignment(),
                planned.config().seed(),
                TrialState.RUNNING,
                Optional.empty(),
                Optional.empty(),
                before == null ? List.of() : before.watched()));
    }

    /// An attempt that resumes from an earlier one reports that one's epochs again.
    synchronized void epochEnded(RunningTrial running, EpochReport epoch) {
        TrialProgress before = Objects.requireNonNull(trials.get(running.trial().number()));
        double value = epoch.metrics().getOrDefault(watched, Double.NaN);
        if (epoch.epoch() == before.watched().size() + 1 && competes(before)) {
            curves.computeIfPresent(before.number(), (_, curve) -> curve.and(watchedGoal.loss(value)));
        }
        List<Double> values = new ArrayList<>(before.watched());
        while (values.size() < epoch.epoch()) {
            values.add(Double.NaN);
        }
        values.set(epoch.epoch() - 1, value);
        trials.put(
                before.number(),
                new TrialProgress(
                        before.number(),
                        before.assignment(),
                        before.seed(),
                        before.state(),
                        before.stopReason(),
                        before.value(),
                        before.others(),
                        values));
    }

    synchronized void ended(RunningTrial running, Outcome outcome) {
        TrialProgress before = Objects.requireNonNull(trials.get(running.trial().number()));
        put(new TrialProgress(
                before.number(),
                before.assignment(),
                before.seed(),
                outcome.state(),
                Optional.of(outcome.stopReason()),
                Optional.ofNullable(outcome.metrics().get(objective)).filter(Double::isFinite),
                others.stream()
                        .map(other -> outcome.metrics().getOrDefault(other.metric(), Double.NaN))
                        .toList(),
                before.watched()));
    }

    private List<Double> losses(List<Double> values) {
        return values.stream().map(watchedGoal::loss).toList();
    }
}
