package ctrsweep.model;

import ctrsweep.settings.Experiment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What stands on the embedding: one of the models, `model.Model` in its archive.
record Body(Experiment experiment, EmbeddingLayout embedding, Model.Kernels kernels) {

    Part part() {
        return switch (experiment.modelName()) {
            case FM -> join(List.of(), 0);
            case WIDE_AND_DEEP, DEEPFM -> join(List.of(), embedding.flatWidth());
            case XDEEPFM -> xdeepfm();
            case ATTENTION_DEEPFM -> attention();
        };
    }

    /// The name of its script.
    String file() {
        return switch (experiment.modelName()) {
            case FM -> "fm";
            case WIDE_AND_DEEP, DEEPFM -> "deepfm";
            case XDEEPFM -> "xdeepfm";
            case ATTENTION_DEEPFM -> "attention_deepfm";
        };
    }

    private record Named(String name, Part part, int weights) {}

    private Part xdeepfm() {
        CinLayout cin = new CinLayout(embedding.pairFields(), experiment.cin());
        return join(List.of(new Named("cin", cin.part(), cin.weights())), embedding.flatWidth());
    }

    private Part attention() {
        int width = experiment.feature().fmEmbedDim();
        Part attention = new AttentionLayout(width, experiment.attention()).part();
        int in = embedding.pairFields() * width + embedding.flatWidth();
        return join(
                List.of(new Named("attention", attention, attention.weights().size())), in);
    }

    /// @param first parts whose weights come before the DNN's
    /// @param in length of the DNN's input; 0: there is no DNN
    private Part join(List<Named> first, int in) {
        List<Named> parts = new ArrayList<>(first);
        int deep = 0;
        int drawn = 0;
        if (in > 0) {
            MlpLayout dnn = new MlpLayout("dnn", in, experiment.dnn());
            Part part = dnn.part(kernels, experiment.training().precision(), embedding.drawn());
            parts.add(new Named("dnn", part, part.weights().size()));
            deep = dnn.out();
            drawn = part.drawn();
        }
        Part head = new HeadLayout(experiment, deep).part(kernels, embedding.drawn() + drawn);
        List<Segment> weights = new ArrayList<>();
        List<Segment> statistics = new ArrayList<>();
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", true);
        for (Named named : parts) {
            weights.addAll(named.part().weights());
            statistics.addAll(named.part().statistics());
            attributes.put(named.name(), named.part().script());
            attributes.put(named.name() + "_weights", named.weights());
            if (named.name().equals("dnn")) {
                attributes.put("dnn_stats", named.part().statistics().size());
            }
        }
        weights.addAll(head.weights());
        statistics.addAll(head.statistics());
        attributes.put("head", head.script());
        return new Part(weights, statistics, new Script("model", "Model", attributes), drawn + head.drawn());
    }
}
