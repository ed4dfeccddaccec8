package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import ctrsweep.metric.Goal;
import ctrsweep.settings.Experiment;
import org.junit.jupiter.api.Test;

class ReduceOnPlateauTest {

    @Test
    void followsPyTorch() {
        JsonObject golden = Golden.read("reduce_on_plateau").json();
        JsonArray metrics = golden.getAsJsonArray("metric");
        JsonArray rates = golden.getAsJsonArray("lr_after_step");
        ReduceOnPlateau schedule = new ReduceOnPlateau(
                golden.get("initial_lr").getAsDouble(), Goal.MAXIMIZE, Experiment.DEFAULTS.schedule());
        for (int i = 0; i < metrics.size(); i++) {
            schedule.epochEnded(metrics.get(i).getAsDouble());
            assertThat(schedule.lr(0))
                    .as("after step %d", i)
                    .isCloseTo(rates.get(i).getAsDouble(), within(1e-9));
        }
    }

    /// 0.5, then three epochs that are no better: the third exceeds the patience of two.
    @Test
    void aLossIsReducedFromTheOtherSide() {
        ReduceOnPlateau schedule = new ReduceOnPlateau(0.1, Goal.MINIMIZE, Experiment.DEFAULTS.schedule());
        for (double loss : new double[] {0.5, 0.6, 0.7}) {
            schedule.epochEnded(loss);
        }
        assertThat(schedule.lr(0)).isEqualTo(0.1);
        schedule.epochEnded(0.49999); // better, but by less than a ten-thousandth
        assertThat(schedule.lr(0)).isEqualTo(0.05);
    }
}
