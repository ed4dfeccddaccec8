package ctrsweep.train;

import ctrsweep.data.Dataset;
import ctrsweep.data.Datasets;
import ctrsweep.settings.DataSettings;
import ctrsweep.settings.Experiment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// Data sets that trials share: loaded once for each different setting, the two used last kept in memory.
public final class SharedData implements Function<Experiment, Dataset> {
    private static final int KEPT = 2;

    private final Function<Experiment, Dataset> load;
    private final Map<Settings, Dataset> loaded = new LinkedHashMap<>(KEPT * 2, 0.75f, true);

    /// @param load reads a config's data
    public SharedData(Function<Experiment, Dataset> load) {
        this.load = load;
    }

    private record Settings(DataSettings data, long seed) {}

    /// Trials that want the same data wait for the first of them to load it.
    @Override
    public synchronized Dataset apply(Experiment experiment) {
        long seed = Datasets.dependsOnSeed(experiment.data()) ? experiment.seed() : 0;
        Settings settings = new Settings(experiment.data(), seed);
        Dataset dataset = loaded.get(settings);
        if (dataset == null) {
            dataset = load.apply(experiment);
            loaded.put(settings, dataset);
            loaded.keySet().stream()
                    .limit(Math.max(0, loaded.size() - KEPT))
                    .toList()
                    .forEach(loaded::remove);
        }
        return dataset;
    }
}
