package ctrsweep.config;

import ctrsweep.files.Sha256;
import ctrsweep.json.Json;
import ctrsweep.metric.Metric;
import ctrsweep.search.Pruner;
import ctrsweep.search.prune.AshaPruner;
import ctrsweep.search.prune.HyperbandPruner;
import ctrsweep.search.prune.MedianPruner;
import ctrsweep.search.prune.PatiencePruner;
import ctrsweep.search.prune.ThresholdPruner;
import ctrsweep.search.tpe.TpeSettings;
import ctrsweep.space.Assignment;
import ctrsweep.space.Choices;
import ctrsweep.space.Condition;
import ctrsweep.space.Domain;
import ctrsweep.space.Expression;
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
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// The hashes that former versions gave to specs, by which sweeps are known again that were launched with those.
/// The texts are those that records of former versions printed as, whatever the records are called today. It never
/// changes for specs that those versions could read.
final class FormerHash {
    private FormerHash() {}

    static String ofPlan(SweepSpec spec) {
        return Sha256.of(Json.write(new Value.Fields(plan(spec))));
    }

    static String of(SweepSpec spec) {
        Map<String, Value> fields = plan(spec);
        put(fields, "budget", budget(spec.budget()));
        put(fields, "target", target(spec.objective().target()));
        put(fields, "on_failure", onFailure(spec.onFailure()));
        spec.search()
                .pruning()
                .ifPresent(pruning -> put(
                        fields,
                        "pruner",
                        "%s by %s %s".formatted(pruning.name(), metric(pruning.metric()), pruner(pruning.pruner()))));
        return Sha256.of(Json.write(new Value.Fields(fields)));
    }

    private static Map<String, Value> plan(SweepSpec spec) {
        Search search = spec.search();
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("base", ConfigTree.distinct(spec.base()));
        if (spec.workload() instanceof Workload.Running(Program program, Map<String, Value> _)) {
            put(fields, "command", program.command());
            if (!program.written().isEmpty()) {
                fields.put("runner", new Value.Fields(program.written()));
            }
        }
        put(fields, "objective", metric(spec.objective().metric()));
        put(fields, "method", describe(search.method()));
        fields.put("seed", new Value.Int(search.seed()));
        fields.put("parameters", parameters(spec.space().parameters()));
        putIfAny(fields, "constraints", spec.space().constraints());
        putIfAny(
                fields,
                "derived",
                search.derived().entrySet().stream()
                        .map(each -> each.getKey() + "=" + expression(each.getValue()))
                        .toList());
        putIfAny(fields, "seeds", search.seeds());
        putIfAny(
                fields,
                "enqueue",
                search.enqueued().stream().map(FormerHash::point).toList());
        putIfAny(fields, "warm_start", search.warmStart());
        return fields;
    }

    private static String describe(Method method) {
        return switch (method) {
            case Method.Grid _, Method.Random _, Method.Sobol _, Method.Gp _ -> method.name();
            case Method.Tpe(TpeSettings settings) ->
                "Tpe[settings=TpeSettings[startup=%d, candidates=%d]]"
                        .formatted(settings.startup(), settings.candidates().orElse(SpecHash.UNWRITTEN_CANDIDATES));
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
            case Choices choices -> new Value.Items(choices.values());
            case Quantized quantized ->
                quantized.latent() instanceof Interval interval && interval.scale() == Interval.Scale.LINEAR
                        ? describe(new Interval(
                                interval.min(),
                                interval.max(),
                                interval.scale(),
                                Optional.of(quantized.q()),
                                Interval.Kind.REAL))
                        : new Value.Text("none");
            case Interval interval ->
                new Value.Text("%s to %s by %s, %s, %s"
                        .formatted(
                                interval.min().stripTrailingZeros(),
                                interval.max().stripTrailingZeros(),
                                interval.step()
                                        .map(step -> step.stripTrailingZeros().toString())
                                        .orElse("none"),
                                scale(interval.scale()),
                                kind(interval.kind())));
            case Normal normal ->
                new Value.Text("normal %s, %s, %s".formatted(normal.mu(), normal.sigma(), scale(normal.scale())));
        };
    }

    private static String scale(Interval.Scale scale) {
        return switch (scale) {
            case LINEAR -> "LINEAR";
            case LOG -> "LOG";
        };
    }

    private static String kind(Interval.Kind kind) {
        return switch (kind) {
            case WHOLE -> "WHOLE";
            case REAL -> "REAL";
        };
    }

    private static String metric(Metric metric) {
        return metric.split() + "." + metric.name();
    }

    private static String budget(Budget budget) {
        return "Budget[trials=%s, wall=%s, trialWall=%s, failures=%s]"
                .formatted(budget.trials(), budget.wall(), budget.trialWall(), budget.failures());
    }

    private static String target(OptionalDouble target) {
        return target.isPresent() ? "OptionalDouble[" + target.getAsDouble() + "]" : "OptionalDouble.empty";
    }

    private static String onFailure(OnFailure onFailure) {
        String nan =
                switch (onFailure.nan()) {
                    case FAIL -> "FAIL";
                    case KEEP -> "KEEP";
                };
        return "OnFailure[retries=%d, nan=%s]".formatted(onFailure.retries(), nan);
    }

    private static String pruner(Pruner pruner) {
        return switch (pruner) {
            case AshaPruner asha ->
                "AshaPruner[minEpochs=%d, maxEpochs=%d, eta=%d]"
                        .formatted(asha.minEpochs(), asha.maxEpochs(), asha.eta());
            case HyperbandPruner hyperband ->
                "HyperbandPruner[minEpochs=%d, maxEpochs=%d, eta=%d]"
                        .formatted(hyperband.minEpochs(), hyperband.maxEpochs(), hyperband.eta());
            case MedianPruner median ->
                "MedianPruner[startup=%d, warmup=%d, interval=%d]"
                        .formatted(median.startup(), median.warmup(), median.interval());
            case PatiencePruner patience ->
                "PatiencePruner[patience=%d, minDelta=%s]".formatted(patience.patience(), patience.minDelta());
            case ThresholdPruner threshold ->
                "ThresholdPruner[lower=%s, upper=%s, warmup=%d]"
                        .formatted(threshold.lower(), threshold.upper(), threshold.warmup());
            default -> "none";
        };
    }

    private static String point(Assignment point) {
        return point.values().entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue())
                .collect(Collectors.joining(" "));
    }

    private static String expression(Expression expression) {
        return switch (expression) {
            case Expression.Literal(double number) -> "Literal[value=" + number + "]";
            case Expression.Name(String name) -> "Name[name=" + name + "]";
            case Expression.Applied(Expression.Operation operation, List<Expression> operands) ->
                "Applied[operation=%s, operands=%s]"
                        .formatted(
                                operation.name(),
                                operands.stream().map(FormerHash::expression).toList());
        };
    }
}
