package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.metric.Goal;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {

    @Test
    void stopsAfterPatienceEpochsInARowWithoutImprovement() {
        EarlyStopping stopping = new EarlyStopping(Goal.MAXIMIZE, 0, 2, 0);
        assertThat(stopping.epochEnded(0.6, 10)).isTrue();
        assertThat(stopping.epochEnded(0.6, 10)).isFalse(); // equal is not better
        assertThat(stopping.stops()).isFalse();
        assertThat(stopping.epochEnded(0.7, 10)).isTrue();
        assertThat(stopping.epochEnded(0.65, 10)).isFalse();
        assertThat(stopping.stops()).isFalse();
        assertThat(stopping.epochEnded(0.69, 10)).isFalse();
        assertThat(stopping.stops()).isTrue();
        assertThat(stopping.bestEpoch()).isEqualTo(3);
    }

    @Test
    void anImprovementMustExceedMinDelta() {
        EarlyStopping stopping = new EarlyStopping(Goal.MINIMIZE, 0.1, 3, 0);
        assertThat(stopping.epochEnded(1.0, 10)).isTrue();
        assertThat(stopping.epochEnded(0.95, 10)).isFalse();
        assertThat(stopping.epochEnded(0.89, 10)).isTrue();
    }

    @Test
    void theFirstEpochIsTheBestSoFarEvenIfItsMetricIsNotANumber() {
        EarlyStopping stopping = new EarlyStopping(Goal.MAXIMIZE, 0, 2, 0);
        assertThat(stopping.epochEnded(Double.NaN, 10)).isTrue();
        assertThat(stopping.bestEpoch()).isEqualTo(1);
        assertThat(stopping.epochEnded(0.1, 10)).isTrue();
    }

    /// Epochs of 10 steps: the best is after 20, so that 25 steps are over after the epoch that ends with step 50.
    @Test
    void stopsWhenStepsBroughtNothing() {
        EarlyStopping stopping = new EarlyStopping(Goal.MAXIMIZE, 0, 100, 25);
        for (double metric : new double[] {0.5, 0.6, 0.6, 0.6}) {
            stopping.epochEnded(metric, 10);
        }
        assertThat(stopping.stops()).isFalse();
        stopping.epochEnded(0.6, 10);
        assertThat(stopping.stops()).isTrue();
        assertThat(stopping.bestEpoch()).isEqualTo(2);
    }
}
