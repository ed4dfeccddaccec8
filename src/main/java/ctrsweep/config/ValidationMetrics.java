package ctrsweep.config;

import java.util.ArrayList;
import java.util.List;

/// The metrics measured on the validation and test splits, and which way each improves.
public final class ValidationMetrics {
    private ValidationMetrics() {}

    /// Their names for the given K of HR@K and NDCG@K, in the order of reports.
    public static List<String> names(List<Integer> rankingKs) {
        List<String> names = new ArrayList<>(List.of("auc", "logloss"));
        rankingKs.forEach(k -> names.add("hr@" + k));
        rankingKs.forEach(k -> names.add("ndcg@" + k));
        return names;
    }

    public static Goal goal(String name) {
        return name.equals("logloss") ? Goal.MINIMIZE : Goal.MAXIMIZE;
    }
}
