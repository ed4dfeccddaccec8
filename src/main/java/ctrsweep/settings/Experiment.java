package ctrsweep.settings;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Everything a single trial needs: data, model and training. Written in `configs/*.yaml`, in snake_case.
///
/// A key that a file leaves out has the value of [Experiment#DEFAULTS]. Keys and defaults are those of the
/// DeepFM training systems that people come from, so that their configs can be carried over.
///
/// Defaults of released settings never change, and a new setting's default keeps to what was done before:
/// config hashes, by which trials that ended are known again, cover only what differs from the defaults.
///
/// @param modelName which model
/// @param models groups of settings that belong to single models
/// @param seed of initial weights, shuffling, negatives and dropout
/// @param device `auto` (MPS, else CUDA, else CPU), `cpu`, `cuda` or `mps`
/// @param fusion a second MLP over linear part, FM vector and deep part; without hidden units they are summed
public record Experiment(
        ModelKind modelName,
        long seed,
        String device,
        DataSettings data,
        FeatureSettings feature,
        GroupSettings groups,
        LinearSettings linear,
        FmSettings fm,
        MlpSettings dnn,
        ModelSettings models,
        MlpSettings fusion,
        LossSettings loss,
        TrainingSettings training,
        OptimizerSettings optimizer,
        ScheduleSettings schedule)
        implements TrialConfig {

    public static final Experiment DEFAULTS = new Experiment(
            ModelCatalog.MODELS.standard(),
            /* seed= */ 42,
            /* device= */ "auto",
            DataSettings.DEFAULTS,
            FeatureSettings.DEFAULTS,
            GroupSettings.DEFAULTS,
            LinearSettings.DEFAULTS,
            FmSettings.DEFAULTS,
            MlpSettings.relu(List.of(256, 128, 64), 0.1, true),
            new ModelSettings(ModelCatalog.MODELS.groups()),
            MlpSettings.relu(List.of(), 0, false),
            LossSettings.DEFAULTS,
            TrainingSettings.DEFAULTS,
            OptimizerSettings.DEFAULTS,
            ScheduleSettings.DEFAULTS);

    public Experiment {
        Check.oneOf("device", device, List.of("auto", "cpu", "cuda", "mps"));
        if (training.scheduler() == TrainingSettings.Scheduler.COSINE
                && schedule.unit() == ScheduleSettings.Unit.STEPS
                && training.steps() == 0) {
            throw new InvalidSetting("schedule.unit", "cosine by steps ends with training.steps, which is 0");
        }
        if (optimizer.rowWise() && training.accumulate() > 1) {
            throw new InvalidSetting(
                    "optimizer.row_wise", "a step of the rows of one batch is none of training.accumulate batches");
        }
        if (dnn.hiddenUnits().isEmpty() && modelName.reads("dnn.hidden_units")) {
            throw new InvalidSetting(
                    "dnn.hidden_units", "%s needs at least one layer, as [256, 128, 64]".formatted(name(modelName)));
        }
        if (!fusion.hiddenUnits().isEmpty() && !modelName.reads("fusion.hidden_units")) {
            throw new InvalidSetting(
                    "fusion.hidden_units",
                    "only %s have a fusion MLP"
                            .formatted(ModelCatalog.MODELS.all().stream()
                                    .filter(model -> model.reads("fusion.hidden_units"))
                                    .map(Experiment::name)
                                    .collect(Collectors.joining(" and "))));
        }
    }

    private static String name(ModelKind model) {
        return model.name().toLowerCase(Locale.ROOT);
    }
}
