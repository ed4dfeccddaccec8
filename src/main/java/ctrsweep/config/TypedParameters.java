package ctrsweep.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Parameters given on the command line, as `-P training.lr={values: [0.1, 0.01]}`.
final class TypedParameters {
    private TypedParameters() {}

    /// The spec with these parameters among its own, in place of those of the same name. A list is several values.
    ///
    /// @param typed `key=domain` texts; the domain is read as YAML
    static Tree.Mapping put(Tree.Mapping spec, List<String> typed, Problems problems) {
        if (typed.isEmpty()) {
            return spec;
        }
        Map<String, Tree.Entry> parameters = new LinkedHashMap<>();
        Tree.Entry written = spec.entries().get("parameters");
        if (written != null && written.tree() instanceof Tree.Mapping mapping) {
            parameters.putAll(mapping.entries());
        }
        for (String each : typed) {
            put(each, parameters, problems);
        }
        Place place = written == null ? spec.place() : written.key();
        Map<String, Tree.Entry> entries = new LinkedHashMap<>(spec.entries());
        entries.put("parameters", new Tree.Entry(place, new Tree.Mapping(place, parameters)));
        return new Tree.Mapping(spec.place(), entries);
    }

    /// Takes out what the spec says of the same parameter with nested keys.
    private static void removeNested(String name, Map<String, Tree.Entry> parameters) {
        for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
            String rest = name.substring(dot + 1);
            parameters.computeIfPresent(
                    name.substring(0, dot), (_, entry) -> new Tree.Entry(entry.key(), without(rest, entry.tree())));
        }
    }

    private static Tree without(String name, Tree tree) {
        if (!(tree instanceof Tree.Mapping mapping)) {
            return tree;
        }
        Map<String, Tree.Entry> entries = new LinkedHashMap<>(mapping.entries());
        if (entries.size() == 1 && entries.get("parameters") instanceof Tree.Entry(Place key, Tree.Mapping inner)) {
            entries.put("parameters", new Tree.Entry(key, without(name, inner)));
        } else {
            entries.remove(name);
            removeNested(name, entries);
        }
        return new Tree.Mapping(mapping.place(), entries);
    }

    private static void put(String typed, Map<String, Tree.Entry> parameters, Problems problems) {
        Place.CommandLine place = new Place.CommandLine("-P", typed);
        int equals = typed.indexOf('=');
        if (equals < 1) {
            problems.add(place, "", "must be key=domain, as training.lr={values: [0.1, 0.01]}");
            return;
        }
        try {
            Tree tree = Yaml.ofCommandLine(place, typed.substring(equals + 1), problems)
                    .orElseGet(() -> new Tree.Absent(place));
            Tree domain = tree instanceof Tree.Listing
                    ? new Tree.Mapping(place, Map.of("values", new Tree.Entry(place, tree)))
                    : tree;
            String name = typed.substring(0, equals).strip();
            removeNested(name, parameters);
            parameters.put(name, new Tree.Entry(place, domain));
        } catch (ConfigException e) {
            problems.addAll(place, e);
        }
    }
}
