package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ctrsweep.model.Model;
import ctrsweep.model.ModelName;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Devices that `doctor` has held to the CPU. The CPU stands for one here, with a device's kernels.
class ProvenDevicesTest {
    private static final Devices.Usable MPS = new Devices.Usable("mps", Device.cpu(), new Model.Kernels(false, false));

    @TempDir
    Path cache;

    @Test
    void mpsTrainsTrialsInOneStepOnceItWasProved() {
        ProvenDevices devices = ProvenDevices.in(cache.resolve("new"), Torch.start());
        assertThat(devices.fuses(MPS)).isFalse();
        devices.add(MPS);
        devices.add(MPS);
        assertThat(devices.fuses(MPS)).isTrue();
        assertThat(devices.file()).content().hasLineCount(1);
    }

    @Test
    void cudaNeedsNoProofAndTheCpuGainsNothing() {
        ProvenDevices devices = ProvenDevices.in(cache, Torch.start());
        Model.Kernels kernels = new Model.Kernels(false, false);
        assertThat(devices.fuses(new Devices.Usable("cuda", Device.cpu(), kernels)))
                .isTrue();
        assertThat(devices.fuses(new Devices(Torch.start()).choose("cpu"))).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aDeviceThatIsTheCpuAgrees(ModelName model) {
        DeviceCheck.Agreement agreement = new DeviceCheck(Torch.start()).together(model, MPS);
        assertThat(agreement.holds()).isTrue();
        assertThat(agreement.ofGradient()).isZero();
    }
}
