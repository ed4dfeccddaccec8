package ctrsweep.config;

import ctrsweep.settings.PlainScalar;
import ctrsweep.space.Numeral;
import ctrsweep.space.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/// Reads YAML text into a [Tree]. Words are read by [PlainScalar], not by YAML 1.1.
///
/// Refused: a key given twice, a part that contains itself, tags other than YAML's core ones, and aliases that blow a
/// small file up.
final class Yaml {
    private static final Tag PLAIN = new Tag("plain");
    private static final int MOST_PARTS = 100_000;

    private final Function<@Nullable Mark, Place> places;
    private final Problems problems;
    private final Set<Node> ancestors = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<String> path = new ArrayDeque<>();
    private int parts;

    private Yaml(Function<@Nullable Mark, Place> places, Problems problems) {
        this.places = places;
        this.problems = problems;
    }

    /// @param file its name, for messages
    /// @return empty when the text holds no document
    /// @throws ConfigException when the text cannot be parsed at all; lesser problems are added to `problems`
    static Optional<Tree> ofFile(String file, String text, Problems problems) {
        Function<@Nullable Mark, Place> places = mark -> mark == null
                ? new Place.AtomicFile(file)
                : new Place.InFile(file, mark.getLine() + 1, mark.getColumn() + 1);
        return new Yaml(places, problems).read(text);
    }

    /// The value of a setting given on the command line.
    static Optional<Tree> ofCommandLine(Place.CommandLine place, String text, Problems problems) {
        return new Yaml(mark -> place, problems).read(text);
    }

    private Optional<Tree> read(String text) {
        LoaderOptions options = new LoaderOptions();
        try {
            StreamReader reader = new StreamReader(text);
            Node root = new Composer(new ParserImpl(reader, options), new PlainWords(), options).getSingleNode();
            return root == null ? Optional.empty() : Optional.of(tree(root));
        } catch (MarkedYAMLException e) {
            throw Problems.only(
                    places.apply(e.getProblemMark()),
                    "cannot be read as YAML: " + (e.getContext() == null ? "" : e.getContext() + ", ")
                            + e.getProblem());
        } catch (ReaderException e) {
            throw Problems.only(
                    places.apply(null),
                    "cannot be read as YAML: it holds the control character U+%04X".formatted(e.getCodePoint()));
        } catch (YAMLException e) {
            throw Problems.only(places.apply(null), "cannot be read as YAML: " + e.getMessage());
        }
    }

    private Tree tree(Node node) {
        Place place = places.apply(node.getStartMark());
        if (++parts > MOST_PARTS) {
            throw Problems.only(place, "its aliases make more than " + MOST_PARTS + " parts of it");
        }
        if (!ancestors.add(node)) {
            throw Problems.only(place, "contains itself");
        }
        try {
            return switch (node) {
                case ScalarNode scalar -> scalar(place, scalar);
                case SequenceNode sequence -> listing(place, sequence);
                case MappingNode mapping -> mapping(place, mapping);
                default -> throw new IllegalStateException("a node of no known kind: " + node.getNodeId());
            };
        } finally {
            ancestors.remove(node);
        }
    }

    private Tree scalar(Place place, ScalarNode node) {
        Optional<CoreTag> core = CoreTag.of(node.getTag());
        if (core.isPresent()) {
            return leaf(place, core.get().read(node.getValue(), message -> problem(place, message)));
        }
        refuseTag(place, node, PLAIN);
        if (node.getTag().equals(PLAIN) && Numeral.isTooLong(node.getValue())) {
            problem(
                    place,
                    "%s is beyond the largest whole number, %d; a real one is written with an exponent: %s"
                            .formatted(node.getValue(), Long.MAX_VALUE, Double.parseDouble(node.getValue())));
        }
        return leaf(place, PlainScalar.read(node.getValue()));
    }

    private static Tree leaf(Place place, Optional<Value> value) {
        return value.<Tree>map(held -> new Tree.Leaf(place, held)).orElseGet(() -> new Tree.Absent(place));
    }

    private void problem(Place place, String message) {
        problems.add(place, String.join(".", path), message);
    }

    private Tree listing(Place place, SequenceNode node) {
        refuseTag(place, node, Tag.SEQ);
        List<Tree> items = new ArrayList<>();
        node.getValue().forEach(item -> items.add(tree(item)));
        return new Tree.Listing(place, items);
    }

    private Tree mapping(Place place, MappingNode node) {
        refuseTag(place, node, Tag.MAP);
        Map<String, Tree.Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            Place keyPlace = places.apply(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(keyPlace, "", "a key must be a word");
                continue;
            }
            path.addLast(key.getValue());
            if (key.getValue().equals("<<")) {
                problems.add(keyPlace, String.join(".", path), "merging is not done here: write the keys out");
                path.removeLast();
                continue;
            }
            Tree.Entry entry = new Tree.Entry(keyPlace, tree(tuple.getValueNode()));
            Tree.Entry first = entries.putIfAbsent(key.getValue(), entry);
            if (first != null) {
                problems.add(keyPlace, String.join(".", path), "given twice, first at " + first.key());
            }
            path.removeLast();
        }
        return new Tree.Mapping(place, entries);
    }

    private void refuseTag(Place place, Node node, Tag usual) {
        if (!node.getTag().equals(usual)) {
            problems.add(
                    place, "", "tags as " + node.getTag().getValue().replace(Tag.PREFIX, "!!") + " are not used here");
        }
    }

    /// Leaves the meaning of unquoted words to [PlainScalar].
    private static final class PlainWords extends Resolver {
        @Override
        public Tag resolve(NodeId kind, @Nullable String value, boolean implicit) {
            return kind == NodeId.scalar && implicit ? PLAIN : super.resolve(kind, value, implicit);
        }

        @Override
        protected void addImplicitResolvers() {}
    }
}
