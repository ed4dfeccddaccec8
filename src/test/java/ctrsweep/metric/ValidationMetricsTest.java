package ctrsweep.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValidationMetricsTest {

    @Test
    void lossesAndErrorsShrinkAndTheRestGrows() {
        List<String> names = ValidationMetrics.names(List.of(5));
        assertThat(names.stream().filter(name -> ValidationMetrics.goal(name) == Goal.MINIMIZE))
                .containsExactlyInAnyOrder("logloss", "ne", "mse", "rmse", "mae");
        assertThat(names.stream().filter(name -> ValidationMetrics.goal(name) == Goal.MAXIMIZE))
                .containsExactlyInAnyOrder("auc", "gauc", "accuracy", "xauc", "gxauc", "hr@5", "ndcg@5");
    }

    /// Ratings 1, 3, 2 with outputs .1, .2, .2: (1, 3) and (1, 2) in order, (2, 3) a tie: 2.5 of 3 pairs. With classes
    /// the AUC says the same.
    @Test
    void ordersOfRatingsAreForRatings() {
        float[] outputs = {.1f, .2f, .2f};
        Map<String, Double> ofRatings = ValidationMetrics.of(
                new ScoredRows(outputs, new float[] {1, 3, 2}, new int[] {0, 0, 1}, x -> x), List.of());
        assertThat(ofRatings)
                .containsEntry("xauc", 2.5 / 3)
                .containsEntry("gxauc", 1.0)
                .doesNotContainKey("auc");
        Map<String, Double> ofClasses = ValidationMetrics.of(
                new ScoredRows(outputs, new float[] {0, 1, 1}, new int[] {0, 0, 1}, x -> x), List.of());
        assertThat(ofClasses).containsEntry("gauc", 1.0).doesNotContainKeys("xauc", "gxauc");
    }
}
