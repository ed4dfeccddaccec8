package ctrsweep.model;

import ctrsweep.settings.Experiment;
import ctrsweep.settings.OptimizerSettings;
import ctrsweep.settings.OptimizerSettings.SparseOptimizer;
import java.util.ArrayList;
import java.util.List;

/// The flat vector of weights divided into stretches that one optimiser updates at one rate.
///
/// @param ends the place after the last number of each stretch
/// @param rates of each, as a share of `training.lr`; 0: its weights stay as they are
/// @param sparse 1 where the optimiser of tables updates it
record UpdatedParts(List<Integer> ends, List<Double> rates, List<Integer> sparse) {

    /// What a stretch has in common.
    private record Update(double rate, boolean sparse) {}

    /// @param tables numbers of the tables, which come first
    static UpdatedParts of(Layout weights, int tables, Experiment experiment) {
        UpdatedParts parts = new UpdatedParts(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Update before = new Update(Double.NaN, false);
        String part = "";
        int end = 0;
        for (ModelParameter parameter : weights.parameters()) {
            part = part.equals("fusion") ? part : part(parameter.name());
            Update update = update(part, end < tables, experiment);
            end += parameter.size();
            if (update.equals(before)) {
                parts.ends.set(parts.ends.size() - 1, end);
            } else {
                parts.ends.add(end);
                parts.rates.add(update.rate);
                parts.sparse.add(update.sparse ? 1 : 0);
            }
            before = update;
        }
        return parts;
    }

    /// One of [TrainingSettings#PARTS]. What comes after the fusion MLP is its own last layer.
    private static String part(String parameter) {
        if (parameter.startsWith("embedding.first_order_embeddings.") || parameter.startsWith("linear.")) {
            return "wide";
        }
        if (parameter.startsWith("embedding.")) {
            return "embedding";
        }
        return parameter.startsWith("fusion.") ? "fusion" : "deep";
    }

    private static Update update(String part, boolean table, Experiment experiment) {
        OptimizerSettings optimizer = experiment.optimizer();
        double lr = experiment.training().lr();
        double own =
                switch (part) {
                    case "embedding" -> optimizer.embeddingLr();
                    case "wide" -> optimizer.wideLr();
                    case "fusion" -> optimizer.fusionLr();
                    default -> optimizer.deepLr();
                };
        double ofTables = table && optimizer.sparseLr() > 0 ? optimizer.sparseLr() : lr;
        double rate = experiment.training().freeze().contains(part) ? 0 : (own > 0 ? own : ofTables) / lr;
        return new Update(rate, table && optimizer.sparse() != SparseOptimizer.SAME);
    }
}
