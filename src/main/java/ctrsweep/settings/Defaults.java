package ctrsweep.settings;

import ctrsweep.space.Value;
import java.util.Map;

/// The values of settings that a config does not name, chosen by its key `defaults`.
public enum Defaults {
    /// The defaults of the DeepFM system: [Experiment#DEFAULTS].
    DEEPFM {
        @Override
        public Experiment experiment() {
            return Experiment.DEFAULTS;
        }
    },
    /// The same without what a config may not want unasked: penalty, dropout, normalisation, clipping, a schedule,
    /// an end before the last epoch.
    NONE {
        @Override
        public Experiment experiment() {
            Map<String, Value> values = Settings.values(Experiment.DEFAULTS);
            values.put("feature.embedding_l2_reg", new Value.Real(0));
            for (String mlp : MLPS) {
                values.put(mlp + ".dropout", new Value.Real(0));
                values.put(mlp + ".use_batch_norm", new Value.Bool(false));
            }
            values.put("training.gradient_clip_norm", new Value.Real(0));
            values.put("training.scheduler", new Value.Text("constant"));
            values.put("training.early_stopping_patience", new Value.Int(TrainingSettings.MOST_EPOCHS));
            return Settings.experiment(values);
        }
    };

    private static final String[] MLPS = {"dnn", "final_mlp.second_mlp", "fusion"};

    public abstract Experiment experiment();
}
