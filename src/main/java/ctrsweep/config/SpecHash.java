package ctrsweep.config;

import ctrsweep.space.Choices;
import ctrsweep.space.Condition;
import ctrsweep.space.Domain;
import ctrsweep.space.Interval;
import ctrsweep.space.Normal;
import ctrsweep.space.Parameter;
import ctrsweep.space.Quantized;
import ctrsweep.space.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Names what a spec asks for, however it is written. What a spec leaves out leaves no trace, so that specs of
/// former versions keep their names.
final class SpecHash {
    private SpecHash() {}

    static String ofPlan(SweepSpec spec) {
        return Sha256.of(Json.write(new Value.Fields(plan(spec))));
    }

    static String of(SweepSpec spec) {
        Map<String, Value> fields = plan(spec);
        put(fields, "budget", spec.budget());
        put(fields, "target", spec.objective().target());
        put(fields, "on_failure", spec.onFailure());
        spec.search().pruning().ifPresent(pruning -> put(fields, "pruner", pruning + " " + pruning.pruner()));
        return Sha256.of(Json.write(new Value.Fields(fields)));
    }

    private static Map<String, Value> plan(SweepSpec spec) {
        Search search = spec.search();
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("base", ConfigTree.distinct(spec.base()));
        if (spec.subject() instanceof Subject.Running(Program program, Map<String, Value> _)) {
            put(fields, "command", program.command());
        }
        put(fields, "objective", spec.objective().metric());
        put(fields, "method", describe(search.method()));
        fields.put("seed", new Value.Int(search.seed()));
        fields.put("parameters", parameters(spec.space().parameters()));
        putIfAny(fields, "constraints", spec.space().constraints());
        putIfAny(fields, "derived", search.derived().entrySet());
        putIfAny(fields, "seeds", search.seeds());
        putIfAny(fields, "enqueue", search.enqueued());
        putIfAny(fields, "warm_start", search.warmStart());
        return fields;
    }

    private static String describe(Method method) {
        return switch (method) {
            case Method.Grid _, Method.Random _, Method.Sobol _ -> method.name();
            case Method.Tpe tpe -> tpe.toString();
        };
    }

    private static void put(Map<String, Value> fields, String key, Object what) {
        fields.put(key, new Value.Text(what.toString()));
    }

    private static void putIfAny(Map<String, Value> fields, String key, Collection<?> what) {
        if (!what.isEmpty()) {
            put(fields, key, what);
        }
    }

    /// A list, because the order decides the numbers of a grid's trials.
    private static Value parameters(Map<String, Parameter> parameters) {
        List<Value> pairs = new ArrayList<>();
        parameters.forEach((key, parameter) -> {
            List<Value> parts = new ArrayList<>(List.of(new Value.Text(key), describe(parameter.domain())));
            parameter.when().map(Condition::toString).map(Value.Text::new).ifPresent(parts::add);
            pairs.add(new Value.Items(parts));
        });
        return new Value.Items(pairs);
    }

    private static Value describe(Domain domain) {
        return switch (domain) {
            case Choices choices when choices.weights().isEmpty() -> new Value.Items(choices.values());
            case Choices choices ->
                new Value.Fields(Map.of(
                        "values", new Value.Items(choices.values()),
                        "probabilities", new Value.Text(choices.weights().toString())));
            case Quantized quantized ->
                new Value.Fields(Map.of(
                        "of", describe(quantized.latent()),
                        "q", new Value.Text(quantized.q().stripTrailingZeros().toString()),
                        "kind", new Value.Text(quantized.kind().name())));
            case Interval interval ->
                new Value.Text("%s to %s by %s, %s, %s"
                        .formatted(
                                interval.min().stripTrailingZeros(),
                                interval.max().stripTrailingZeros(),
                                interval.step()
                                        .map(step -> step.stripTrailingZeros().toString())
                                        .orElse("none"),
                                interval.scale(),
                                interval.kind()));
            case Normal normal ->
                new Value.Text("normal %s, %s, %s".formatted(normal.mu(), normal.sigma(), normal.scale()));
        };
    }
}
