package ctrsweep.config;

import ctrsweep.metric.Metric;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads `objectives`: two or three, each a name, as `val.auc`, or keys, as `{metric: cost, goal: minimize}`.
final class ObjectivesReader {
    private static final int MOST = 3;
    private static final String RULE = "must be a list of two or three objectives, as [val.auc, seconds]";

    private ObjectivesReader() {}

    /// @return at least one; after problems they stand in for the right ones
    static List<Objective> read(Section spec, WorkloadReader subjects) {
        Tree written = spec.entry("objectives").orElseThrow().tree();
        List<Section> sections = new ArrayList<>();
        if (written instanceof Tree.Listing(Place _, List<Tree> items)) {
            items.forEach(item -> sections.add(section(item, spec.problems())));
        }
        if (!spec.valid("objectives", sections.size() > 1 && sections.size() <= MOST, RULE)) {
            return List.of(subjects.objective(new ObjectiveReader(empty(written.place(), spec.problems()))));
        }
        List<Objective> objectives = new ArrayList<>();
        objectives.add(first(sections.getFirst(), subjects));
        Set<Metric> metrics = new HashSet<>(Set.of(objectives.getFirst().metric()));
        for (Section section : sections.subList(1, sections.size())) {
            Objective other = subjects.otherObjective(new ObjectiveReader(section));
            section.valid("metric", metrics.add(other.metric()), "is there twice: " + other.metric());
            objectives.add(other);
        }
        return objectives;
    }

    private static Objective first(Section section, WorkloadReader subjects) {
        section.valid(
                "target", section.entry("target").isEmpty(), "does not go with objectives: the budget ends the sweep");
        boolean figure = section.entry("metric")
                .filter(entry -> entry.tree() instanceof Tree.Leaf leaf
                        && TrialFigure.NAMES.contains(leaf.value().toString()))
                .isPresent();
        if (figure) {
            section.valid(
                    "metric",
                    false,
                    "cannot come first: the first objective chooses the best epochs, so it is measured after each");
            return subjects.objective(new ObjectiveReader(empty(section.place(), section.problems())));
        }
        return subjects.objective(new ObjectiveReader(section));
    }

    private static Section section(Tree item, Problems problems) {
        return item instanceof Tree.Mapping mapping
                ? new Section("objectives", mapping, problems)
                : new Section(
                        "objectives",
                        new Tree.Mapping(item.place(), Map.of("metric", new Tree.Entry(item.place(), item))),
                        problems);
    }

    private static Section empty(Place place, Problems problems) {
        return new Section("objectives", new Tree.Mapping(place, Map.of()), problems);
    }
}
