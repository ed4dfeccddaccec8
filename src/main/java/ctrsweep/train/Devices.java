package ctrsweep.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ctrsweep.data.Field;
import ctrsweep.data.Rows;
import ctrsweep.data.Schema;
import ctrsweep.model.Model;
import ctrsweep.settings.Experiment;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// The one place that knows devices. A device is usable when a small model trains on it: nothing else proves
/// that every operator is there.
public final class Devices {
    private final Torch torch;
    private final NvidiaDriver driver;

    public Devices(Torch torch) {
        this(torch, NvidiaDriver.ofThisMachine());
    }

    Devices(Torch torch, NvidiaDriver driver) {
        this.torch = torch;
        this.driver = driver;
    }

    /// A device that works.
    ///
    /// @param name `cpu`, `cuda` or `mps`
    public record Usable(String name, Device device, Model.Kernels kernels) {
        /// Whether trials gain by training in one step there.
        public boolean fuses() {
            return Devices.fuses(name);
        }
    }

    /// Whether trials gain by training in one step on the device of that name, as far as is known: on MPS nobody has
    /// shown it yet, and `auto` may be any.
    public static boolean fuses(String name) {
        return name.equals("cuda");
    }

    /// No device of those asked for can be used; the message says why not, of each.
    public static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    /// The result of trying a device.
    ///
    /// @param present whether this machine seems to have it
    /// @param problem why it cannot be used, if it cannot
    public record Trial(String name, boolean present, Optional<String> problem) {}

    /// The device of that name; for `auto` the first that works of MPS, CUDA and CPU.
    ///
    /// @throws Unusable when the named device does not work, with the reason
    public Usable choose(String name) {
        return choose(name, _ -> {});
    }

    /// @param passedOver told of each device that this machine seems to have, and that does not work
    /// @throws Unusable when the named device does not work, with the reason
    public Usable choose(String name, Consumer<Trial> passedOver) {
        List<String> candidates = name.equals("auto") ? List.of("mps", "cuda", "cpu") : List.of(name);
        StringBuilder reasons = new StringBuilder();
        for (String candidate : candidates) {
            Trial trial = attempt(candidate);
            Optional<String> problem = trial.problem();
            if (problem.isEmpty()) {
                return new Usable(candidate, device(candidate), kernels(candidate));
            }
            reasons.append("; ").append(candidate).append(": ").append(problem.get());
            if (trial.present()) {
                passedOver.accept(trial);
            }
        }
        throw new Unusable("device " + name + " cannot be used here" + reasons);
    }

    /// Trains one step of a small model there.
    public Trial attempt(String name) {
        boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");
        if (name.equals("mps") && !mac) {
            return new Trial(name, false, Optional.of("only Macs have it"));
        }
        // DJL counts GPUs by a library that PyTorch's own wheels do not have: where there is a driver, a step tells.
        if (name.equals("cuda") && !torch.hasCuda() && driver.models().isEmpty()) {
            return new Trial(name, false, Optional.of("no CUDA device, or a libtorch without CUDA"));
        }
        try {
            return new Trial(name, true, problemOfStep(device(name), kernels(name)));
        } catch (RuntimeException | LinkageError e) {
            return new Trial(name, true, Optional.of(RootCause.of(e)));
        }
    }

    private Optional<String> problemOfStep(Device device, Model.Kernels kernels) {
        torch.prepareThread();
        Schema schema = new Schema(List.of(Field.sparse("a", 5, 4), Field.sequence("b", 4, 8, 2), Field.dense("c", 4)));
        Rows rows = new Rows(
                4,
                new int[] {1, 2, 3, 4},
                new int[] {1, 0, 2, 3, 0, 0, 1, 1},
                new float[] {0, 1, 2, 3},
                new float[] {0, 1, 0, 1},
                new int[0]);
        try (NDManager manager = torch.manager(device)) {
            Model model = Model.of(Experiment.DEFAULTS, schema, kernels);
            try (ScriptedModel scripted = new ScriptedModel(manager, model, ModelState.initial(model, 1));
                    DeviceRows there = scripted.rows(rows)) {
                NDArray losses = manager.create(new float[1]);
                NDArray order = manager.create(new int[] {3, 2, 1, 0});
                scripted.step(there, order, losses, 0.1, new ScriptedModel.Batch(0, 4, 0, 1, 1));
                float[] logits = scripted.logits(there);
                boolean finite = Float.isFinite(losses.toFloatArray()[0] + logits[0] + logits[3]);
                return finite ? Optional.empty() : Optional.of("a training step gives " + logits[0]);
            }
        }
    }

    private static Device device(String name) {
        return switch (name) {
            case "mps" -> Device.of("mps", -1);
            case "cuda" -> Device.gpu();
            default -> Device.cpu();
        };
    }

    /// oneDNN's linear layers are in libtorch for x86-64, for the CPU only. The choice follows from the machine
    /// and not from a measurement, so that equal runs compute equally.
    private static Model.Kernels kernels(String name) {
        boolean host = name.equals("cpu");
        boolean x86 = List.of("amd64", "x86_64").contains(System.getProperty("os.arch", ""));
        return new Model.Kernels(host && x86, host);
    }
}
