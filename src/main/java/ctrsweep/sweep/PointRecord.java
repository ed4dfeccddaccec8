package ctrsweep.sweep;

import ctrsweep.metric.Goal;
import ctrsweep.search.Observation;
import ctrsweep.space.Assignment;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// The results of one point's trials, repeats included.
final class PointRecord {
    private final Assignment assignment;
    private final Goal goal;
    private final List<Goal> otherGoals;
    private final boolean watchesObjective;
    private final SortedMap<Long, TrialProgress> trials = new TreeMap<>();
    private Optional<Observation> observation = Optional.empty();

    PointRecord(Assignment assignment, Goal goal, List<Goal> otherGoals, boolean watchesObjective) {
        this.assignment = assignment;
        this.goal = goal;
        this.otherGoals = otherGoals;
        this.watchesObjective = watchesObjective;
    }

    Assignment assignment() {
        return assignment;
    }

    long firstNumber() {
        return trials.firstKey();
    }

    void put(TrialProgress trial) {
        trials.put(trial.number(), trial);
        Optional<Observation> now = observe();
        observation = now.equals(observation) ? observation : now;
    }

    /// The mean over the trials that were completed; without one, what a pruned trial had come to; without that,
    /// the worst there is if the point made a trial fail. The same object until it changes.
    Optional<Observation> observation() {
        return observation;
    }

    /// Whether a trial runs or waits, and there is no result yet.
    boolean isPending() {
        return observation.isEmpty()
                && trials.values().stream()
                        .anyMatch(trial -> trial.state() == TrialState.RUNNING || trial.state() == TrialState.WAITING);
    }

    private Optional<Observation> observe() {
        double sum = 0;
        double[] sums = new double[otherGoals.size()];
        int completed = 0;
        Optional<Observation> other = Optional.empty();
        for (TrialProgress trial : trials.values()) {
            switch (trial.state()) {
                case COMPLETED -> {
                    if (isMeasured(trial)) {
                        for (int i = 0; i < sums.length; i++) {
                            sums[i] += otherGoals.get(i).loss(trial.others().get(i));
                        }
                        sum += goal.loss(trial.value().get());
                        completed++;
                    }
                }
                case PRUNED ->
                    other = Optional.of(new Observation(
                            assignment,
                            trial.value().map(goal::loss).orElse(Double.POSITIVE_INFINITY),
                            OptionalInt.of(trial.watched().size()),
                            losses(trial)));
                case FAILED -> {
                    if (other.isEmpty() && trial.stopReason().equals(Optional.of(StopReason.NAN))) {
                        other = Optional.of(new Observation(assignment, Double.POSITIVE_INFINITY));
                    }
                }
                case WAITING, RUNNING -> {}
            }
        }
        if (completed == 0) {
            return other;
        }
        int trialsOf = completed;
        List<Double> others =
                Arrays.stream(sums).mapToObj(each -> each / trialsOf).toList();
        return Optional.of(new Observation(assignment, sum / completed, others, OptionalInt.empty(), meanLosses()));
    }

    /// Whether the trial has a finite value of each objective.
    private boolean isMeasured(TrialProgress trial) {
        return trial.value().isPresent()
                && trial.others().size() == otherGoals.size()
                && trial.others().stream().allMatch(Double::isFinite);
    }

    /// The mean of the completed trials after each epoch that all of them have.
    private List<Double> meanLosses() {
        List<List<Double>> all = trials.values().stream()
                .filter(trial -> trial.state() == TrialState.COMPLETED && isMeasured(trial))
                .map(this::losses)
                .toList();
        int epochs = all.stream().mapToInt(List::size).min().orElse(0);
        return IntStream.range(0, epochs)
                .mapToObj(epoch -> all.stream()
                        .mapToDouble(losses -> losses.get(epoch))
                        .average()
                        .orElseThrow())
                .toList();
    }

    private List<Double> losses(TrialProgress trial) {
        return watchesObjective ? trial.watched().stream().map(goal::loss).toList() : List.of();
    }
}
