package ctrsweep.train;

import ctrsweep.config.ConfigTree;
import ctrsweep.config.SweepSpec;
import ctrsweep.data.Dataset;
import ctrsweep.data.Datasets;
import ctrsweep.json.Json;
import ctrsweep.settings.Experiment;
import ctrsweep.space.Value;
import ctrsweep.sweep.Basis;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Describes what the results of this trainer rest on.
///
/// @param varied settings of the data that differ between the trials of a sweep, by dotted name
public record Comparability(Set<String> varied) {
    /// To be raised when equal configs, data and seeds train to other numbers than in an earlier version, or when a
    /// metric is computed in another way: results of two versions are then not compared with each other.
    private static final int NUMERICS = 1;

    private static final String DATA = "data.";
    private static final String SEED = "seed";

    public Comparability {
        varied = Set.copyOf(varied);
    }

    /// Returns how the trials of a sweep are compared.
    public static Comparability of(SweepSpec spec) {
        return new Comparability(Stream.concat(spec.parameters().stream(), spec.search().derived().keySet().stream())
                .filter(name -> name.startsWith(DATA))
                .collect(Collectors.toSet()));
    }

    /// Returns how a trial outside of a sweep is compared: by all of its facts.
    public static Comparability alone() {
        return new Comparability(Set.of());
    }

    public Basis of(Experiment experiment, Dataset dataset) {
        Map<String, String> facts = new HashMap<>(dataset.evaluation());
        facts.put(
                "rows held out",
                "%d and %d"
                        .formatted(dataset.validation().size(), dataset.test().size()));
        facts.put("numerics", Integer.toString(NUMERICS));
        return new Basis(Json.write(new Value.Fields(varied(experiment))), facts, dataset.fingerprint());
    }

    private Map<String, Value> varied(Experiment experiment) {
        Map<String, Value> values = new TreeMap<>(ConfigTree.settings(experiment));
        boolean bySeed = Datasets.dependsOnSeed(experiment.data());
        values.keySet().removeIf(name -> !varied.contains(name) && !(bySeed && name.equals(SEED)));
        return values;
    }
}
