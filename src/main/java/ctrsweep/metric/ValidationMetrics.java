package ctrsweep.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The metrics measured on the validation and test splits, and which way each improves.
public final class ValidationMetrics {
    /// Those without a K, in the order of reports.
    private static final List<String> PLAIN = List.of("auc", "logloss", "gauc", "ne", "accuracy", "mse", "rmse", "mae");

    private static final Set<String> MINIMIZED = Set.of("logloss", "ne", "mse", "rmse", "mae");

    private ValidationMetrics() {}

    /// Their names for the given K of HR@K and NDCG@K, in the order of reports.
    public static List<String> names(List<Integer> rankingKs) {
        List<String> names = new ArrayList<>(PLAIN);
        rankingKs.forEach(k -> names.add("hr@" + k));
        rankingKs.forEach(k -> names.add("ndcg@" + k));
        return names;
    }

    public static Goal goal(String name) {
        return MINIMIZED.contains(name) ? Goal.MINIMIZE : Goal.MAXIMIZE;
    }
}
