package ctrsweep.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.metric.Metric;
import ctrsweep.report.Cell;
import ctrsweep.sweep.StopReason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageJsonTest {

    @Test
    void noTextEndsTheElementThatItStandsIn() {
        assertThat(PageJson.of(List.of("</script><script>alert(1)</script>", "<!--", "a & b", "it's \"so\"")))
                .doesNotContain("<", ">", "&", "'")
                .isEqualTo("[\"\\u003c/script\\u003e\\u003cscript\\u003ealert(1)\\u003c/script\\u003e\","
                        + "\"\\u003c!--\",\"a \\u0026 b\",\"it\\u0027s \\\"so\\\"\"]");
    }

    /// Terminal escapes and characters that change the writing direction become visible.
    @Test
    void controlCharactersAreReadAndNotObeyed() {
        assertThat(PageJson.of(List.of("\u001b[31mred\u0000", "a\u202eb", "two\nlines")))
                .isEqualTo("[\"\\\\u001b[31mred\\\\u0000\",\"a\\\\u202eb\",\"two\\nlines\"]");
    }

    @Test
    void curvesHaveSixDigits() {
        assertThat(PageJson.of(new double[] {0.123456789, 1.0, -123456.789, 1e-9, Double.NaN, 1234567.5}))
                .isEqualTo("[0.123457,1,-123457,1E-9,null,1.23457E+6]");
    }

    @Test
    void tablesHaveAllDigits() {
        assertThat(PageJson.of(List.of(
                        Cell.of(0.1234567890123),
                        Cell.of(3),
                        Cell.of(Double.NaN),
                        Cell.of(Double.NEGATIVE_INFINITY),
                        new Cell.Absent(),
                        Cell.of("text"))))
                .isEqualTo("[0.1234567890123,3,\"nan\",\"-inf\",null,\"text\"]");
    }

    private record Facts(Optional<Double> there, Optional<StopReason> absent, Metric metric, StopReason reason) {}

    @Test
    void recordsAreObjectsAndWhatIsEmptyIsNull() {
        assertThat(PageJson.of(
                        new Facts(Optional.of(0.5), Optional.empty(), Metric.of("val.auc"), StopReason.LAST_EPOCH)))
                .isEqualTo("{\"there\":0.5,\"absent\":null,\"metric\":\"val.auc\",\"reason\":\"last_epoch\"}");
    }
}
