package ctrsweep.config;

import ctrsweep.space.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A sweep file of Weights & Biases, in the words of our specs. [WandbKeys] has each of its keys; none is passed over
/// without a reason.
///
/// Without `base` and `runner`, what `program` and `command` say is run ([WandbCommand]).
final class WandbSpec {
    private final Tree.Mapping written;
    private final Path file;
    private final Problems problems;
    private final List<String> notes = new ArrayList<>();

    WandbSpec(Tree.Mapping written, Path file, Problems problems) {
        this.written = written;
        this.file = file;
        this.problems = problems;
    }

    /// Our own specs have a version; one that has neither a version nor W&B's words is one of ours with a mistake.
    static boolean isOne(Tree.Mapping spec) {
        return !spec.entries().containsKey("version")
                && (spec.entries().containsKey("metric")
                        || spec.entries().containsKey("program")
                        || spec.entries().containsKey("early_terminate")
                        || spec.entries().containsKey("run_cap"));
    }

    Tree.Mapping translated() {
        problems.callKeys(this::keyOfTheFile);
        Map<String, Tree.Entry> ours = new LinkedHashMap<>();
        put(ours, "version", new Value.Int(1));
        put(ours, "name", new Value.Text(nameOfFile()));
        written.entries().forEach((key, entry) -> translate(key, entry, ours));
        if (!has("base") && !has("runner") && (has("program") || has("command"))) {
            ours.put("runner", new WandbCommand(written, problems).runner());
        }
        if (!has("metric") && ours.containsKey("runner")) {
            problems.add(written.place(), "metric", "is needed to rank the trials, as {name: loss, goal: minimize}");
        }
        return new Tree.Mapping(written.place(), ours);
    }

    /// Notes on how the file was understood.
    List<String> notes() {
        return List.copyOf(notes);
    }

    /// The file's name for one of our keys.
    private String keyOfTheFile(String ours) {
        return switch (ours) {
            case "objective.metric" -> "metric.name";
            case "budget.trials" -> has("budget") ? ours : "run_cap";
            case "runner", "runner.command" -> has("runner") ? ours : "command";
            default ->
                ours.replaceFirst("^objective(?=\\.|$)", "metric").replaceFirst("^pruner(?=\\.|$)", "early_terminate");
        };
    }

    private boolean has(String key) {
        return written.entries().containsKey(key);
    }

    private void translate(String key, Tree.Entry entry, Map<String, Tree.Entry> ours) {
        WandbKeys.Fate fate = WandbKeys.OUTERMOST.get(key);
        switch (fate) {
            case null -> problems.add(entry.key(), key, "no such key in a sweep file of W&B");
            case WandbKeys.Fate.Same _ -> ours.put(key, entry);
            case WandbKeys.Fate.WithoutMeaning _ -> {}
            case WandbKeys.Fate.Refused(String why) -> problems.add(entry.key(), key, why);
            case WandbKeys.Fate.Translated _ -> translated(key, entry, ours);
        }
    }

    private void translated(String key, Tree.Entry entry, Map<String, Tree.Entry> ours) {
        switch (key) {
            case "name" -> ours.put("name", entry);
            case "method" -> ours.put("method", method(entry));
            case "metric" -> ours.put("objective", objective(entry));
            case "run_cap" -> runCap(entry, ours);
            case "early_terminate" -> pruner(entry).ifPresent(pruner -> ours.put("pruner", pruner));
            default -> {}
        }
    }

    private void runCap(Tree.Entry entry, Map<String, Tree.Entry> ours) {
        if (has("budget")) {
            problems.add(entry.key(), "run_cap", "does not go with budget: write budget: {trials: ...} alone");
        } else {
            ours.put("budget", new Tree.Entry(entry.key(), mapping(entry, Map.of("trials", entry))));
        }
    }

    private Tree.Entry method(Tree.Entry method) {
        if (!(method.tree() instanceof Tree.Leaf(Place place, Value name))) {
            return method;
        }
        switch (name.toString()) {
            case "bayes" -> {
                notes.add("method bayes of W&B is run as gp: both model results by a Gaussian process");
                return new Tree.Entry(method.key(), new Tree.Leaf(place, new Value.Text("gp")));
            }
            case "custom" -> {
                problems.add(place, "method", "custom is a search of the user's own; there are grid, random, bayes");
                return new Tree.Entry(method.key(), new Tree.Leaf(place, new Value.Text("random")));
            }
            default -> {
                return method;
            }
        }
    }

    /// W&B minimizes unless told otherwise, and takes failed runs for the worst, as tpe does.
    private Tree.Entry objective(Tree.Entry metric) {
        if (!(metric.tree() instanceof Tree.Mapping mapping)) {
            return metric;
        }
        Map<String, Tree.Entry> keys = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> {
            switch (key) {
                case "name" -> keys.put("metric", entry);
                case "goal", "target" -> keys.put(key, entry);
                case "impute" -> only("worst", "metric.impute", entry, "failed runs always count as the worst here");
                case "impute_while_running" ->
                    only("false", "metric.impute_while_running", entry, "only trials that ended are learnt from here");
                default -> problems.add(entry.key(), "metric." + key, "no such key in a sweep file of W&B");
            }
        });
        if (!keys.containsKey("metric")) {
            problems.add(metric.tree().place(), "metric", "needs name, as loss");
            keys.put("metric", leaf(metric.key(), new Value.Text("val.loss")));
        }
        keys.putIfAbsent("goal", leaf(metric.key(), new Value.Text("minimize")));
        return new Tree.Entry(metric.key(), mapping(metric, keys));
    }

    private void only(String meant, String key, Tree.Entry entry, String why) {
        if (!Tree.orNull(entry.tree()).toString().equals(meant)) {
            problems.add(entry.tree().place(), key, why + ": leave it out, or write " + meant);
        }
    }

    private Optional<Tree.Entry> pruner(Tree.Entry early) {
        if (!(early.tree() instanceof Tree.Mapping mapping)) {
            problems.add(early.key(), "early_terminate", "must be keys and values");
            return Optional.empty();
        }
        mapping.entries().forEach((key, entry) -> {
            if (!WandbKeys.EARLY_TERMINATE.containsKey(key)) {
                problems.add(entry.key(), "early_terminate." + key, "no such key in a sweep file of W&B");
            }
        });
        WandbBands bands = new WandbBands(new Section("early_terminate", mapping, problems));
        notes.addAll(bands.notes());
        return bands.read().map(values -> new Tree.Entry(early.key(), keys(early, values)));
    }

    private static Tree.Mapping keys(Tree.Entry at, Map<String, Value> values) {
        Map<String, Tree.Entry> entries = new LinkedHashMap<>();
        Place place = at.tree().place();
        values.forEach((key, value) -> entries.put(
                key,
                value instanceof Value.Items(List<Value> items)
                        ? new Tree.Entry(
                                place,
                                new Tree.Listing(
                                        place,
                                        items.stream()
                                                .<Tree>map(item -> new Tree.Leaf(place, item))
                                                .toList()))
                        : leaf(place, value)));
        return mapping(at, entries);
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
