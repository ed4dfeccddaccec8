package ctrsweep.metric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// The metrics measured on the validation and test splits: the name of each, which way it improves, which rows it
/// needs and how it is computed. In the order of reports.
@SuppressWarnings("ImmutableEnumChecker") // formulas hold no state
public enum ValidationMetrics {
    AUC("auc", Goal.MAXIMIZE, Needs.CLASSES, rows -> Metrics.auc(rows.scores(), rows.labels())),
    LOGLOSS("logloss", Goal.MINIMIZE, Needs.CLASSES, rows -> rows.errors().logLoss()),
    GAUC("gauc", Goal.MAXIMIZE, Needs.GROUPS, rows -> Metrics.groupedAuc(rows.scores(), rows.labels(), rows.groups())),
    NORMALISED_ENTROPY("ne", Goal.MINIMIZE, Needs.CLASSES, rows -> rows.errors().normalisedEntropy()),
    ACCURACY("accuracy", Goal.MAXIMIZE, Needs.CLASSES, rows -> rows.errors().accuracy()),
    MSE("mse", Goal.MINIMIZE, Needs.LABELS, rows -> rows.errors().meanSquared()),
    RMSE("rmse", Goal.MINIMIZE, Needs.LABELS, rows -> rows.errors().rootMeanSquared()),
    MAE("mae", Goal.MINIMIZE, Needs.LABELS, rows -> rows.errors().meanAbsolute()),
    XAUC("xauc", Goal.MAXIMIZE, Needs.RATINGS, rows -> Metrics.xauc(rows.scores(), rows.labels())),
    GROUPED_XAUC(
            "gxauc",
            Goal.MAXIMIZE,
            Needs.GROUPED_RATINGS,
            rows -> Metrics.groupedXauc(rows.scores(), rows.labels(), rows.groups())),
    HIT_RATE("hr@", Goal.MAXIMIZE, Needs.GROUPS, (rows, k) -> rows.ranking().hitRate(k)),
    NDCG("ndcg@", Goal.MAXIMIZE, Needs.GROUPS, (rows, k) -> rows.ranking().ndcg(k));

    private static final String K = "@";

    private final String name;
    private final Goal goal;
    private final Needs needs;
    private final Formula formula;

    /// What the rows must have for a metric to be defined.
    private enum Needs {
        /// Labels of any value.
        LABELS,
        /// Labels 0 and 1 only.
        CLASSES,
        /// Labels 0 and 1, in groups.
        GROUPS,
        /// Labels that are not 0 and 1 only.
        RATINGS,
        /// Such labels, in groups.
        GROUPED_RATINGS;

        boolean areMet(ScoredRows rows) {
            return switch (this) {
                case LABELS -> true;
                case CLASSES -> rows.areClasses();
                case GROUPS -> rows.groups().length > 0 && rows.areClasses();
                case RATINGS -> !rows.areClasses();
                case GROUPED_RATINGS -> rows.groups().length > 0 && !rows.areClasses();
            };
        }
    }

    private interface Formula {
        OptionalDouble of(ScoredRows rows, int k);
    }

    private interface PlainFormula {
        OptionalDouble of(ScoredRows rows);
    }

    ValidationMetrics(String name, Goal goal, Needs needs, PlainFormula formula) {
        this(name, goal, needs, (rows, _) -> formula.of(rows));
    }

    ValidationMetrics(String name, Goal goal, Needs needs, Formula formula) {
        this.name = name;
        this.goal = goal;
        this.needs = needs;
        this.formula = formula;
    }

    /// Their names for the given K of HR@K and NDCG@K, in the order of reports.
    public static List<String> names(List<Integer> rankingKs) {
        return List.copyOf(named(rankingKs).keySet());
    }

    /// The names of those that need no groups.
    public static List<String> namesWithoutGroups() {
        return Stream.of(values())
                .filter(metric -> metric.needs != Needs.GROUPS && metric.needs != Needs.GROUPED_RATINGS)
                .map(metric -> metric.name)
                .toList();
    }

    /// A metric and its K, 0 for a metric without one.
    private record WithK(ValidationMetrics metric, int k) {}

    private static Map<String, WithK> named(List<Integer> rankingKs) {
        Map<String, WithK> named = new LinkedHashMap<>();
        for (ValidationMetrics metric : values()) {
            if (metric.name.endsWith(K)) {
                rankingKs.forEach(k -> named.put(metric.name + k, new WithK(metric, k)));
            } else {
                named.put(metric.name, new WithK(metric, 0));
            }
        }
        return named;
    }

    /// Which way a metric improves; a metric that is not of this table is maximised.
    public static Goal goal(String name) {
        for (ValidationMetrics metric : values()) {
            if (metric.name.equals(name)) {
                return metric.goal;
            }
        }
        return Goal.MAXIMIZE;
    }

    /// All metrics that are defined on these rows, by name.
    public static Map<String, Double> of(ScoredRows rows, List<Integer> rankingKs) {
        Map<String, Double> values = new LinkedHashMap<>();
        named(rankingKs).forEach((name, each) -> {
            if (each.metric.needs.areMet(rows)) {
                each.metric.formula.of(rows, each.k).ifPresent(value -> values.put(name, value));
            }
        });
        return values;
    }

    /// One metric, whose needs the rows meet.
    ///
    /// @param name `auc`, `hr@10`
    /// @throws IllegalArgumentException for a name that is not of this table
    public static OptionalDouble of(String name, ScoredRows rows) {
        int at = name.indexOf(K);
        String plain = at < 0 ? name : name.substring(0, at + 1);
        int k = at < 0 ? 0 : Integer.parseInt(name.substring(at + 1));
        for (ValidationMetrics metric : values()) {
            if (metric.name.equals(plain)) {
                return metric.formula.of(rows, k);
            }
        }
        throw new IllegalArgumentException("no metric " + name);
    }
}
