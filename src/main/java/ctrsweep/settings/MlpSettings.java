package ctrsweep.settings;

import java.util.Collections;
import java.util.List;

/// A multilayer perceptron: per layer linear, normalisation, activation, dropout.
///
/// @param dropout probability that a unit is dropped in training, in [0, 1): one for all layers, or a
///     list
/// @param normAfterActivation whether normalisation comes after the activation
/// @param useBias whether the linear layers have one
/// @param initialization of the linear layers: `fan_in` (uniform up to 1/sqrt(in), as PyTorch has it) or
///     `xavier` with biases 0
public record MlpSettings(
        List<Integer> hiddenUnits,
        Activation activation,
        List<Double> dropout,
        boolean useBatchNorm,
        boolean useLayerNorm,
        boolean normAfterActivation,
        boolean useBias,
        LayerInit initialization) {
    public MlpSettings {
        hiddenUnits = List.copyOf(hiddenUnits);
        dropout = List.copyOf(dropout);
        hiddenUnits.forEach(units -> Check.between("hidden_units", units, 1, 65_536));
        dropout.forEach(rate -> Check.between("dropout", rate, 0, 0.99));
        if (dropout.size() > 1 && dropout.size() != hiddenUnits.size()) {
            throw new InvalidSetting(
                    "dropout",
                    "has %d rates for the %d layers of hidden_units; give one for each, or a single one"
                            .formatted(dropout.size(), hiddenUnits.size()));
        }
        if (useBatchNorm && useLayerNorm) {
            throw new InvalidSetting("use_layer_norm", "use_batch_norm is set too; a layer has one of them");
        }
    }

    /// ReLU after each layer, no layer normalisation, and PyTorch's first weights.
    public static MlpSettings relu(List<Integer> hiddenUnits, double dropout, boolean useBatchNorm) {
        return new MlpSettings(
                hiddenUnits,
                Activation.RELU,
                List.of(dropout),
                useBatchNorm,
                /* useLayerNorm= */ false,
                /* normAfterActivation= */ false,
                /* useBias= */ true,
                LayerInit.FAN_IN);
    }

    /// The rate of each layer.
    public List<Double> dropoutOfLayers() {
        return dropout.size() == hiddenUnits.size()
                ? dropout
                : Collections.nCopies(hiddenUnits.size(), dropout.getFirst());
    }

    public enum Activation {
        RELU,
        LEAKY_RELU,
        GELU,
        TANH,
        SIGMOID,
        ELU,
        SELU,
        SILU
    }

    public enum LayerInit {
        FAN_IN,
        XAVIER
    }
}
