package ctrsweep.cli.launch;

import ctrsweep.settings.Experiment;
import ctrsweep.sweep.PlannedTrial;
import ctrsweep.train.TrialShape;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The groups of planned trials that may train in one step.
///
/// @param trials of a sweep that trains
/// @param most trials in one step
public record PlanGroups(List<PlannedTrial> trials, int most) {
    private static final int SHOWN = 8;

    /// `at most 4 of a group: 6 (dnn.hidden_units=[8]), 3 (dnn.hidden_units=[8, 4])`; those that train alone last.
    public String text() {
        Map<Optional<TrialShape>, List<PlannedTrial>> shapes = trials.stream()
                .collect(Collectors.groupingBy(
                        trial -> TrialShape.of((Experiment) trial.config()), LinkedHashMap::new, Collectors.toList()));
        int alone = Optional.ofNullable(shapes.remove(Optional.<TrialShape>empty()))
                .map(List::size)
                .orElse(0);
        if (shapes.isEmpty()) {
            return "none: optimizer.row_wise trains one trial after the other";
        }
        List<List<PlannedTrial>> groups = List.copyOf(shapes.values());
        List<String> names = distinguishing(groups);
        String text = groups.stream()
                .limit(SHOWN)
                .map(group -> told(group, names))
                .collect(Collectors.joining(", ", "at most %d of a group: ".formatted(most), ""));
        String more = groups.size() > SHOWN ? ", and %d groups more".formatted(groups.size() - SHOWN) : "";
        return text + more + (alone > 0 ? "; one after the other: %d (optimizer.row_wise)".formatted(alone) : "");
    }

    private static String told(List<PlannedTrial> group, List<String> names) {
        Map<String, ?> values = group.getFirst().assignment().values();
        String settings = names.stream()
                .filter(values::containsKey)
                .map(name -> name + "=" + values.get(name))
                .collect(Collectors.joining(" "));
        return group.size() + (settings.isEmpty() ? "" : " (" + settings + ")");
    }

    /// The parameters with one value in each group, and several in all.
    private static List<String> distinguishing(List<List<PlannedTrial>> groups) {
        List<PlannedTrial> all = groups.stream().flatMap(List::stream).toList();
        return all.stream()
                .flatMap(trial -> trial.assignment().values().keySet().stream())
                .distinct()
                .filter(name -> values(all, name).size() > 1
                        && groups.stream().allMatch(group -> values(group, name).size() == 1))
                .toList();
    }

    private static Set<Optional<Object>> values(List<PlannedTrial> of, String name) {
        Set<Optional<Object>> values = new HashSet<>();
        of.forEach(trial ->
                values.add(Optional.ofNullable(trial.assignment().values().get(name))));
        return values;
    }
}
