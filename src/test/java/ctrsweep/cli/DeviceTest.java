package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.model.ModelName;
import ctrsweep.settings.Experiment;
import ctrsweep.train.DeviceCheck;
import ctrsweep.train.Devices;
import ctrsweep.train.FusedBenchmark;
import ctrsweep.train.StepBenchmark;
import ctrsweep.train.Torch;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a device other than the CPU must do. `./mvnw verify -Pdevice` runs it on a Mac; `-Dctrsweep.device=cuda`
/// on another machine.
@Tag("device")
class DeviceTest {
    private static final String NAME = System.getProperty("ctrsweep.device", "mps");
    private static final int EARLY = 5;
    private static final int LATE = 30;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void eachModelComputesWhatTheCpuDoes(ModelName model) {
        Torch torch = Torch.start();
        DeviceCheck.Agreement agreement = new DeviceCheck(torch).of(model, new Devices(torch).choose(NAME));
        System.out.printf("%s on %s: %s%n", model, NAME, agreement);
        assertThat(agreement.ofLogits()).isLessThanOrEqualTo(DeviceCheck.TOLERANCE);
        assertThat(agreement.ofGradient()).isLessThanOrEqualTo(DeviceCheck.TOLERANCE);
    }

    @ParameterizedTest
    @EnumSource
    void trialsInOneStepComputeWhatTheCpuDoes(ModelName model) {
        Torch torch = Torch.start();
        DeviceCheck.Agreement agreement = new DeviceCheck(torch).together(model, new Devices(torch).choose(NAME));
        System.out.printf("%s in one step on %s: %s%n", model, NAME, agreement);
        assertThat(agreement.ofLogits()).isLessThanOrEqualTo(DeviceCheck.TOLERANCE);
        assertThat(agreement.ofGradient()).isLessThanOrEqualTo(DeviceCheck.TOLERANCE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 16, 64})
    void stepsOfManyTrialsAreTimed(int trials) {
        Torch torch = Torch.start();
        FusedBenchmark.Result result = new FusedBenchmark(
                        torch, new Devices(torch).choose(NAME), StepBenchmark.MOVIELENS)
                .run(Experiment.DEFAULTS, trials, 20);
        System.out.printf(
                "%s: %d trials in one step: %.2f ms, %.3f for each%n",
                NAME, trials, result.millisPerStep(), result.millisPerStep() / trials);
        assertThat(result.loss()).isBetween(0.1, 1.0);
    }

    @Test
    void trainsBesideTheCpu() {
        Torch torch = Torch.start();
        for (String name : List.of(NAME, "cpu")) {
            StepBenchmark.Result result = new StepBenchmark(
                            torch, new Devices(torch).choose(name), StepBenchmark.MOVIELENS)
                    .run(Experiment.DEFAULTS, 20);
            System.out.printf(
                    "%s: %.1f ms per step, %,.0f rows/s in evaluation%n",
                    name, result.millisPerStep(), result.evalRowsPerSecond());
            assertThat(result.loss()).isBetween(0.1, 1.0);
        }
    }

    @Test
    void aSweepRunsToItsEnd() {
        SmallSweep sweep = SmallSweep.in(folder);
        Cli launched = sweep.launch(sweep.spec(SmallSweep.GRID), "--device", NAME);
        assertThat(launched.code()).as(launched.err()).isZero();
        assertThat(sweep.ask("SELECT DISTINCT state FROM trial")).containsExactly(List.of("completed"));
        assertThat(sweep.ask("SELECT DISTINCT value FROM provenance WHERE key = 'device'"))
                .containsExactly(List.of(NAME));
    }

    @Test
    void thirtyTrialsHoldNoMoreMemoryThanFive() throws Exception {
        SmallSweep sweep = SmallSweep.in(folder);
        Path spec = sweep.spec(30_000, "{metric: val.auc}", """
                overrides: {training.num_epochs: 1, training.batch_size: 2048}
                method: grid
                parameters: {seed: {min: 1, max: %d}}
                """.formatted(LATE + 2));
        try (Child child = Child.start(
                folder,
                "launch",
                spec.toString(),
                "--db",
                sweep.database().toString(),
                "--device",
                NAME,
                "--workers",
                "1")) {
            long early = child.residentAfter(EARLY);
            long late = child.residentAfter(LATE);
            System.out.printf("resident on %s: %,d KiB, then %,d KiB%n", NAME, early, late);
            assertThat(late).isLessThanOrEqualTo(early * 12 / 10);
            assertThat(child.exitCode()).isZero();
        }
    }
}
