package ctrsweep.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Every key of a sweep file of Weights & Biases, and what becomes of it here. `sweeps/README.md` says
/// the same to users.
final class WandbKeys {
    /// Keys of the file itself.
    static final Map<String, Fate> OUTERMOST = outermost();

    static final Map<String, Fate> METRIC = Map.of(
            "name", new Fate.Translated(),
            "goal", new Fate.Same(),
            "target", new Fate.Same(),
            "impute", new Fate.Translated(),
            "impute_while_running", new Fate.Translated());

    static final Map<String, Fate> EARLY_TERMINATE = Map.of(
            "type", new Fate.Translated(),
            "min_iter", new Fate.Translated(),
            "max_iter", new Fate.Translated(),
            "s", new Fate.Translated(),
            "eta", new Fate.Translated(),
            "strict", new Fate.Translated());

    private WandbKeys() {}

    /// How a key is translated.
    sealed interface Fate {
        /// It is a key of our specs, with the same meaning.
        record Same() implements Fate {}

        record Translated() implements Fate {}

        /// It says where and for whom W&B runs the sweep, and nothing of its trials.
        record WithoutMeaning() implements Fate {}

        /// @param why not, and what to do
        record Refused(String why) implements Fate {}
    }

    private static Map<String, Fate> outermost() {
        Map<String, Fate> fates = new LinkedHashMap<>();
        Stream.of("method", "metric", "early_terminate", "run_cap", "program", "command", "name")
                .forEach(key -> fates.put(key, new Fate.Translated()));
        Stream.of("parameters", "description").forEach(key -> fates.put(key, new Fate.Same()));
        List.of("apiVersion", "kind", "project", "entity", "controller", "job", "image_uri", "imports")
                .forEach(key -> fates.put(key, new Fate.WithoutMeaning()));
        fates.put("metrics", new Fate.Refused("several objectives are not searched here; name one of them as metric"));
        fates.put(
                "scheduler",
                new Fate.Refused("schedulers of other systems are not run here; take it out: bayes is run as gp"));
        fates.put(
                "prior_runs",
                new Fate.Refused("runs of W&B cannot be learnt from; take it out, or name a sweep as warm_start"));
        // Keys of our own specs that go with a file of W&B.
        Stream.of(
                        "base",
                        "overrides",
                        "runner",
                        "seed",
                        "workers",
                        "fuse",
                        "budget",
                        "constraints",
                        "repeats",
                        "early_stop",
                        "on_failure",
                        "outputs",
                        "enqueue",
                        "prior",
                        "warm_start")
                .forEach(key -> fates.put(key, new Fate.Same()));
        return fates;
    }
}
