package ctrsweep.foreign;

import ctrsweep.space.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Multilayer perceptrons of other systems.
final class Mlps {
    /// Activations of PyTorch, in small letters, by the values of `activation`.
    private static final Map<String, String> ACTIVATIONS = Map.of(
            "relu", "relu",
            "leakyrelu", "leaky_relu",
            "gelu", "gelu",
            "tanh", "tanh",
            "sigmoid", "sigmoid",
            "elu", "elu",
            "selu", "selu",
            "silu", "silu");

    private Mlps() {}

    /// TorchEasyRec's message `MLP`.
    ///
    /// @param group of our settings, as `dnn`
    static void put(ImportedConfig config, String group, KeyReader mlp) {
        List<Value> units = mlp.values("hidden_units");
        if (units.isEmpty()) {
            mlp.problem("needs hidden_units, as [256, 128]");
        }
        config.put(group + ".hidden_units", new Value.Items(units));
        activation(mlp.text("activation", "nn.ReLU"))
                .ifPresentOrElse(
                        name -> config.put(group + ".activation", name),
                        () -> mlp.notCarried("there is no such activation here: it is relu", "activation"));
        List<Double> dropout = mlp.reals("dropout_ratio");
        config.put(group + ".dropout", dropout(dropout));
        config.put(group + ".use_batch_norm", mlp.truth("use_bn", false));
        if (mlp.truth("use_ln", false)) {
            config.put(group + ".use_layer_norm", true);
        }
        if (!mlp.truth("bias", true)) {
            config.put(group + ".use_bias", false);
        }
        mlp.end();
    }

    /// One rate for all layers, or a list.
    static Value dropout(List<Double> rates) {
        return rates.size() > 1
                ? ImportedConfig.reals(rates)
                : new Value.Real(rates.stream().findFirst().orElse(0.0));
    }

    /// @param name as `nn.ReLU` or `relu`
    static Optional<String> activation(String name) {
        return Optional.ofNullable(
                ACTIVATIONS.get(name.replaceFirst("^(torch\\.)?nn\\.", "").toLowerCase(Locale.ROOT)));
    }
}
