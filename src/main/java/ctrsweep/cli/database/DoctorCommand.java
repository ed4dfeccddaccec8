package ctrsweep.cli.database;

import ctrsweep.cli.launch.DatabaseOption;
import ctrsweep.cli.launch.Folders;
import ctrsweep.cli.launch.Provenance;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.cli.text.ExitCodes;
import ctrsweep.cli.text.FactList;
import ctrsweep.model.ModelName;
import ctrsweep.store.Database;
import ctrsweep.sweep.DatabaseAddress;
import ctrsweep.sweep.ResultsException;
import ctrsweep.train.DeviceCheck;
import ctrsweep.train.Devices;
import ctrsweep.train.ProvenDevices;
import ctrsweep.train.RootCause;
import ctrsweep.train.Torch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Tries everything that a launch needs: engine, devices, database, folders. Exit 1 if one is not fit.",
        footerHeading = "%nExample:%n",
        footer = {"  ./sweep doctor"})
public final class DoctorCommand implements Callable<Integer> {
    private final ConsoleEnvironment console;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    public DoctorCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Runtime runtime = Runtime.getRuntime();
        FactList lines = new FactList()
                .add("ctrsweep", Provenance.code())
                .add("java", System.getProperty("java.version", "") + ", " + System.getProperty("java.vm.name", ""))
                .add("system", Provenance.here().getOrDefault("os", ""))
                .add("cores", runtime.availableProcessors())
                .add("heap", runtime.maxMemory() / (1 << 20) + " MiB at most");
        boolean fit = engine(lines);
        fit &= results(lines);
        fit &= outputs(lines);
        console.out().print(lines.indented(0));
        return fit ? ExitCodes.DONE : ExitCodes.ERROR;
    }

    /// Tries every device; only the CPU is required to work.
    private boolean engine(FactList lines) {
        try {
            Torch torch = Torch.start();
            lines.add("engine", torch.version());
            Devices devices = new Devices(torch);
            for (String name : List.of("mps", "cuda", "cpu")) {
                lines.add(
                        "device " + name,
                        devices.attempt(name)
                                .problem()
                                .map(why -> "not usable: " + why)
                                .orElse("trains"));
            }
            Devices.Usable chosen = devices.choose("auto");
            lines.add("device auto", chosen.name());
            DeviceCheck check = new DeviceCheck(torch);
            boolean agrees = agrees(lines, "", chosen, check::of);
            return agrees && (chosen.kernels().host() || together(lines, torch, check, chosen));
        } catch (RuntimeException | LinkageError e) {
            lines.add("problem", RootCause.of(e));
            return false;
        }
    }

    /// Steps in which trials train together. Where they agree, sweeps use them from now on.
    private boolean together(FactList lines, Torch torch, DeviceCheck check, Devices.Usable device) {
        if (!agrees(lines, "in one step, ", device, check::together)) {
            return false;
        }
        ProvenDevices.in(console.places().cache(), torch).add(device);
        lines.add(
                "trials in one step",
                "agree; sweeps on %s use them unless the spec has fuse: off".formatted(device.name()));
        return true;
    }

    /// Compares one model there with the CPU.
    private interface Comparison {
        DeviceCheck.Agreement of(ModelName model, Devices.Usable device);
    }

    /// The short form of what `./mvnw verify -Pdevice` tests.
    ///
    /// @param how the models compute, for the labels
    private static boolean agrees(FactList lines, String how, Devices.Usable device, Comparison comparison) {
        boolean all = true;
        for (ModelName model : ModelName.values()) {
            String name = how + model.name().toLowerCase(Locale.ROOT);
            try {
                DeviceCheck.Agreement agreement = comparison.of(model, device);
                lines.add(
                        name,
                        String.format(
                                Locale.ROOT,
                                "%s: logits within %.0e, gradients within %.0e of the CPU's",
                                agreement.holds() ? "agrees" : "DIFFERS",
                                agreement.ofLogits(),
                                agreement.ofGradient()));
                all &= agreement.holds();
            } catch (RuntimeException e) {
                lines.add(name, "FAILS: " + RootCause.of(e));
                all = false;
            }
        }
        if (!all) {
            lines.add(
                    "to report",
                    "all of this page, and the output of ./mvnw verify -Pdevice; --device cpu works meanwhile");
        }
        return all;
    }

    private boolean results(FactList lines) {
        return switch (database.address(console)) {
            case DatabaseAddress.File(Path file) -> file(file, lines);
            case DatabaseAddress.Server server -> server(server, lines);
        };
    }

    /// Connects, but creates nothing.
    private boolean server(DatabaseAddress.Server server, FactList lines) {
        try {
            if (!database.exists(console)) {
                lines.add("database", server + ": no sweeps yet");
                return true;
            }
            boolean writable = isWritable();
            lines.add("database", server + (writable ? ": can be read and written" : ": can be read, but not written"));
            return writable;
        } catch (ResultsException e) {
            lines.add("database", String.valueOf(e.getMessage()));
            return false;
        }
    }

    private boolean isWritable() {
        try (Database results = database.forReading(console)) {
            return results.isWritable();
        }
    }

    private boolean file(Path file, FactList lines) {
        if (!file.toFile().exists()) {
            boolean possible = Folders.writable(file.resolveSibling(""));
            lines.add("database", file + (possible ? ": none yet" : ": none, and none can be made there"));
            return possible;
        }
        try (Database _ = Database.openForReading(file)) {
            boolean writable = Files.isWritable(file) && Folders.writable(file.resolveSibling(""));
            lines.add("database", file + (writable ? ": can be read and written" : ": can be read, but not written"));
            return writable;
        } catch (ResultsException e) {
            lines.add("database", String.valueOf(e.getMessage()));
            return false;
        }
    }

    private boolean outputs(FactList lines) {
        Path folder = console.outputs();
        boolean writable = Folders.writable(folder);
        lines.add("outputs", folder + (writable ? ": can be written" : ": cannot be written"));
        return writable;
    }
}
