package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ctrsweep.data.Rows;
import ctrsweep.settings.LossSettings.LossName;
import ctrsweep.sweep.Outcome;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private static final int[] NO_LISTS = {};

    /// The error of a row is 1 or 0, each for half of n rows: the mean's standard error is 0.5 / sqrt(n), and
    /// 95% lie within 1.96 of them.
    @Test
    void anIntervalOfAMeanIsTheNormalOne() {
        int n = 4_000;
        float[] predictions = new float[n];
        float[] labels = new float[n];
        for (int row = 0; row < n; row++) {
            labels[row] = row % 2;
        }
        Outcome.Interval interval = interval("mae", LossName.MSE, 0.5, predictions, rows(labels, NO_LISTS));
        double half = 1.96 * 0.5 / Math.sqrt(n);
        assertThat(interval.low()).isCloseTo(0.5 - half, within(0.2 * half));
        assertThat(interval.high()).isCloseTo(0.5 + half, within(0.2 * half));
    }

    /// A large split costs no more, and its interval is as narrow as it should be.
    @Test
    void ofManyRowsFewerAreDrawnAndTheSpreadIsScaled() {
        int n = 90_000;
        float[] labels = new float[n];
        for (int row = 0; row < n; row++) {
            labels[row] = row % 2;
        }
        Outcome.Interval interval = interval("mae", LossName.MSE, 0.5, new float[n], rows(labels, NO_LISTS));
        assertThat(interval.high() - interval.low()).isCloseTo(2 * 1.96 * 0.5 / Math.sqrt(n), within(0.0015));
    }

    /// Of two normal scores one apart, n of each, Hanley and McNeil (1982) give AUC .760 a standard error of
    /// about sqrt((A(1-A) + (n-1)(Q1 - A^2) + (n-1)(Q2 - A^2)) / n^2).
    @Test
    void anIntervalOfAucAgreesWithHanleyAndMcNeil() {
        int n = 500;
        Random random = new Random(3);
        float[] scores = new float[2 * n];
        float[] labels = new float[2 * n];
        for (int row = 0; row < 2 * n; row++) {
            labels[row] = row % 2;
            scores[row] = (float) (random.nextGaussian() + labels[row]);
        }
        double auc =
                Evaluation.metric("auc", scores, labels, NO_LISTS, LossName.BCE).orElseThrow();
        double q1 = auc / (2 - auc);
        double q2 = 2 * auc * auc / (1 + auc);
        double error = Math.sqrt((auc * (1 - auc) + (n - 1) * (q1 - auc * auc) + (n - 1) * (q2 - auc * auc)) / n / n);
        Outcome.Interval interval = interval("auc", LossName.BCE, auc, scores, rows(labels, NO_LISTS));
        assertThat((interval.high() - interval.low()) / (2 * 1.96)).isCloseTo(error, within(0.15 * error));
        assertThat(interval.contains(auc)).isTrue();
    }

    /// Ten lists that are all good or all bad: rows within a list tell nothing new.
    @Test
    void metricsOfListsDrawWholeLists() {
        int lists = 10;
        int each = 100;
        float[] scores = new float[lists * each];
        float[] labels = new float[lists * each];
        int[] groups = new int[lists * each];
        for (int row = 0; row < scores.length; row++) {
            groups[row] = row / each;
            labels[row] = row % 2;
            scores[row] = groups[row] % 2 == 0 ? labels[row] : -labels[row];
        }
        Outcome.Interval interval = interval("gauc", LossName.BCE, 0.5, scores, rows(labels, groups));
        assertThat(interval.high() - interval.low()).isBetween(0.4, 0.8);
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        float[] scores = {0.1f, 0.7f, 0.3f, 0.9f, 0.2f, 0.4f};
        Rows rows = rows(new float[] {0, 1, 0, 1, 1, 0}, NO_LISTS);
        assertThat(interval("logloss", LossName.BCE, 0.6, scores, rows))
                .isEqualTo(interval("logloss", LossName.BCE, 0.6, scores, rows));
    }

    @Test
    void whatIsNoNumberHasNoInterval() {
        Rows rows = rows(new float[] {0, 1}, NO_LISTS);
        assertThat(new Bootstrap("auc", LossName.BCE, 1).interval(Double.NaN, new float[2], rows))
                .isEqualTo(Optional.empty());
    }

    private static Outcome.Interval interval(String metric, LossName loss, double value, float[] outputs, Rows rows) {
        return new Bootstrap(metric, loss, 7).interval(value, outputs, rows).orElseThrow();
    }

    private static Rows rows(float[] labels, int[] groups) {
        return new Rows(labels.length, new int[0], new int[0], new float[0], labels, groups);
    }
}
