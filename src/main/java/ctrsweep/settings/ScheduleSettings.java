package ctrsweep.settings;

import java.util.List;

/// Numbers of the schedules; each uses those that it knows.
///
/// @param unit what step, exponential, cosine, cosine_restarts and manual count, and between which their rate
///     changes: `epochs`, or `steps` of the optimiser. By steps, cosine ends with `training.steps`
/// @param factor of reduce_on_plateau: the rate is multiplied by it
/// @param patience of reduce_on_plateau: after more than this number of epochs without an improvement
/// @param threshold of reduce_on_plateau: an improvement is better by this share of the best
/// @param stepEpochs of step: units between two decays
/// @param gamma of step and exponential: factor of a decay, for exponential each unit's
/// @param minLr where the rate of cosine and cosine_restarts ends; that of step and exponential falls no further
/// @param cycleEpochs of cosine_restarts: units of the first cycle
/// @param cycleFactor of cosine_restarts: how many times as long as the one before a cycle is
/// @param boundaries of manual: the units that have passed when the rate changes, rising
/// @param rates of manual: the rate from each boundary on; before the first one it is `training.lr`
/// @param warmupSteps of all: steps over which the rate rises to its value in a straight line
public record ScheduleSettings(
        Unit unit,
        double factor,
        int patience,
        double threshold,
        int stepEpochs,
        double gamma,
        double minLr,
        int cycleEpochs,
        int cycleFactor,
        List<Integer> boundaries,
        List<Double> rates,
        int warmupSteps) {
    static final ScheduleSettings DEFAULTS = new ScheduleSettings(
            Unit.EPOCHS,
            /* factor= */ 0.5,
            /* patience= */ 2,
            /* threshold= */ 1e-4,
            /* stepEpochs= */ 10,
            /* gamma= */ 0.9,
            /* minLr= */ 0,
            /* cycleEpochs= */ 10,
            /* cycleFactor= */ 1,
            /* boundaries= */ List.of(10),
            /* rates= */ List.of(1e-4),
            /* warmupSteps= */ 0);

    public ScheduleSettings {
        boundaries = List.copyOf(boundaries);
        rates = List.copyOf(rates);
        Check.between("factor", factor, 0.000001, 0.999999);
        Check.between("patience", patience, 0, Integer.MAX_VALUE);
        Check.between("threshold", threshold, 0, 1);
        Check.between("step_epochs", stepEpochs, 1, Integer.MAX_VALUE);
        Check.between("gamma", gamma, 0.000001, 1);
        Check.between("min_lr", minLr, 0, 1e3);
        Check.between("cycle_epochs", cycleEpochs, 1, 1_000_000_000);
        Check.between("cycle_factor", cycleFactor, 1, 1_000);
        boundaries.forEach(boundary -> Check.between("boundaries", boundary, 1, Integer.MAX_VALUE));
        rates.forEach(rate -> Check.between("rates", rate, 0, 1e3));
        Check.between("warmup_steps", warmupSteps, 0, Integer.MAX_VALUE);
        for (int i = 1; i < boundaries.size(); i++) {
            if (boundaries.get(i) <= boundaries.get(i - 1)) {
                throw new InvalidSetting(
                        "boundaries",
                        "must rise, but %d comes after %d".formatted(boundaries.get(i), boundaries.get(i - 1)));
            }
        }
        if (rates.size() != boundaries.size()) {
            throw new InvalidSetting(
                    "rates",
                    "has %d rates for the %d boundaries; give one for each".formatted(rates.size(), boundaries.size()));
        }
    }

    public enum Unit {
        EPOCHS,
        STEPS
    }
}
