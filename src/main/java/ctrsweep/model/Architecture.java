package ctrsweep.model;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// The properties that distinguish one model from another. A new model is a class that implements this, its script
/// beside `deepfm.py`, the same for several trials in one step in the folder `fused`, and a constant of
/// [ModelName], by default of the script's name.
///
/// The script's `model.Model` has a method `forward` from the views of the embedding to logits, and is trained by
/// autograd. A method `gradient` that does the same by hand, as `deepfm.py` has it, is an optional speed-up.
interface Architecture {

    /// The views of a row that the embedding makes, in the order in which scripts take them.
    enum View {
        /// The linear part, summed over its fields.
        FIRST_ORDER("linear.", "groups.wide", "fm.use_first_order"),
        /// The sum of all products of two fields.
        FM("fm.use_second_order", "groups.fm"),
        /// Every field, projected to the shared width.
        FIELDS("groups.fm"),
        /// The vectors of all fields side by side, for a DNN.
        FLAT("groups.deep", "dnn.");

        /// Settings that only models with this view read.
        @SuppressWarnings("ImmutableEnumChecker")
        final List<String> settings;

        View(String... settings) {
            this.settings = List.of(settings);
        }
    }

    /// The views that the script computes with.
    Set<View> views();

    /// Settings that it reads although not every model does, besides its own groups and those that [#views] imply: a
    /// dotted name, or all of a group as `fusion.`.
    default List<String> reads() {
        return List.of();
    }

    /// Groups of settings of its own, by name, with their defaults.
    default Map<String, Record> settings() {
        return Map.of();
    }

    /// Adds its layers in the order in which the script takes their weights.
    void build(Assembly layers);

    /// Adds the script's `forward`, in evaluation, to a graph, and takes the weights in its order.
    ///
    /// @return the logits (rows, 1)
    String onnx(OnnxLayers layers);

    /// Multiplications that a row takes because of a weight.
    default long multiplications(ModelParameter weight, EmbeddingLayout embedding) {
        return weight.size();
    }
}
