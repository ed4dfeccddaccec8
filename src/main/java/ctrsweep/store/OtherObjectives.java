package ctrsweep.store;

import ctrsweep.config.Objective;
import ctrsweep.json.Json;
import ctrsweep.metric.Metric;
import ctrsweep.space.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/// The column `sweep.other_objectives`: the objectives after the first, as a list of `{split, name, goal}` in JSON.
final class OtherObjectives {
    private OtherObjectives() {}

    static String write(List<Objective> objectives) {
        return Json.write(Value.Items.of(objectives, objective -> {
            Map<String, Value> fields = new LinkedHashMap<>();
            fields.put("split", new Value.Text(objective.metric().split()));
            fields.put("name", new Value.Text(objective.metric().name()));
            fields.put("goal", new Value.Text(Names.of(objective.goal())));
            return new Value.Fields(fields);
        }));
    }

    static List<Objective> read(String json) {
        return ((Value.Items) Json.read(json))
                .values().stream()
                        .map(item -> read(((Value.Fields) item).values()))
                        .toList();
    }

    private static Objective read(Map<String, Value> fields) {
        return new Objective(
                new Metric(text(fields, "split"), text(fields, "name")),
                Names.goal(text(fields, "goal")),
                OptionalDouble.empty());
    }

    private static String text(Map<String, Value> fields, String key) {
        return Objects.requireNonNull(fields.get(key)).toString();
    }
}
