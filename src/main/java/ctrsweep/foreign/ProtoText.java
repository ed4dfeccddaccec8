package ctrsweep.foreign;

import ctrsweep.config.ConfigException;
import ctrsweep.config.PlacedValues;
import ctrsweep.config.SourceFile;
import ctrsweep.space.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads protobuf's text format without knowing the message types.
///
/// A field that is given once has its value; one that is given several times, or as a list, has [Value.Items].
/// Strings and names of enums are [Value.Text], and so are `inf` and `nan`. Extensions and `Any` are refused.
final class ProtoText {
    private static final int DEEPEST = 100;

    private final ProtoTokens tokens;
    private int depth;

    /// A message, a list or a scalar, and where it begins.
    private sealed interface Node {
        String place();
    }

    private record Scalar(String place, Value value) implements Node {}

    private record Listing(String place, List<Node> items) implements Node {}

    private record Message(String place, List<Field> fields) implements Node {}

    private record Field(String name, Node node) {}

    private ProtoText(ProtoTokens tokens) {
        this.tokens = tokens;
    }

    /// @throws ConfigException with the place of what cannot be read
    static PlacedValues read(SourceFile source) {
        ProtoTokens tokens = new ProtoTokens(source.name(), source.text());
        Message message = new ProtoText(tokens).message(tokens.place(), "");
        Map<String, String> places = new LinkedHashMap<>();
        return new PlacedValues(source.name(), fields("", message, places), places);
    }

    /// @param end what closes the message; empty: the end of the file
    private Message message(String place, String end) {
        if (++depth > DEEPEST) {
            throw tokens.problem("messages are nested more than %d deep".formatted(DEEPEST));
        }
        List<Field> fields = new ArrayList<>();
        while (!tokens.isNext(end)) {
            if (tokens.isAtEnd()) {
                throw tokens.problem(
                        "the file ends within the message that begins at " + place + "; it needs a " + end);
            }
            fields.add(field());
            if (!tokens.skip(";")) {
                tokens.skip(",");
            }
        }
        tokens.skip(end);
        depth--;
        return new Message(place, fields);
    }

    private Field field() {
        if (tokens.isNext("[")) {
            throw tokens.problem("extensions and Any messages are not read");
        }
        String name = tokens.name("the name of a field");
        boolean colon = tokens.skip(":");
        if (!colon && !tokens.isNext("{") && !tokens.isNext("<") && !tokens.isNext("[")) {
            throw tokens.problem("%s needs a : and a value, or a message in braces".formatted(name));
        }
        return new Field(name, tokens.isNext("[") ? listing() : value());
    }

    private Listing listing() {
        String place = tokens.place();
        tokens.skip("[");
        List<Node> items = new ArrayList<>();
        while (!tokens.skip("]")) {
            if (!items.isEmpty() && !tokens.skip(",")) {
                throw tokens.problem("items of a list stand between commas, and ] ends it");
            }
            items.add(value());
        }
        return new Listing(place, items);
    }

    private Node value() {
        String place = tokens.place();
        if (tokens.skip("{")) {
            return message(place, "}");
        }
        if (tokens.skip("<")) {
            return message(place, ">");
        }
        return new Scalar(place, tokens.scalar());
    }

    private static Value.Fields fields(String path, Message message, Map<String, String> places) {
        places.put(path, message.place());
        Map<String, List<Node>> byName = new LinkedHashMap<>();
        message.fields().forEach(field -> byName.computeIfAbsent(field.name(), _ -> new ArrayList<>())
                .add(field.node()));
        Map<String, Value> values = new LinkedHashMap<>();
        byName.forEach((name, nodes) -> values.put(name, value(PlacedValues.path(path, name), nodes, places)));
        return new Value.Fields(values);
    }

    private static Value value(String path, List<Node> nodes, Map<String, String> places) {
        places.put(path, nodes.getFirst().place());
        if (nodes.size() == 1 && !(nodes.getFirst() instanceof Listing)) {
            return value(path, nodes.getFirst(), places);
        }
        List<Value> items = new ArrayList<>();
        for (Node node : nodes) {
            for (Node item : node instanceof Listing listing ? listing.items() : List.of(node)) {
                items.add(value(PlacedValues.path(path, items.size()), item, places));
            }
        }
        return new Value.Items(items);
    }

    private static Value value(String path, Node node, Map<String, String> places) {
        places.put(path, node.place());
        return switch (node) {
            case Scalar scalar -> scalar.value();
            case Message message -> fields(path, message, places);
            case Listing listing -> value(path, List.of(listing), places);
        };
    }
}
