package ctrsweep.sweep;

import ctrsweep.config.Objective;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Ranks the points of a sweep with several objectives by non-dominated sorting (Deb et al. 2002).
///
/// A point dominates another if it is as good by every objective and better by one. Front 1, the Pareto front, holds
/// the points that no other dominates; each further front those that only points of earlier fronts dominate. Ranks
/// follow the fronts, within a front the first objective, then the number. Points with fewer seeds than `repeats`
/// follow, in fronts of their own. A point without a finite value of each objective has no rank.
///
/// @param objectives all of them, the first one first
public record Fronts(List<Objective> objectives, int repeats) {
    public Fronts {
        objectives = List.copyOf(objectives);
    }

    /// Where a point stands.
    ///
    /// @param rank from 1
    /// @param front from 1
    public record Place(int rank, int front) {}

    private record Judged(String point, int seeds, List<Double> losses, long number) {}

    /// @param completed trials that are compared, in any order
    /// @return the place of each point that has one, by [Trial#point]; best first
    public Map<String, Place> places(List<Trial> completed) {
        Map<String, List<Trial>> points = new LinkedHashMap<>();
        completed.stream().filter(this::isMeasured).forEach(trial -> points.computeIfAbsent(
                        trial.point(), _ -> new ArrayList<>())
                .add(trial));
        List<Judged> all = points.entrySet().stream()
                .map(entry -> judged(entry.getKey(), entry.getValue()))
                .toList();
        Map<String, Place> places = new LinkedHashMap<>();
        List<List<Judged>> fronts = new ArrayList<>(fronts(all.stream().filter(point -> point.seeds >= repeats)));
        fronts.addAll(fronts(all.stream().filter(point -> point.seeds < repeats)));
        for (int front = 0; front < fronts.size(); front++) {
            for (Judged point : fronts.get(front)) {
                places.put(point.point, new Place(places.size() + 1, front + 1));
            }
        }
        return places;
    }

    /// In the order of the first objective, no point is dominated by a later one, and a point belongs to the first
    /// front of which no point so far dominates it (Zhang et al. 2015).
    private static List<List<Judged>> fronts(Stream<Judged> points) {
        List<List<Judged>> fronts = new ArrayList<>();
        points.sorted(Fronts::compare).forEach(point -> {
            int front = 0;
            while (front < fronts.size() && fronts.get(front).stream().anyMatch(each -> dominates(each, point))) {
                front++;
            }
            if (front == fronts.size()) {
                fronts.add(new ArrayList<>());
            }
            fronts.get(front).add(point);
        });
        return fronts;
    }

    /// By the losses, the first objective first; then by number.
    private static int compare(Judged one, Judged other) {
        for (int i = 0; i < one.losses.size(); i++) {
            int order = Double.compare(one.losses.get(i), other.losses.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Long.compare(one.number, other.number);
    }

    private static boolean dominates(Judged better, Judged worse) {
        boolean strictly = false;
        for (int i = 0; i < better.losses.size(); i++) {
            double one = better.losses.get(i);
            double other = worse.losses.get(i);
            if (one > other) {
                return false;
            }
            strictly |= one < other;
        }
        return strictly;
    }

    private Judged judged(String point, List<Trial> trials) {
        List<Double> losses = objectives.stream()
                .map(objective -> objective
                        .goal()
                        .loss(trials.stream()
                                .mapToDouble(trial ->
                                        trial.metric(objective.metric()).orElseThrow())
                                .average()
                                .orElseThrow()))
                .toList();
        long first = trials.stream().mapToLong(Trial::number).min().orElseThrow();
        return new Judged(point, trials.size(), losses, first);
    }

    private boolean isMeasured(Trial trial) {
        return objectives.stream().allMatch(objective -> trial.metric(objective.metric())
                .filter(Double::isFinite)
                .isPresent());
    }
}
