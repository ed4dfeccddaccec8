package ctrsweep.settings;

import ctrsweep.settings.FeatureSettings.TableInit;

/// The linear part, also called wide or first order: tables of its own, summed over fields and width. Fields of
/// one `embedding_name` share them as they share the others, and a sequence is pooled in the same way.
///
/// @param embeddingDim width of its tables
/// @param rescale whether the sum goes through Linear(1 -> 1)
/// @param bias whether a bias is added, once
/// @param initialization of its tables, as `feature.initialization`
public record LinearSettings(
        int embeddingDim, boolean rescale, boolean bias, TableInit initialization, double initializationScale) {
    static final LinearSettings DEFAULTS = new LinearSettings(
            /* embeddingDim= */ 1,
            /* rescale= */ false,
            /* bias= */ false,
            TableInit.XAVIER,
            /* initializationScale= */ 0.01);

    public LinearSettings {
        Check.between("embedding_dim", embeddingDim, 1, 4096);
        Check.between("initialization_scale", initializationScale, Double.MIN_NORMAL, 10);
        if (rescale && bias) {
            throw new InvalidSetting("bias", "rescale has a bias already; set one of them");
        }
    }
}
