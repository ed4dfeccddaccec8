package ctrsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ctrsweep.metric.Errors;
import ctrsweep.metric.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
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
        double[] predictions = {1, Double.NaN};
        assertThat(Metrics.groupedAuc(predictions, labels, new int[2]).getAsDouble())
                .isNaN();
        assertThat(Errors.of(predictions, labels).logLoss().getAsDouble()).isNaN();
        assertThat(Errors.of(predictions, labels).normalisedEntropy().getAsDouble())
                .isNaN();
        assertThat(Errors.of(predictions, labels).accuracy().getAsDouble()).isNaN();
        assertThat(Errors.of(predictions, labels).meanSquared().getAsDouble()).isNaN();
        assertThat(Errors.of(predictions, labels).rootMeanSquared().getAsDouble())
                .isNaN();
        assertThat(Errors.of(predictions, labels).meanAbsolute().getAsDouble()).isNaN();
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
        assertThat(Errors.of(new double[] {0.8, 0.4}, new float[] {1, 0})
                        .logLoss()
                        .getAsDouble())
                .isCloseTo(expected, within(1e-15));
    }

    @Test
    void sureMistakesCostWhatTheClipAllows() {
        double most = -Math.log(1e-7);
        assertThat(Errors.of(new double[] {0}, new float[] {1}).logLoss().getAsDouble())
                .isCloseTo(most, within(1e-12));
        assertThat(Errors.of(new double[] {1}, new float[] {0}).logLoss().getAsDouble())
                .isCloseTo(most, within(1e-8));
        assertThat(Errors.of(new double[] {0}, new float[] {0}).logLoss().getAsDouble())
                .isCloseTo(1e-7, within(1e-12));
    }

    @Test
    void logLossNeedsRows() {
        assertThat(Errors.of(new double[0], new float[0]).logLoss()).isEmpty();
    }

    @Test
    void groupedAucIsTheMeanOverGroupsWithBothClasses() {
        // Group 3: positive .8, negatives .8 (half) and .1: 1.5 of 2. Group 1: one class. Group 2: positive .2 below
        // .3: 0.
        double[] scores = {0.8, 0.8, 0.1, 0.9, 0.3, 0.2};
        float[] labels = {1, 0, 0, 1, 0, 1};
        int[] groups = {3, 3, 3, 1, 2, 2};
        assertThat(Metrics.groupedAuc(scores, labels, groups).getAsDouble()).isEqualTo((0.75 + 0) / 2);
    }

    @Test
    void groupedAucNeedsAGroupWithBothClasses() {
        assertThat(Metrics.groupedAuc(new double[] {1, 2}, new float[] {1, 0}, new int[] {1, 2}))
                .isEmpty();
        assertThat(Metrics.groupedAuc(new double[] {1, Double.NaN}, new float[] {1, 0}, new int[] {1, 2}))
                .isEmpty();
        assertThat(Metrics.groupedAuc(new double[0], new float[0], new int[0])).isEmpty();
    }

    @Test
    void groupedAucEqualsTheMeanOfCountsOverAllPairs() {
        SplittableRandom random = new SplittableRandom(2);
        for (int trial = 0; trial < 200; trial++) {
            int groups = 1 + random.nextInt(6);
            List<float[]> scores = new ArrayList<>();
            List<float[]> labels = new ArrayList<>();
            for (int group = 0; group < groups; group++) {
                int size = 1 + random.nextInt(12);
                float[] some = new float[size];
                float[] clicks = new float[size];
                for (int i = 0; i < size; i++) {
                    some[i] = random.nextInt(4);
                    clicks[i] = random.nextInt(2);
                }
                scores.add(some);
                labels.add(clicks);
            }
            double expected = IntStream.range(0, groups)
                    .mapToDouble(group -> overAllPairs(scores.get(group), labels.get(group)))
                    .filter(auc -> auc >= 0)
                    .average()
                    .orElse(-1);
            int[] numbers = IntStream.range(0, groups)
                    .flatMap(group -> IntStream.generate(() -> group).limit(scores.get(group).length))
                    .toArray();
            assertThat(Metrics.groupedAuc(joined(scores), joined(labels), numbers)
                            .orElse(-1))
                    .isCloseTo(expected, within(1e-12));
        }
    }

    private static float[] joined(List<float[]> parts) {
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    @Test
    void normalisedEntropyIsOneForTheMeanLabel() {
        // A quarter clicks: entropy -(.25 ln .25 + .75 ln .75) = .5623; predicting .5 throughout loses ln 2.
        float[] labels = {1, 0, 0, 0};
        double entropy = -(0.25 * Math.log(0.25) + 0.75 * Math.log(0.75));
        assertThat(Errors.of(new double[] {0.25, 0.25, 0.25, 0.25}, labels)
                        .normalisedEntropy()
                        .getAsDouble())
                .isCloseTo(1, within(1e-12));
        assertThat(Errors.of(new double[] {0.5, 0.5, 0.5, 0.5}, labels)
                        .normalisedEntropy()
                        .getAsDouble())
                .isCloseTo(Math.log(2) / entropy, within(1e-12));
    }

    @Test
    void normalisedEntropyIsUndefinedWithOneClass() {
        assertThat(Errors.of(new double[] {0.5}, new float[] {1}).normalisedEntropy())
                .isEmpty();
        assertThat(Errors.of(new double[] {0.5}, new float[] {0}).normalisedEntropy())
                .isEmpty();
        assertThat(Errors.of(new double[0], new float[0]).normalisedEntropy()).isEmpty();
    }

    @Test
    void accuracyCountsProbabilitiesOnTheirLabelsSideOfOneHalf() {
        // .9 is a click: right. .5 is not above one half: no click, wrong, then right. .6 is a click: wrong.
        double[] probabilities = {0.9, 0.5, 0.5, 0.6};
        assertThat(Errors.of(probabilities, new float[] {1, 1, 0, 0}).accuracy().getAsDouble())
                .isEqualTo(0.5);
        assertThat(Errors.of(new double[0], new float[0]).accuracy()).isEmpty();
    }

    @Test
    void errorsAreMeansOverRows() {
        // Differences -.5, 2, 0: squares .25 + 4 = 4.25; sizes 2.5.
        double[] predictions = {3, 3, 1};
        float[] ratings = {3.5f, 1, 1};
        assertThat(Errors.of(predictions, ratings).meanSquared().getAsDouble()).isEqualTo(4.25 / 3);
        assertThat(Errors.of(predictions, ratings).rootMeanSquared().getAsDouble())
                .isEqualTo(Math.sqrt(4.25 / 3));
        assertThat(Errors.of(predictions, ratings).meanAbsolute().getAsDouble()).isEqualTo(2.5 / 3);
    }

    @Test
    void errorsNeedRows() {
        assertThat(Errors.of(new double[0], new float[0]).meanSquared()).isEmpty();
        assertThat(Errors.of(new double[0], new float[0]).rootMeanSquared()).isEmpty();
        assertThat(Errors.of(new double[0], new float[0]).meanAbsolute()).isEmpty();
    }

    @Test
    void onlyZeroAndOneAreClasses() {
        assertThat(Metrics.areClasses(new float[] {0, 1, 1})).isTrue();
        assertThat(Metrics.areClasses(new float[] {0, 1, 0.5f})).isFalse();
        assertThat(Metrics.areClasses(new float[] {4, 1})).isFalse();
        assertThat(Metrics.areClasses(new float[] {Float.NaN})).isFalse();
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
            assertThat(Errors.of(scores, labels).logLoss().getAsDouble()).isCloseTo(sample.logloss(), within(1e-9));
            assertThat(Metrics.groupedAuc(scores, labels, new int[labels.length])
                            .getAsDouble())
                    .isCloseTo(sample.auc(), within(1e-9));
            assertThat(Errors.of(scores, labels).normalisedEntropy().getAsDouble())
                    .isCloseTo(sample.logloss() / entropy(labels), within(1e-9));
        });
    }

    /// Of always predicting the mean label.
    private static double entropy(float[] labels) {
        double mean =
                IntStream.range(0, labels.length).mapToDouble(i -> labels[i]).sum() / labels.length;
        return -(mean * Math.log(mean) + (1 - mean) * Math.log(1 - mean));
    }

    /// One group for each user: the mean of the users' AUC, each counted over all pairs.
    @Test
    void groupedAucAgreesWithThePairsOfTheReferenceLists() {
        List<Golden.User> users = Golden.read().ranking().users();
        List<float[]> scores = users.stream()
                .map(user -> narrowed(Golden.doubles(user.scores())))
                .toList();
        List<float[]> labels =
                users.stream().map(user -> Golden.floats(user.labels())).toList();
        int[] groups = IntStream.range(0, users.size())
                .flatMap(user -> IntStream.generate(() -> user).limit(scores.get(user).length))
                .toArray();
        double expected = IntStream.range(0, users.size())
                .mapToDouble(user -> overAllPairs(scores.get(user), labels.get(user)))
                .filter(auc -> auc >= 0)
                .average()
                .orElseThrow();
        assertThat(Metrics.groupedAuc(joined(scores), joined(labels), groups).getAsDouble())
                .isCloseTo(expected, within(1e-12));
    }

    /// Labels 1, 2, 2, 4 with predictions 5, 3, 5, 6: of the five pairs of different labels, (1, 2) is 5 > 3 and wrong,
    /// (1, 2) a tie, (1, 4), (2, 4) and (2, 4) in order: 3.5 / 5.
    @Test
    void xaucCountsPairsOfDifferentLabels() {
        double[] predictions = {5, 3, 5, 6};
        float[] labels = {1, 2, 2, 4};
        assertThat(Metrics.xauc(predictions, labels)).hasValue(0.7);
        // the groups (1, 2) with 5 > 3: 0; (2, 4) with 5 < 6: 1; and one of a single row
        assertThat(Metrics.groupedXauc(predictions, labels, new int[] {0, 0, 1, 1}))
                .hasValue(0.5);
        assertThat(Metrics.groupedXauc(predictions, labels, new int[] {0, 1, 2, 3}))
                .isEmpty();
        assertThat(Metrics.xauc(new double[] {1, 2}, new float[] {3, 3})).isEmpty();
        assertThat(Metrics.xauc(new double[] {1, Double.NaN}, new float[] {3, 4}))
                .hasValue(Double.NaN);
    }

    @Test
    void xaucIsThatOfAllPairs() {
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 200; round++) {
            int rows = 2 + random.nextInt(40);
            double[] predictions = new double[rows];
            float[] labels = new float[rows];
            for (int i = 0; i < rows; i++) {
                predictions[i] = random.nextInt(-5, 6) / 4.0 * (random.nextBoolean() ? 1 : -1);
                labels[i] = random.nextInt(-3, 4) / 2f;
            }
            assertThat(Metrics.xauc(predictions, labels).orElse(Double.NaN))
                    .isEqualTo(Double.valueOf(ofAllPairs(predictions, labels)));
        }
    }

    /// NaN without a pair of different labels.
    private static double ofAllPairs(double[] predictions, float[] labels) {
        double ordered = 0;
        int pairs = 0;
        for (int i = 0; i < labels.length; i++) {
            for (int j = 0; j < labels.length; j++) {
                if (labels[i] < labels[j]) {
                    pairs++;
                    ordered += predictions[i] < predictions[j] ? 1 : predictions[i] == predictions[j] ? 0.5 : 0;
                }
            }
        }
        return ordered / pairs;
    }

    private static float[] narrowed(double[] wide) {
        float[] narrow = new float[wide.length];
        for (int i = 0; i < wide.length; i++) {
            narrow[i] = (float) wide[i];
        }
        return narrow;
    }
}
