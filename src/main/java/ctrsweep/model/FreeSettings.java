package ctrsweep.model;

import ctrsweep.settings.Experiment;
import ctrsweep.settings.LossSettings;
import ctrsweep.settings.OptimizerSettings;
import java.util.ArrayList;
import java.util.List;

/// The numbers in which trials that train together may differ, besides what changes from step to step, in the order
/// of `fused/training.py`.
public final class FreeSettings {
    /// The place of the first part's rate.
    static final int RATES = 17;

    /// The place of the share that new weights have in their moving average.
    public static final int AVERAGE = 16;

    private FreeSettings() {}

    /// @param rates of the parts of the weights, as shares of the learning rate
    static List<Double> of(Experiment experiment, List<Double> rates) {
        LossSettings loss = experiment.loss();
        OptimizerSettings optimizer = experiment.optimizer();
        List<Double> settings = new ArrayList<>(List.of(
                experiment.feature().embeddingL2Reg(),
                experiment.feature().variationalDropout(),
                limit(experiment.training().gradientClipNorm()),
                limit(experiment.training().gradientClipValue()),
                loss.labelSmoothing(),
                loss.focalGamma(),
                loss.focalAlpha(),
                flag(experiment.fm().useFirstOrder()),
                flag(experiment.fm().useSecondOrder()),
                1 - optimizer.beta1(),
                1 - optimizer.beta2(),
                optimizer.weightDecay(),
                optimizer.momentum(),
                optimizer.initialAccumulator(),
                1 - optimizer.alpha(),
                1 - optimizer.rho(),
                1 - experiment.training().emaDecay()));
        settings.addAll(rates);
        return settings;
    }

    /// Numbers that cost a step something only where a trial has them.
    public enum Switch {
        L2(0, 0),
        CLIP_NORM(2, Double.POSITIVE_INFINITY),
        CLIP_VALUE(3, Double.POSITIVE_INFINITY),
        LABEL_SMOOTHING(4, 0);

        private final int place;
        private final double off;

        /// @param place among the settings
        /// @param off the number that changes nothing
        Switch(int place, double off) {
            this.place = place;
            this.off = off;
        }

        /// Tells whether any trial uses this setting.
        ///
        /// @param settings of each trial
        public boolean isOn(List<List<Double>> settings) {
            return settings.stream().anyMatch(of -> of.get(place) != off);
        }
    }

    /// 0 means none.
    private static double limit(double setting) {
        return setting > 0 ? setting : Double.POSITIVE_INFINITY;
    }

    private static double flag(boolean setting) {
        return setting ? 1 : 0;
    }
}
