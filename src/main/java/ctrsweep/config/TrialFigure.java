package ctrsweep.config;

import ctrsweep.metric.Metric;
import java.util.List;

/// Figures of a trial as a whole that an objective after the first may name. They are recorded like metrics, of the
/// split `trial`, in sweeps whose objectives name them.
public final class TrialFigure {
    static final String SPLIT = "trial";
    static final String SECONDS = "seconds";

    /// Seconds of the trial's epochs, training and validation.
    public static final Metric TIME = of(SECONDS);

    /// How many weights the model has.
    public static final Metric WEIGHTS = of("parameters");

    /// The names that a spec uses.
    static final List<String> NAMES = List.of(TIME.name(), WEIGHTS.name());

    private TrialFigure() {}

    static Metric of(String name) {
        return new Metric(SPLIT, name);
    }
}
