package ctrsweep.config;

import ctrsweep.space.Choices;
import ctrsweep.space.Domain;
import ctrsweep.space.Interval;
import ctrsweep.space.Normal;
import ctrsweep.space.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Names what a spec asks for, however it is written.
final class SpecHash {
    private SpecHash() {}

    static String of(SweepSpec spec) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("base", ConfigTree.distinct(spec.base()));
        fields.put("objective", new Value.Text(spec.objective().metric().toString()));
        fields.put("method", new Value.Text(spec.method().toString()));
        fields.put("seed", new Value.Int(spec.seed()));
        fields.put("parameters", parameters(spec.space().domains()));
        return Sha256.of(Json.write(new Value.Fields(fields)));
    }

    /// A list, because the order decides the numbers of a grid's trials.
    private static Value parameters(Map<String, Domain> domains) {
        List<Value> pairs = new ArrayList<>();
        domains.forEach((key, domain) -> pairs.add(new Value.Items(List.of(new Value.Text(key), describe(domain)))));
        return new Value.Items(pairs);
    }

    private static Value describe(Domain domain) {
        return switch (domain) {
            case Choices choices -> new Value.Items(choices.values());
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
