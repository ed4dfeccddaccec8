package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ctrsweep.config.ExperimentReader;
import ctrsweep.data.Rows;
import ctrsweep.metric.Metric;
import ctrsweep.metric.ValidationMetrics;
import ctrsweep.settings.Experiment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final Experiment CLICKS = changed("training.ranking_ks=[1]");
    private static final Experiment RATINGS = changed("training.ranking_ks=[1]", "loss.name=mse");

    /// Two groups; the logits' sigmoids are .8, .5, .2 and .5.
    private static final float[] OUTPUTS = {(float) Math.log(4), 0, (float) -Math.log(4), 0};

    private static Experiment changed(String... settings) {
        return ExperimentReader.changed(Experiment.DEFAULTS, List.of(settings));
    }

    private static Map<Metric, Double> of(Experiment experiment, float[] outputs, float... labels) {
        return Evaluation.of("val", outputs, rows(labels, new int[] {0, 0, 1, 1}), experiment);
    }

    private static Rows rows(float[] labels, int[] groups) {
        return new Rows(labels.length, new int[0], new int[0], new float[0], labels, groups);
    }

    @Test
    void predictionsOfClicksAreTheLogitsSigmoid() {
        Map<Metric, Double> metrics = of(CLICKS, OUTPUTS, 1, 0, 1, 0);
        // -(ln .8 + ln .5 + ln .2 + ln .5) / 4, over the entropy of one half
        double loss = -(Math.log(0.8) + Math.log(0.5) + Math.log(0.2) + Math.log(0.5)) / 4;
        assertThat(metrics.get(Metric.of("val.logloss"))).isCloseTo(loss, within(1e-7));
        assertThat(metrics.get(Metric.of("val.ne"))).isCloseTo(loss / Math.log(2), within(1e-7));
        // (.2^2 + .5^2 + .8^2 + .5^2) / 4 = 1.18 / 4; (.2 + .5 + .8 + .5) / 4
        assertThat(metrics.get(Metric.of("val.mse"))).isCloseTo(0.295, within(1e-7));
        assertThat(metrics.get(Metric.of("val.rmse"))).isCloseTo(Math.sqrt(0.295), within(1e-7));
        assertThat(metrics.get(Metric.of("val.mae"))).isCloseTo(0.5, within(1e-7));
        // .8 is right and .2 wrong; one half is no click, right both times.
        assertThat(metrics.get(Metric.of("val.accuracy"))).isEqualTo(0.75);
        // Positives .8 and .2 against .5 twice: 2 of 4. By group: 1 of 1, 0 of 1.
        assertThat(metrics.get(Metric.of("val.auc"))).isEqualTo(0.5);
        assertThat(metrics.get(Metric.of("val.gauc"))).isEqualTo(0.5);
        assertThat(metrics.get(Metric.of("val.hr@1"))).isEqualTo(0.5);
    }

    @Test
    void everyMetricThatCanBeChosenIsMeasured() {
        Map<Metric, Double> measured = of(CLICKS, OUTPUTS, 1, 0, 1, 0);
        measured.putAll(of(RATINGS, OUTPUTS, 3, 2, 5, 1));
        assertThat(measured.keySet().stream().map(Metric::name))
                .containsExactlyInAnyOrderElementsOf(ValidationMetrics.names(List.of(1)));
    }

    @Test
    void focalLossPredictsAsCrossEntropyDoes() {
        Experiment focal = changed("training.ranking_ks=[1]", "loss.name=focal");
        assertThat(of(focal, OUTPUTS, 1, 0, 1, 0)).isEqualTo(of(CLICKS, OUTPUTS, 1, 0, 1, 0));
    }

    @Test
    void ratingsHaveErrorsAndPairs() {
        Map<Metric, Double> metrics = of(RATINGS, new float[] {3, 4, 5, 2}, 3, 2, 5, 1);
        // Differences 0, 2, 0, 1. Of the six pairs the predictions turn one round, which is all of the first group.
        assertThat(metrics)
                .isEqualTo(Map.of(
                        Metric.of("val.mse"),
                        5.0 / 4,
                        Metric.of("val.rmse"),
                        Math.sqrt(5.0 / 4),
                        Metric.of("val.mae"),
                        0.75,
                        Metric.of("val.xauc"),
                        5.0 / 6,
                        Metric.of("val.gxauc"),
                        0.5));
    }

    /// The output is the probability, clipped for log loss: -(ln(1 - 1e-7) + ln 1e-7 + 2 ln .75) / 4.
    @Test
    void ratingsOfZeroAndOneAreClasses() {
        Map<Metric, Double> metrics = of(RATINGS, new float[] {1.5f, 0.25f, -0.5f, 0.25f}, 1, 0, 1, 0);
        assertThat(metrics.get(Metric.of("val.logloss")))
                .isCloseTo(-(Math.log(1 - 1e-7) + Math.log(1e-7) + 2 * Math.log(0.75)) / 4, within(1e-9));
        assertThat(metrics.get(Metric.of("val.accuracy"))).isEqualTo(0.75);
        assertThat(metrics.get(Metric.of("val.mse"))).isEqualTo((0.25 + 0.0625 + 2.25 + 0.0625) / 4);
        assertThat(metrics.get(Metric.of("val.auc"))).isEqualTo(0.5);
    }

    @Test
    void whatIsUndefinedIsAbsent() {
        assertThat(of(CLICKS, OUTPUTS, 0, 0, 0, 0).keySet().stream().map(Metric::name))
                .containsExactly("accuracy", "logloss", "mae", "mse", "rmse");
        assertThat(Evaluation.of("val", OUTPUTS, rows(new float[] {1, 0, 1, 0}, new int[0]), CLICKS)
                        .keySet())
                .contains(Metric.of("val.auc"))
                .doesNotContain(Metric.of("val.gauc"), Metric.of("val.hr@1"));
    }

    @Test
    void nanStaysNaN() {
        assertThat(of(CLICKS, new float[] {1, Float.NaN, 0, 0}, 1, 0, 1, 0))
                .hasSize(of(CLICKS, OUTPUTS, 1, 0, 1, 0).size())
                .allSatisfy((metric, value) ->
                        assertThat(value).as(metric.toString()).isNaN());
    }
}
