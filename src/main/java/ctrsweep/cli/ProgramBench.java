package ctrsweep.cli;

import ctrsweep.config.Metric;
import ctrsweep.config.Program;
import ctrsweep.config.SweepSpec;
import ctrsweep.program.Executable;
import ctrsweep.program.ProgramRunner;
import ctrsweep.space.Value;
import ctrsweep.sweep.Basis;
import ctrsweep.sweep.TrialRunner;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Trials are runs of a program. One at a time, unless the spec says otherwise: how many cores it takes only its
/// owner knows.
record ProgramBench(Surroundings surroundings, SweepSpec spec, Program program) implements Workshop.Bench {

    /// @throws CommandFailure when there is no such program: every trial would fail
    static ProgramBench ready(Surroundings surroundings, SweepSpec spec, Program program) {
        String name = program.command().getFirst();
        String search = Optional.ofNullable(System.getenv("PATH")).orElse("");
        Executable.problem(name, surroundings.home(), search).ifPresent(problem -> {
            throw new CommandFailure(problem);
        });
        return new ProgramBench(surroundings, spec, program);
    }

    @Override
    public TrialRunner runner(InstantSource clock, Path folder) {
        return new ProgramRunner(
                program,
                spec.objective().metric(),
                spec.objective().goal(),
                new ProgramRunner.Folders(folder, surroundings.home()),
                clock,
                spec.onFailure().nan(),
                Provenance.here());
    }

    /// A program does not tell which data it reads.
    @Override
    public Basis basis(Map<String, Value> varied) {
        return Basis.UNKNOWN;
    }

    @Override
    public String where() {
        return program.command().getFirst();
    }

    @Override
    public int workers() {
        return 1;
    }

    @Override
    public Map<Metric, Double> reachable() {
        return Map.of();
    }
}
