package ctrsweep.model;

import java.util.List;
import java.util.Set;

/// What distinguishes one model from another. A new model is a class that implements this, its script beside
/// `deepfm.py`, and a constant of [ModelName].
///
/// The script's `model.Model` has a method `forward` from the views of the embedding to logits, and is trained by
/// autograd. A method `gradient` that does the same by hand, as `deepfm.py` has it, is an optional speed-up.
interface Architecture {

    /// What the embedding makes of a row, in the order in which scripts take it.
    enum View {
        /// The linear part, summed over its fields.
        FIRST_ORDER,
        /// The sum of all products of two fields.
        FM,
        /// Every field, projected to the shared width.
        FIELDS,
        /// The vectors of all fields side by side.
        FLAT
    }

    /// The script's name, `deepfm` for `deepfm.py`.
    String script();

    /// The views that the script computes with.
    Set<View> views();

    /// Settings that it reads although not every model does, besides those that [#views] imply: a dotted name, or all
    /// of a group as `dnn.`.
    List<String> reads();

    /// Adds its layers in the order in which the script takes their weights.
    void build(Assembly layers);

    /// Multiplications that a row takes because of a weight.
    default long multiplications(Parameter weight, EmbeddingLayout embedding) {
        return weight.size();
    }
}
