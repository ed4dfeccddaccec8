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
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/// Writes YAML that this program, and any other, reads back the same.
public final class YamlText {
    private YamlText() {}

    static String of(Value.Fields fields) {
        return of(fields, new Plain(options()));
    }

    /// The same for a person to go on with: a list of keys and values has a line for each item.
    public static String lines(Value.Fields fields) {
        return of(fields, new ItemLines(options()));
    }

    private static DumperOptions options() {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setNonPrintableStyle(DumperOptions.NonPrintableStyle.ESCAPE);
        options.setWidth(120);
        return options;
    }

    private static String of(Value.Fields fields, Plain representer) {
        return new org.yaml.snakeyaml.Yaml(representer, options()).dump(java(fields));
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
    private static class Plain extends Representer {
        Plain(DumperOptions options) {
            super(options);
        }

        @Override
        protected Node representSequence(Tag tag, Iterable<?> sequence, DumperOptions.FlowStyle style) {
            return super.representSequence(tag, sequence, DumperOptions.FlowStyle.FLOW);
        }
    }

    /// Writes each item that has keys on a line of its own.
    private static final class ItemLines extends Plain {
        private boolean within;

        ItemLines(DumperOptions options) {
            super(options);
        }

        @Override
        protected Node representSequence(Tag tag, Iterable<?> sequence, DumperOptions.FlowStyle style) {
            if (within || !(sequence.iterator().hasNext() && sequence.iterator().next() instanceof Map)) {
                return super.representSequence(tag, sequence, style);
            }
            within = true;
            SequenceNode node = (SequenceNode) super.representSequence(tag, sequence, style);
            within = false;
            node.setFlowStyle(DumperOptions.FlowStyle.BLOCK);
            return node;
        }

        @Override
        protected Node representMapping(Tag tag, Map<?, ?> mapping, DumperOptions.FlowStyle style) {
            return super.representMapping(tag, mapping, within ? DumperOptions.FlowStyle.FLOW : style);
        }
    }
}
