package ctrsweep.cli.launch;

import ctrsweep.settings.Experiment;
import ctrsweep.sweep.PlannedTrial;
import ctrsweep.train.TrialShape;
import java.util.ArrayList;
import java.util.Collection;
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
        Map<Optional<TrialShape>, List<PlannedTrial>> groups = trials.stream()
                .collect(Collectors.groupingBy(
                        trial -> TrialShape.of((Experiment) trial.config()), LinkedHashMap::new, Collectors.toList()));
        List<String> shared = distinguishing(groups.values());
        List<String> told = new ArrayList<>();
        groups.entrySet().stream()
                .filter(group -> group.getKey().isPresent())
                .map(group -> told(group.getValue(), shared))
                .forEach(told::add);
        String text = "at most %d of a group: %s"
                .formatted(most, told.stream().limit(SHOWN).collect(Collectors.joining(", ")));
        String more = told.size() > SHOWN ? ", and %d groups more".formatted(told.size() - SHOWN) : "";
        String alone = Optional.ofNullable(groups.get(Optional.<TrialShape>empty()))
                .map(trials -> "; one after the other: " + told(trials, shared))
                .orElse("");
        return told.isEmpty() ? "none: optimizer.row_wise trains one trial after the other" : text + more + alone;
    }

    private static String told(List<PlannedTrial> group, List<String> shared) {
        Map<String, ?> values = group.getFirst().assignment().values();
        String settings = shared.stream()
                .filter(values::containsKey)
                .map(name -> name + "=" + values.get(name))
                .collect(Collectors.joining(" "));
        return group.size() + (settings.isEmpty() ? "" : " (" + settings + ")");
    }

    /// The parameters with one value in each group, and several in all.
    private List<String> distinguishing(Collection<List<PlannedTrial>> groups) {
        return trials.getFirst().assignment().values().keySet().stream()
                .filter(name -> values(trials, name).size() > 1
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
