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
            parameters.put(typed.substring(0, equals).strip(), new Tree.Entry(place, domain));
        } catch (ConfigException e) {
            problems.addAll(place, e);
        }
    }
}
