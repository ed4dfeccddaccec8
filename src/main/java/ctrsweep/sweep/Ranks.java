package ctrsweep.sweep;

import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Ranks results that no database has ranked, by the same rule: trials that differ in their seed only are one point,
/// which is judged by the mean over those that completed with a finite objective; points with fewer of them than
/// `repeats` follow those that have them all; ties go by the first trial's number.
public record Ranks(Metric objective, Goal goal, int repeats) {

    private record Judged(String point, int seeds, double loss, long number) {}

    /// The same trials in the same order, each with the rank of its point.
    public List<Trial> of(List<Trial> trials) {
        Map<String, Integer> ranks = ranks(trials);
        return trials.stream()
                .map(trial -> trial.ranked(
                        isRanked(trial) ? Optional.ofNullable(ranks.get(trial.point())) : Optional.empty()))
                .toList();
    }

    private Map<String, Integer> ranks(List<Trial> trials) {
        Map<String, List<Trial>> points = new LinkedHashMap<>();
        trials.stream().filter(this::isRanked).forEach(trial -> points.computeIfAbsent(
                        trial.point(), _ -> new ArrayList<>())
                .add(trial));
        List<Judged> order = points.entrySet().stream()
                .map(entry -> judged(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing((Judged point) -> point.seeds < repeats)
                        .thenComparing(Judged::loss)
                        .thenComparing(Judged::number))
                .toList();
        Map<String, Integer> ranks = new HashMap<>();
        order.forEach(point -> ranks.put(point.point, ranks.size() + 1));
        return ranks;
    }

    private Judged judged(String point, List<Trial> trials) {
        double mean = trials.stream()
                .mapToDouble(trial -> trial.metric(objective).orElseThrow())
                .average()
                .orElseThrow();
        long first = trials.stream().mapToLong(Trial::number).min().orElseThrow();
        return new Judged(point, trials.size(), goal.loss(mean), first);
    }

    private boolean isRanked(Trial trial) {
        return trial.state() == TrialState.COMPLETED
                && trial.metric(objective).filter(Double::isFinite).isPresent();
    }
}
