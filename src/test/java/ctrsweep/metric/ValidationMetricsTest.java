package ctrsweep.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ValidationMetricsTest {

    @Test
    void lossesAndErrorsShrinkAndTheRestGrows() {
        List<String> names = ValidationMetrics.names(List.of(5));
        assertThat(names.stream().filter(name -> ValidationMetrics.goal(name) == Goal.MINIMIZE))
                .containsExactlyInAnyOrder("logloss", "ne", "mse", "rmse", "mae");
        assertThat(names.stream().filter(name -> ValidationMetrics.goal(name) == Goal.MAXIMIZE))
                .containsExactlyInAnyOrder("auc", "gauc", "accuracy", "hr@5", "ndcg@5");
    }
}
