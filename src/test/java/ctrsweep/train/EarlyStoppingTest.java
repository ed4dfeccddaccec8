package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.metric.Goal;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {

    @Test
    void stopsAfterPatienceEpochsInARowWithoutImprovement() {
        EarlyStopping stopping = new EarlyStopping(Goal.MAXIMIZE, 0, 2);
        assertThat(stopping.epochEnded(0.6)).isTrue();
        assertThat(stopping.epochEnded(0.6)).isFalse(); // equal is not better
        assertThat(stopping.stops()).isFalse();
        assertThat(stopping.epochEnded(0.7)).isTrue();
        assertThat(stopping.epochEnded(0.65)).isFalse();
        assertThat(stopping.stops()).isFalse();
        assertThat(stopping.epochEnded(0.69)).isFalse();
        assertThat(stopping.stops()).isTrue();
        assertThat(stopping.bestEpoch()).isEqualTo(3);
    }

    @Test
    void anImprovementMustExceedMinDelta() {
        EarlyStopping stopping = new EarlyStopping(Goal.MINIMIZE, 0.1, 3);
        assertThat(stopping.epochEnded(1.0)).isTrue();
        assertThat(stopping.epochEnded(0.95)).isFalse();
        assertThat(stopping.epochEnded(0.89)).isTrue();
    }

    @Test
    void theFirstEpochIsTheBestSoFarEvenIfItsMetricIsNotANumber() {
        EarlyStopping stopping = new EarlyStopping(Goal.MAXIMIZE, 0, 2);
        assertThat(stopping.epochEnded(Double.NaN)).isTrue();
        assertThat(stopping.bestEpoch()).isEqualTo(1);
        assertThat(stopping.epochEnded(0.1)).isTrue();
    }
}
