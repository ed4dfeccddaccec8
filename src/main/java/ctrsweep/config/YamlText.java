package ctrsweep.config;

import ctrsweep.space.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/// Writes YAML that this program, and any other, reads back the same.
final class YamlText {
    private YamlText() {}

    static String of(Value.Fields fields) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(120);
        return new org.yaml.snakeyaml.Yaml(new Plain(options), options).dump(java(fields));
    }

    private static @Nullable Object java(Value value) {
        return switch (value) {
            case Value.Null _ -> null;
            case Value.Bool(boolean truth) -> truth;
            case Value.Int(long number) -> number;
            case Value.Real(double number) -> number;
            case Value.Text(String text) -> text;
            // Never one list for two settings: the library would write the second as an alias of the first.
            case Value.Items(List<Value> items) ->
                items.stream().map(YamlText::java).collect(Collectors.toCollection(ArrayList::new));
            case Value.Fields(Map<String, Value> fields) -> {
                Map<String, Object> map = new LinkedHashMap<>();
                fields.forEach((key, inner) -> map.put(key, java(inner)));
                yield map;
            }
        };
    }

    /// Lists on one line; numbers with a point, so that `1.0E-4` is a number in every version of YAML.
    private static final class Plain extends Representer {
        Plain(DumperOptions options) {
            super(options);
        }

        @Override
        protected Node representSequence(Tag tag, Iterable<?> sequence, DumperOptions.FlowStyle style) {
            return super.representSequence(tag, sequence, DumperOptions.FlowStyle.FLOW);
        }
    }
}
