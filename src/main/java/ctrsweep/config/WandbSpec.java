package ctrsweep.config;

import ctrsweep.space.Value;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A sweep file of Weights & Biases, in the words of our specs. All that it lacks is `base`, or `runner`.
///
/// | there | here |
/// |---|---|
/// | `metric` | `objective` |
/// | `run_cap` | `budget.trials` |
/// | `early_terminate: {type: hyperband, min_iter, max_iter, eta}` | `pruner` |
/// | `parameters`, `method`, `name`, `description` | the same |
/// | `program`, `command`, `project`, `entity` and others that say where it runs | left out |
record WandbSpec(Tree.Mapping written, Path file, Problems problems) {
    private static final List<String> ELSEWHERE = List.of(
            "program", "command", "project", "entity", "controller", "imports", "job", "image_uri", "prior_runs");
    private static final List<String> SAME = List.of(
            "base",
            "overrides",
            "runner",
            "method",
            "parameters",
            "description",
            "seed",
            "workers",
            "budget",
            "constraints",
            "repeats",
            "early_stop");

    /// Our own specs have a version; one that has neither a version nor W&B's words is one of ours with a mistake.
    static boolean isOne(Tree.Mapping spec) {
        return !spec.entries().containsKey("version")
                && (spec.entries().containsKey("metric")
                        || spec.entries().containsKey("program")
                        || spec.entries().containsKey("early_terminate")
                        || spec.entries().containsKey("run_cap"));
    }

    Tree.Mapping translated() {
        Map<String, Tree.Entry> ours = new LinkedHashMap<>();
        put(ours, "version", new Value.Int(1));
        put(ours, "name", new Value.Text(nameOfFile()));
        written.entries().forEach((key, entry) -> translate(key, entry, ours));
        return new Tree.Mapping(written.place(), ours);
    }

    private void translate(String key, Tree.Entry entry, Map<String, Tree.Entry> ours) {
        switch (key) {
            case "name" -> ours.put("name", entry);
            case "metric" -> ours.put("objective", objective(entry));
            case "run_cap" -> ours.put("budget", new Tree.Entry(entry.key(), mapping(entry, Map.of("trials", entry))));
            case "early_terminate" -> pruner(entry).ifPresent(pruner -> ours.put("pruner", pruner));
            default -> {
                if (SAME.contains(key)) {
                    ours.put(key, entry);
                } else if (!ELSEWHERE.contains(key)) {
                    problems.add(entry.key(), key, "no such key in a sweep file of W&B");
                }
            }
        }
    }

    /// W&B minimizes unless told otherwise.
    private Tree.Entry objective(Tree.Entry metric) {
        if (!(metric.tree() instanceof Tree.Mapping mapping)) {
            return metric;
        }
        Map<String, Tree.Entry> keys = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> keys.put(key.equals("name") ? "metric" : key, entry));
        keys.putIfAbsent("goal", leaf(metric.key(), new Value.Text("minimize")));
        return new Tree.Entry(metric.key(), mapping(metric, keys));
    }

    private Optional<Tree.Entry> pruner(Tree.Entry early) {
        if (!(early.tree() instanceof Tree.Mapping mapping)) {
            problems.add(early.key(), "early_terminate", "must be keys and values");
            return Optional.empty();
        }
        Map<String, String> names =
                Map.of("type", "name", "min_iter", "min_epochs", "max_iter", "max_epochs", "eta", "eta");
        Map<String, Tree.Entry> keys = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> {
            if (names.containsKey(key)) {
                keys.put(names.getOrDefault(key, key), entry);
            } else if (!List.of("s", "strict").contains(key)) {
                problems.add(entry.key(), "early_terminate." + key, "no such key in a sweep file of W&B");
            }
        });
        return Optional.of(new Tree.Entry(early.key(), mapping(early, keys)));
    }

    private static Tree.Mapping mapping(Tree.Entry at, Map<String, Tree.Entry> entries) {
        return new Tree.Mapping(at.tree().place(), entries);
    }

    private void put(Map<String, Tree.Entry> ours, String key, Value value) {
        ours.put(key, leaf(written.place(), value));
    }

    private static Tree.Entry leaf(Place place, Value value) {
        return new Tree.Entry(place, new Tree.Leaf(place, value));
    }

    private String nameOfFile() {
        return String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
    }
}
