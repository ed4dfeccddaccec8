package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ctrsweep.config.ExperimentReader;
import ctrsweep.metric.Goal;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.TrainingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rate of each epoch by the formulas of PyTorch's schedulers of the same names, which are stepped once
/// an epoch.
class ScheduleTest {
    /// cos(pi/4).
    private static final double C = Math.sqrt(0.5);

    @TempDir
    Path folder;

    @Test
    void aConstantRateStays() throws IOException {
        assertThat(rates(3, "training.scheduler=constant")).containsExactly(0.1, 0.1, 0.1);
    }

    /// `StepLR(step_size=2, gamma=0.5)`: halved after epochs 2, 4 ...
    @Test
    void stepDecaysEverySoManyEpochs() throws IOException {
        assertClose(
                rates(5, "training.scheduler=step", "schedule.step_epochs=2", "schedule.gamma=0.5"),
                0.1,
                0.1,
                0.05,
                0.05,
                0.025);
    }

    /// `ExponentialLR(gamma=0.9)`.
    @Test
    void exponentialDecaysEachEpoch() throws IOException {
        assertClose(rates(4, "training.scheduler=exponential", "schedule.gamma=0.9"), 0.1, 0.09, 0.081, 0.0729);
    }

    /// `CosineAnnealingLR(T_max=4, eta_min=0.02)`: 0.02 + 0.08 (1 + cos(pi t / 4)) / 2 for t = 0 ... 3.
    @Test
    void cosineFallsOverAllEpochs() throws IOException {
        assertClose(
                rates(4, "training.scheduler=cosine", "training.num_epochs=4", "schedule.min_lr=0.02"),
                0.1,
                0.02 + 0.04 * (1 + C),
                0.06,
                0.02 + 0.04 * (1 - C));
    }

    /// `CosineAnnealingWarmRestarts(T_0=2, T_mult=2)`: cycles of 2, 4 and 8 epochs.
    @Test
    void restartsBeginAgainInLongerCycles() throws IOException {
        assertClose(
                rates(8, "training.scheduler=cosine_restarts", "schedule.cycle_epochs=2", "schedule.cycle_factor=2"),
                0.1,
                0.05,
                0.1,
                0.05 * (1 + C),
                0.05,
                0.05 * (1 - C),
                0.1,
                0.05 * (1 + Math.cos(Math.PI / 8)));
    }

    /// `T_mult=1`: cycles of equal length.
    @Test
    void restartsMayBeEquallyLong() throws IOException {
        assertClose(
                rates(5, "training.scheduler=cosine_restarts", "schedule.cycle_epochs=2", "schedule.min_lr=0.02"),
                0.1,
                0.06,
                0.1,
                0.06,
                0.1);
    }

    /// 1/4, 2/4, 3/4, and then all of it.
    @Test
    void warmUpRisesInAStraightLine() throws IOException {
        Experiment config = config("schedule.warmup_steps=4");
        assertThat(List.of(1L, 2L, 3L, 4L, 5L, 1_000_000L))
                .extracting(step -> Schedule.warmUp(config.schedule(), step))
                .containsExactly(0.25, 0.5, 0.75, 1.0, 1.0, 1.0);
    }

    @Test
    void withoutWarmUpTheFirstStepHasTheWholeRate() throws IOException {
        assertThat(Schedule.warmUp(config().schedule(), 1)).isEqualTo(1);
    }

    /// Halved after steps 2 and 4, but never below 0.03.
    @Test
    void decaysByStepsDownToAFloor() throws IOException {
        assertClose(
                byStep(
                        6,
                        "training.scheduler=step",
                        "schedule.unit=steps",
                        "schedule.step_epochs=2",
                        "schedule.gamma=0.5",
                        "schedule.min_lr=0.03"),
                0.1,
                0.1,
                0.05,
                0.05,
                0.03,
                0.03);
        assertClose(
                byStep(4, "training.scheduler=exponential", "schedule.unit=steps", "schedule.gamma=0.9"),
                0.1,
                0.09,
                0.081,
                0.0729);
    }

    /// As by epochs, over the trial's 4 steps.
    @Test
    void cosineBySteps() throws IOException {
        assertClose(
                byStep(
                        4,
                        "training.scheduler=cosine",
                        "schedule.unit=steps",
                        "training.steps=4",
                        "schedule.min_lr=0.02"),
                0.1,
                0.02 + 0.04 * (1 + C),
                0.06,
                0.02 + 0.04 * (1 - C));
    }

    @Test
    void manualRatesBeginAtTheirBoundaries() throws IOException {
        String[] rates = {"training.scheduler=manual", "schedule.boundaries=[1, 3]", "schedule.rates=[0.02, 0.001]"};
        assertClose(rates(5, rates), 0.1, 0.02, 0.02, 0.001, 0.001);
        assertThatThrownBy(() -> config("schedule.boundaries=[3, 1]", "schedule.rates=[0.1, 0.2]"))
                .hasMessageContaining("must rise, but 1 comes after 3");
        assertThatThrownBy(() -> config("schedule.boundaries=[1, 3]"))
                .hasMessageContaining("has 1 rates for the 2 boundaries");
    }

    @Test
    void aConstantRateIsCalledNoneElsewhere() throws IOException {
        assertThat(config("training.scheduler=none").training().scheduler())
                .isEqualTo(TrainingSettings.Scheduler.CONSTANT);
    }

    private List<Double> byStep(int steps, String... overrides) throws IOException {
        Schedule schedule = Schedule.of(config(overrides), Goal.MAXIMIZE);
        return LongStream.range(0, steps).mapToObj(schedule::lr).toList();
    }

    private List<Double> rates(int epochs, String... overrides) throws IOException {
        Schedule schedule = Schedule.of(config(overrides), Goal.MAXIMIZE);
        List<Double> rates = new ArrayList<>();
        for (int epoch = 0; epoch < epochs; epoch++) {
            rates.add(schedule.lr(0));
            schedule.epochEnded(0.7);
        }
        return rates;
    }

    private static void assertClose(List<Double> rates, double... expected) {
        assertThat(rates.stream().mapToDouble(rate -> rate).toArray()).containsExactly(expected, within(1e-12));
    }

    private Experiment config(String... overrides) throws IOException {
        return ExperimentReader.read(
                Files.writeString(folder.resolve("config.yaml"), "training: {lr: 0.1}\n"), List.of(overrides));
    }
}
