package ctrsweep.model;

import ctrsweep.settings.Experiment;
import ctrsweep.settings.Experiment.ModelName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What joins a model's parts to its logit: `head.Head`.
///
/// @param deep length of the deep part's output; 0: there is none
record HeadLayout(Experiment experiment, int deep) {

    boolean usesSecondOrder() {
        return switch (experiment.modelName()) {
            case FM, DEEPFM, ATTENTION_DEEPFM -> experiment.fm().useSecondOrder();
            case WIDE_AND_DEEP, XDEEPFM -> false;
        };
    }

    /// Whether FM stays a vector, to be joined with the other parts.
    boolean hasFusion() {
        return !experiment.fusion().hiddenUnits().isEmpty();
    }

    /// @param firstDraw how many of a row's random numbers the parts before it take
    Part part(Model.Kernels kernels, int firstDraw) {
        Part fusion = fusion().part(kernels, experiment.training().precision(), firstDraw);
        List<Segment> weights = new ArrayList<>(linear());
        weights.addAll(fusion.weights());
        if (deep > 0) {
            String name = experiment.modelName() == ModelName.XDEEPFM ? "dnn_linear" : "output_linear";
            int in = hasFusion() ? fusion().out() : deep;
            weights.addAll(MlpLayout.linear(name, in, 1, true, experiment.dnn().initialization()));
        }
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", true);
        attributes.put("linear_weights", linear().size());
        attributes.put("use_first_order", experiment.fm().useFirstOrder());
        attributes.put("use_second_order", usesSecondOrder());
        attributes.put("use_deep", deep > 0);
        attributes.put("fusion", fusion.script());
        attributes.put("loss", loss(experiment.loss()));
        return new Part(weights, fusion.statistics(), new Script("head", "Head", attributes), fusion.drawn());
    }

    private MlpLayout fusion() {
        int pairs = usesSecondOrder() ? experiment.feature().fmEmbedDim() : 0;
        return new MlpLayout("fusion", 1 + pairs + deep, experiment.fusion());
    }

    private List<Segment> linear() {
        Segment bias = Segment.vector(Parameter.of("linear.bias", new Init.Constant(0), 1));
        if (experiment.linear().rescale()) {
            return List.of(Segment.matrix(Parameter.of("linear.weight", Init.xavier(1, 1), 1, 1)), bias);
        }
        return experiment.linear().bias() ? List.of(bias) : List.of();
    }

    static Script loss(Experiment.Loss loss) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", true);
        attributes.put("name", loss.name().name().toLowerCase(Locale.ROOT));
        attributes.put("label_smoothing", loss.labelSmoothing());
        attributes.put("focal_gamma", loss.focalGamma());
        attributes.put("focal_alpha", loss.focalAlpha());
        return new Script("losses", "Loss", attributes);
    }
}
