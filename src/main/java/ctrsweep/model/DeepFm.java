package ctrsweep.model;

import ctrsweep.config.Experiment;
import ctrsweep.data.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// DeepFM (Guo et al. 2017): `deepfm.py`.
final class DeepFm {
    private DeepFm() {}

    static Model model(Experiment experiment, Schema schema, Model.Kernels kernels) {
        EmbeddingLayout embedding =
                new EmbeddingLayout(schema, experiment.feature().fmEmbedDim());
        DnnLayout dnn = new DnnLayout(embedding.flatWidth(), experiment.dnn());
        List<Segment> segments = new ArrayList<>(embedding.segments());
        Layout embeddingWeights = new Layout(segments);
        segments.addAll(dnn.weights());
        Layout weights = new Layout(segments);
        Layout statistics = new Layout(dnn.statistics());

        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", true);
        attributes.put("embedding", embedding.script());
        attributes.put("rows", weights.rows());
        attributes.put("columns", weights.columns());
        attributes.put("stat_rows", statistics.rows());
        attributes.put("stat_columns", statistics.columns());
        attributes.put("embedding_weights", embeddingWeights.segments().size());
        attributes.put("embedding_size", embeddingWeights.size());
        attributes.put("use_first_order", experiment.fm().useFirstOrder());
        attributes.put("use_second_order", experiment.fm().useSecondOrder());
        attributes.put("layers", experiment.dnn().hiddenUnits().size());
        attributes.put("batch_norm", experiment.dnn().useBatchNorm());
        attributes.put("activation", experiment.dnn().activation().name().toLowerCase(Locale.ROOT));
        attributes.put("dropout", experiment.dnn().dropout());
        attributes.put("embedding_l2_reg", experiment.feature().embeddingL2Reg());
        attributes.put("clip_norm", experiment.training().gradientClipNorm());
        attributes.put("onednn", kernels.onednn());
        attributes.put("host", kernels.host());
        return new Model(weights, statistics, embedding.inputs(), new Script("deepfm", "DeepFM", attributes));
    }
}
