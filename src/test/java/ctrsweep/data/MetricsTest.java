package ctrsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MetricsTest {

    @Test
    void aucCountsPairsInOrderAndTiesHalf() {
        // Positives .8 .4, negatives .4 .1. Pairs: .8>.4, .8>.1, .4=.4 (half), .4>.1: 3.5 of 4.
        float[] scores = {0.8f, 0.4f, 0.4f, 0.1f};
        float[] labels = {1, 1, 0, 0};
        assertThat(Metrics.auc(scores, labels).getAsDouble()).isEqualTo(3.5 / 4);
    }

    @Test
    void aucOfEqualScoresIsOneHalfInAnyOrder() {
        assertThat(Metrics.auc(new float[] {2, 2, 2}, new float[] {1, 0, 0}).getAsDouble())
                .isEqualTo(0.5);
        assertThat(Metrics.auc(new float[] {0f, -0f}, new float[] {0, 1}).getAsDouble())
                .isEqualTo(0.5);
    }

    @Test
    void aucIsUndefinedWithOneClass() {
        assertThat(Metrics.auc(new float[] {1, 2}, new float[] {1, 1})).isEmpty();
        assertThat(Metrics.auc(new float[] {1, 2}, new float[] {0, 0})).isEmpty();
        assertThat(Metrics.auc(new float[0], new float[0])).isEmpty();
    }

    @Test
    void aScoreThatIsNotANumberMakesTheMetricSo() {
        float[] scores = {1, Float.NaN};
        float[] labels = {1, 0};
        assertThat(Metrics.auc(scores, labels).getAsDouble()).isNaN();
        assertThat(Metrics.logLossOfLogits(scores, labels).getAsDouble()).isNaN();
    }

    @Test
    void aucEqualsTheCountOverAllPairs() {
        SplittableRandom random = new SplittableRandom(1);
        for (int trial = 0; trial < 200; trial++) {
            int size = 2 + random.nextInt(40);
            float[] scores = new float[size];
            float[] labels = new float[size];
            for (int i = 0; i < size; i++) {
                scores[i] = random.nextInt(8) - 4;
                labels[i] = random.nextInt(2);
            }
            assertThat(Metrics.auc(scores, labels).orElse(-1)).isEqualTo(overAllPairs(scores, labels));
        }
    }

    private static double overAllPairs(float[] scores, float[] labels) {
        double won = 0;
        int pairs = 0;
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < scores.length; j++) {
                if (labels[i] == 1 && labels[j] == 0) {
                    pairs++;
                    won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }
        return pairs == 0 ? -1 : won / pairs;
    }

    @Test
    void logLossIsTheMeanOfMinusLogOfTheLabelsProbability() {
        // -(ln .8 + ln(1 - .4)) / 2
        double expected = -(Math.log(0.8) + Math.log(0.6)) / 2;
        assertThat(Metrics.logLoss(new double[] {0.8, 0.4}, new float[] {1, 0}).getAsDouble())
                .isCloseTo(expected, within(1e-15));
    }

    @Test
    void logLossOfLogitsIsThatOfTheirSigmoid() {
        // sigmoid(ln 4) = .8, sigmoid(0) = .5
        double expected = -(Math.log(0.8) + Math.log(0.5)) / 2;
        assertThat(Metrics.logLossOfLogits(new float[] {(float) Math.log(4), 0}, new float[] {1, 0})
                        .getAsDouble())
                .isCloseTo(expected, within(1e-7));
    }

    @Test
    void sureMistakesCostWhatTheClipAllows() {
        double most = -Math.log(1e-7);
        assertThat(Metrics.logLoss(new double[] {0}, new float[] {1}).getAsDouble())
                .isCloseTo(most, within(1e-12));
        assertThat(Metrics.logLossOfLogits(new float[] {Float.POSITIVE_INFINITY}, new float[] {0})
                        .getAsDouble())
                .isCloseTo(most, within(1e-8));
        assertThat(Metrics.logLossOfLogits(new float[] {-1000}, new float[] {0}).getAsDouble())
                .isCloseTo(1e-7, within(1e-12));
    }

    @Test
    void logLossNeedsRows() {
        assertThat(Metrics.logLoss(new double[0], new float[0])).isEmpty();
    }

    @Test
    void refusesScoresWithoutLabels() {
        assertThatThrownBy(() -> Metrics.auc(new float[2], new float[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 scores but 3 labels");
    }

    @Test
    void agreesWithTheReferenceNumbers() {
        assertThat(Golden.read().binary()).hasSize(5).allSatisfy(sample -> {
            double[] scores = Golden.doubles(sample.scores());
            float[] labels = Golden.floats(sample.labels());
            assertThat(Metrics.auc(scores, labels).getAsDouble()).isCloseTo(sample.auc(), within(1e-9));
            assertThat(Metrics.logLoss(scores, labels).getAsDouble()).isCloseTo(sample.logloss(), within(1e-9));
        });
    }
}
