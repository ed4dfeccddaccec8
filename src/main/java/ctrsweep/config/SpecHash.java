package ctrsweep.config;

import ctrsweep.files.Sha256;
import ctrsweep.json.Json;
import ctrsweep.search.Belief;
import ctrsweep.space.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Names what a spec asks for, however it is written: the SHA-256 of canonical JSON of named fields, which no name
/// of a class or a component decides. What a spec leaves out leaves no trace, so that a key that comes later leaves
/// the hashes of older specs alone.
final class SpecHash {
    /// Stands for the number of TPE's candidates where the spec does not give one: the default of the first versions.
    static final int UNWRITTEN_CANDIDATES = 24;

    private SpecHash() {}

    static String ofPlan(SweepSpec spec) {
        return Sha256.of(Json.write(new Value.Fields(plan(spec))));
    }

    static String of(SweepSpec spec) {
        Map<String, Value> fields = plan(spec);
        putIfAny(fields, "budget", budget(spec.budget()));
        spec.objective().target().ifPresent(target -> fields.put("target", new Value.Real(target)));
        fields.put(
                "on_failure",
                fields(
                        "retries",
                        new Value.Int(spec.onFailure().retries()),
                        "nan",
                        text(nan(spec.onFailure().nan()))));
        spec.search().pruning().ifPresent(pruning -> fields.put("pruner", PrunerFields.of(pruning)));
        return Sha256.of(Json.write(new Value.Fields(fields)));
    }

    private static Map<String, Value> plan(SweepSpec spec) {
        Search search = spec.search();
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("base", ConfigTree.distinct(spec.base()));
        if (spec.workload() instanceof Workload.Running(Program program, Map<String, Value> _)) {
            fields.put("command", texts(program.command().stream()));
            putIfAny(fields, "runner", new Value.Fields(program.written()));
        }
        fields.put("objective", text(spec.objective().metric().toString()));
        putIfAny(
                fields,
                "other_objectives",
                texts(spec.otherObjectives().stream().map(other -> other.goal() + " " + other.metric())));
        fields.put("method", method(search.method()));
        fields.put("seed", new Value.Int(search.seed()));
        fields.put("parameters", SpaceFields.parameters(spec.space().parameters()));
        putIfAny(
                fields, "constraints", texts(spec.space().constraints().stream().map(Object::toString)));
        Map<String, Value> derived = new LinkedHashMap<>();
        search.derived().forEach((name, expression) -> derived.put(name, SpaceFields.of(expression)));
        putIfAny(fields, "derived", new Value.Fields(derived));
        putIfAny(fields, "seeds", items(search.seeds().stream().map(Value.Int::new)));
        putIfAny(fields, "enqueue", items(search.enqueued().stream().map(point -> new Value.Fields(point.values()))));
        putIfAny(fields, "warm_start", texts(search.warmStart().stream()));
        return fields;
    }

    private static Value method(Method method) {
        return switch (method) {
            case Method.Grid _, Method.Random _, Method.Sobol _ -> text(method.name());
            case Method.Gp(Map<String, Belief> prior) -> prior.isEmpty() ? text("gp") : gp(prior);
            case Method.Tpe(var settings) ->
                fields(
                        "name", text("tpe"),
                        "startup", new Value.Int(settings.startup()),
                        "candidates", new Value.Int(settings.candidates().orElse(UNWRITTEN_CANDIDATES)));
        };
    }

    private static Value gp(Map<String, Belief> prior) {
        Map<String, Value> beliefs = new LinkedHashMap<>();
        prior.forEach((key, belief) -> beliefs.put(
                key,
                fields("around", belief.around(), "sure", text(belief.sure().name()))));
        return fields("name", text("gp"), "prior", new Value.Fields(beliefs));
    }

    private static Value.Fields budget(Budget budget) {
        Map<String, Value> fields = new LinkedHashMap<>();
        budget.trials().ifPresent(trials -> fields.put("trials", new Value.Int(trials)));
        budget.wall().ifPresent(wall -> fields.put("wall_seconds", new Value.Int(wall.toSeconds())));
        budget.trialWall().ifPresent(wall -> fields.put("trial_wall_seconds", new Value.Int(wall.toSeconds())));
        budget.failures().ifPresent(failures -> fields.put("failures", new Value.Int(failures)));
        return new Value.Fields(fields);
    }

    private static String nan(NanPolicy policy) {
        return switch (policy) {
            case FAIL -> "fail";
            case KEEP -> "keep";
        };
    }

    static Value text(String text) {
        return new Value.Text(text);
    }

    private static Value.Items texts(Stream<String> texts) {
        return items(texts.map(SpecHash::text));
    }

    private static Value.Items items(Stream<? extends Value> items) {
        return new Value.Items(List.copyOf(items.toList()));
    }

    /// @param pairs a key, its value, the next key ...
    static Value.Fields fields(Object... pairs) {
        Map<String, Value> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put((String) pairs[i], (Value) pairs[i + 1]);
        }
        return new Value.Fields(fields);
    }

    private static void putIfAny(Map<String, Value> fields, String key, Value value) {
        Optional.of(value)
                .filter(held -> !(held instanceof Value.Items(List<Value> items) && items.isEmpty()))
                .filter(held -> !(held instanceof Value.Fields(Map<String, Value> inner) && inner.isEmpty()))
                .ifPresent(held -> fields.put(key, held));
    }
}
