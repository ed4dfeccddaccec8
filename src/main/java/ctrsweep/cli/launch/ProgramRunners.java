package ctrsweep.cli.launch;

import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.config.GpuShare;
import ctrsweep.config.Program;
import ctrsweep.config.SweepSpec;
import ctrsweep.metric.Metric;
import ctrsweep.program.Executable;
import ctrsweep.program.ProgramRunner;
import ctrsweep.program.VisibleGpus;
import ctrsweep.space.Value;
import ctrsweep.sweep.Basis;
import ctrsweep.sweep.TrialRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Runs trials as processes of a program. One at a time, unless the spec gives a number: only its owner knows
/// how many cores it uses. With GPUs, as many at a time as there are GPUs for.
///
/// @param gpus a value of `CUDA_VISIBLE_DEVICES` for each trial at a time; empty for that of the launch
record ProgramRunners(ConsoleEnvironment console, SweepSpec spec, Program program, List<String> gpus)
        implements SweepLauncher.RunnerFactory {

    /// @throws CommandFailure when there is no such program, or not the GPUs that a trial needs: every trial would
    ///     fail
    static ProgramRunners ready(ConsoleEnvironment console, SweepSpec spec, Program program) {
        Path folder = program.folder().orElse(console.home());
        if (!Files.isDirectory(folder)) {
            throw new CommandFailure("runner.cwd: there is no folder " + folder);
        }
        String search = Optional.ofNullable(System.getenv("PATH")).orElse("");
        Executable.problem(program.executable(), folder, search).ifPresent(problem -> {
            throw new CommandFailure(problem);
        });
        return new ProgramRunners(
                console,
                spec,
                program,
                spec.workers().gpus().map(ProgramRunners::found).orElse(List.of()));
    }

    private static List<String> found(GpuShare share) {
        if (!share.named().isEmpty()) {
            return share.groups(share.named());
        }
        try {
            VisibleGpus visible = VisibleGpus.of(System.getenv());
            List<String> groups = share.groups(visible.names());
            if (groups.isEmpty()) {
                String there = visible.names().isEmpty()
                        ? "there is none"
                        : "a trial needs %d, but there are %d"
                                .formatted(share.perTrial(), visible.names().size());
                throw new CommandFailure("workers.gpus: " + there + ": " + visible.source());
            }
            return groups;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted while nvidia-smi listed the GPUs");
        }
    }

    @Override
    public TrialRunner runner(InstantSource clock, Path folder, int together, Consumer<String> said) {
        return new ProgramRunner(
                program,
                spec.objective().metric(),
                spec.objective().goal(),
                new ProgramRunner.Folders(folder, console.home()),
                clock,
                spec.onFailure().nan(),
                Provenance.here(),
                gpus);
    }

    /// The basis is unknown, since a program does not report which data it reads.
    @Override
    public Basis basis(Map<String, Value> varied) {
        return Basis.UNKNOWN;
    }

    @Override
    public String where() {
        return gpus.isEmpty()
                ? program.executable()
                : "%s with GPU %s".formatted(program.executable(), String.join(" or ", gpus));
    }

    @Override
    public Optional<String> device() {
        return Optional.empty();
    }

    @Override
    public int workers() {
        return Math.max(1, gpus.size());
    }

    @Override
    public boolean fuses() {
        return false;
    }

    @Override
    public Map<Metric, Double> reachable() {
        return Map.of();
    }
}
