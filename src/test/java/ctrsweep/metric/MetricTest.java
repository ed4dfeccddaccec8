package ctrsweep.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricTest {
    @Test
    void ordersByKAsANumber() {
        assertThat(Stream.of("val.hr@10", "val.hr@5", "val.auc", "test.ndcg@1", "val.hr@1")
                        .map(Metric::of)
                        .sorted())
                .map(Metric::toString)
                .containsExactly("test.ndcg@1", "val.auc", "val.hr@1", "val.hr@5", "val.hr@10");
    }
}
