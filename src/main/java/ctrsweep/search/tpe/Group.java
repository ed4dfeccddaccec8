package ctrsweep.search.tpe;

import ctrsweep.space.Condition;
import ctrsweep.space.Parameter;
import ctrsweep.space.Space;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Parameters with the same condition, which are all active or all inactive.
///
/// @param constraints the constraints of the space that can be evaluated once this group has values, but not before
record Group(List<String> keys, List<Axis> axes, List<Condition> constraints) {

    /// The groups of a space, each after the groups that its condition names.
    static List<Group> of(Space space) {
        Map<Optional<Condition>, List<String>> members = new LinkedHashMap<>();
        Map<String, Parameter> parameters = space.parameters();
        for (String key : space.order()) {
            Optional<Condition> when = Optional.ofNullable(parameters.get(key)).flatMap(Parameter::when);
            members.computeIfAbsent(when, _ -> new ArrayList<>()).add(key);
        }
        List<Group> groups = new ArrayList<>();
        Set<String> open = new HashSet<>(parameters.keySet());
        List<Condition> pending = new ArrayList<>(space.constraints());
        for (List<String> keys : members.values()) {
            keys.forEach(open::remove);
            List<Condition> decided = pending.stream()
                    .filter(constraint ->
                            constraint.names(space::isName).stream().noneMatch(open::contains))
                    .toList();
            pending.removeAll(decided);
            groups.add(of(space, keys, decided));
        }
        return groups;
    }

    private static Group of(Space space, List<String> keys, List<Condition> constraints) {
        List<Axis> axes = keys.stream().map(space.domains()::get).map(Axis::of).toList();
        return new Group(List.copyOf(keys), axes, constraints);
    }
}
