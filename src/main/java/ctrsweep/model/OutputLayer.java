package ctrsweep.model;

import ctrsweep.model.Architecture.View;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.LossSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Joins the linear part, FM and the deep part to the logit: `output.Output`.
///
/// @param deep length of the deep part's output; 0: there is none
/// @param name of the deep part's linear layer
record OutputLayer(Experiment experiment, int deep, String name) {

    static boolean usesSecondOrder(Experiment experiment) {
        return hasFm(experiment) && experiment.fm().useSecondOrder();
    }

    private static boolean hasFm(Experiment experiment) {
        return ModelName.architecture(experiment).views().contains(View.FM);
    }

    static boolean hasFusion(Experiment experiment) {
        return !experiment.fusion().hiddenUnits().isEmpty();
    }

    Block block(Assembly layers) {
        Block fusion = layers.block(fusion());
        List<Segment> weights = new ArrayList<>(linear());
        weights.addAll(fusion.weights());
        if (deep > 0) {
            int in = hasFusion(experiment) ? fusion().out() : deep;
            weights.addAll(MlpLayout.linear(name, in, 1, true, experiment.dnn().initialization()));
        }
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", true);
        attributes.put("linear_weights", linear().size());
        attributes.put("use_deep", deep > 0);
        attributes.put("fusion", fusion.script());
        if (layers.kernels().fused()) {
            // A factor of 0 or 1 turns FM off for a trial, unless FM is an input of the fusion MLP.
            attributes.put("use_second_order", hasFusion(experiment) ? usesSecondOrder(experiment) : hasFm(experiment));
        } else {
            attributes.put("use_first_order", experiment.fm().useFirstOrder());
            attributes.put("use_second_order", usesSecondOrder(experiment));
            attributes.put("loss", loss(experiment.loss()));
        }
        return new Block(
                weights,
                fusion.statistics(),
                new Script("output", "Output", attributes),
                fusion.draws(),
                fusion.dropout());
    }

    private MlpLayout fusion() {
        int pairs = usesSecondOrder(experiment) ? experiment.feature().fmEmbedDim() : 0;
        return new MlpLayout("fusion", 1 + pairs + deep, experiment.fusion());
    }

    private List<Segment> linear() {
        Segment bias = Segment.vector(ModelParameter.of("linear.bias", new Init.Constant(0), 1));
        if (experiment.linear().rescale()) {
            return List.of(Segment.matrix(ModelParameter.of("linear.weight", Init.xavier(1, 1), 1, 1)), bias);
        }
        return experiment.linear().bias() ? List.of(bias) : List.of();
    }

    static Script loss(LossSettings loss) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", true);
        attributes.put("name", loss.name().name().toLowerCase(Locale.ROOT));
        attributes.put("label_smoothing", loss.labelSmoothing());
        attributes.put("focal_gamma", loss.focalGamma());
        attributes.put("focal_alpha", loss.focalAlpha());
        return new Script("losses", "Loss", attributes);
    }

    /// The loss of fused steps, which takes the numbers in which trials may differ as arguments.
    static Script fusedLoss(LossSettings loss) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", true);
        attributes.put("name", loss.name().name().toLowerCase(Locale.ROOT));
        attributes.put("balances", loss.focalAlpha() >= 0);
        return new Script("losses", "Loss", attributes);
    }
}
