package ctrsweep.cli.launch;

import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.cli.text.ExitCodes;
import ctrsweep.cli.text.Verbosity;
import ctrsweep.config.ConfigException;
import ctrsweep.config.KeptSpec;
import ctrsweep.config.SourceFile;
import ctrsweep.config.SpecReader;
import ctrsweep.config.SweepSpec;
import ctrsweep.config.Workload;
import ctrsweep.data.DataException;
import ctrsweep.files.OutputsUri;
import ctrsweep.files.UnreachableException;
import ctrsweep.space.Value;
import ctrsweep.store.Database;
import ctrsweep.store.PendingSweep;
import ctrsweep.sweep.DatabaseAddress;
import ctrsweep.sweep.IncomparableException;
import ctrsweep.sweep.LaunchSummary;
import ctrsweep.sweep.LaunchSummary.Ending;
import ctrsweep.sweep.Owner;
import ctrsweep.sweep.Plan;
import ctrsweep.train.Devices;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Takes trials of every sweep of a database that has any left. Sweeps have turns, the oldest first; a turn ends when
/// no trial of the sweep is free, or after ten minutes if another sweep has one.
///
/// A sweep that cannot run here, for instance because its data is missing or is not the same, is reported once and
/// left alone until its spec changes.
public final class SweepWorker {
    private static final Duration TURN = Duration.ofMinutes(10);

    private final ConsoleEnvironment console;
    private final DatabaseAddress address;
    private final Set<String> names;
    private final Optional<OutputsUri> outputs;
    private final SweepLauncher.Parallelism parallelism;
    private final Verbosity.Level level;
    private final LaunchReporter reporter;

    /// The state of each sweep when no trial of it was free, by its id.
    private final Map<Long, State> exhausted = new HashMap<>();

    /// The specs that do not run here, by the sweep's id.
    private final Map<Long, String> refused = new HashMap<>();

    /// The sweep of the latest turn: its data stays in memory for the next one.
    private Optional<Ready> ready = Optional.empty();

    private long latest;
    private boolean someFailed;

    private record State(String specHash, int generation, long ended, long free) {
        static State of(PendingSweep sweep) {
            return new State(sweep.specHash(), sweep.generation(), sweep.ended(), sweep.free());
        }
    }

    private record Ready(long sweep, String specHash, SweepLauncher launcher) {
        boolean isOf(PendingSweep pending) {
            return sweep == pending.id() && specHash.equals(pending.specHash());
        }
    }

    /// @param names of the sweeps to work on; empty for all
    /// @param outputs where the command line wants the files of trials
    public SweepWorker(
            ConsoleEnvironment console,
            DatabaseAddress address,
            Set<String> names,
            Optional<OutputsUri> outputs,
            SweepLauncher.Parallelism parallelism,
            Verbosity.Level level) {
        this.console = console;
        this.address = address;
        this.names = Set.copyOf(names);
        this.outputs = outputs;
        this.parallelism = parallelism;
        this.level = level;
        reporter = new LaunchReporter(console.err(), level, Optional.empty());
    }

    /// Works until it is interrupted.
    ///
    /// @param untilIdle whether it also ends when no trial is free
    /// @return the exit code
    public int work(boolean untilIdle) {
        try (Interruption interruption = Interruption.begin(reporter);
                Database database = Database.openForWriting(address, reporter::note)) {
            boolean idle = false;
            tellUnknown(PendingSweep.of(database, Owner.self()::knowsDead));
            while (true) {
                List<PendingSweep> all = PendingSweep.of(database, Owner.self()::knowsDead);
                Optional<PendingSweep> next = next(all);
                if (next.isPresent()) {
                    idle = false;
                    if (turn(database, next.get(), interruption)) {
                        return ExitCodes.INTERRUPTED;
                    }
                } else if (untilIdle) {
                    reporter.note("no trial is free");
                    return someFailed ? ExitCodes.SOME_FAILED : ExitCodes.DONE;
                } else {
                    if (!idle) {
                        reporter.note("no trial is free; waits for one, until Ctrl-C");
                    }
                    idle = true;
                    if (interruption.pause(SweepLauncher.lease().dividedBy(12))) {
                        return ExitCodes.INTERRUPTED;
                    }
                }
            }
        }
    }

    /// The next sweep after the one of the latest turn; after the newest comes the oldest.
    private Optional<PendingSweep> next(List<PendingSweep> all) {
        return all.stream()
                .sorted(Comparator.comparing((PendingSweep sweep) -> sweep.id() <= latest))
                .filter(this::mayHaveTrials)
                .findFirst();
    }

    private boolean isOver(Instant end, Database database) {
        return !InstantSource.system().instant().isBefore(end)
                && PendingSweep.of(database, Owner.self()::knowsDead).stream()
                        .anyMatch(sweep -> sweep.id() != latest && mayHaveTrials(sweep));
    }

    private void tellUnknown(List<PendingSweep> all) {
        names.stream()
                .filter(name -> all.stream().noneMatch(sweep -> sweep.name().equals(name)))
                .sorted()
                .forEach(name -> reporter.problem("there is no sweep %s yet in %s".formatted(name, address)));
    }

    private boolean mayHaveTrials(PendingSweep sweep) {
        if (!(names.isEmpty() || names.contains(sweep.name()))
                || sweep.specHash().equals(refused.get(sweep.id()))
                || State.of(sweep).equals(exhausted.get(sweep.id()))) {
            return false;
        }
        if (sweep.free() > 0) {
            return true;
        }
        Optional<SweepSpec> spec = read(sweep);
        boolean complete = spec.filter(
                        known -> sweep.ended() >= new Plan(known).size().trials())
                .isPresent();
        if (complete) {
            exhausted.put(sweep.id(), State.of(sweep));
        }
        return spec.isPresent() && !complete;
    }

    /// @return whether it was interrupted
    private boolean turn(Database database, PendingSweep sweep, Interruption interruption) {
        latest = sweep.id();
        try (LaunchLog log = new LaunchLog(InstantSource.system())) {
            LaunchReporter said = new LaunchReporter(console.err(), level, Optional.of(log));
            Optional<SweepLauncher> launcher = launcher(sweep, said);
            if (launcher.isEmpty()) {
                return false;
            }
            Instant end = InstantSource.system().instant().plus(TURN);
            LaunchSummary summary =
                    launcher.get().turn(database, address, log, parallelism, () -> isOver(end, database), interruption);
            if (summary.ending() == Ending.STOPPED) {
                return true;
            }
            someFailed |= summary.failed() > 0;
            conclude(database, sweep, summary);
        } catch (IncomparableException | UnreachableException problem) {
            refuse(sweep, String.valueOf(problem.getMessage()));
        }
        return interruption.pause(Duration.ZERO);
    }

    private void conclude(Database database, PendingSweep sweep, LaunchSummary summary) {
        switch (summary.ending()) {
            case TURN, STOPPED -> {}
            case PLAN_DONE, ELSEWHERE ->
                PendingSweep.of(database, Owner.self()::knowsDead).stream()
                        .filter(now -> now.id() == sweep.id())
                        .forEach(now -> exhausted.put(now.id(), State.of(now)));
            case TARGET -> refuse(sweep, "the target is reached");
            case FAILURES -> refuse(sweep, "as many trials failed as budget.failures allows");
            case ALL_FAIL -> refuse(sweep, "its first trials here all failed in the same way");
            case WALL -> refuse(sweep, "budget.wall is used up");
        }
    }

    private Optional<SweepLauncher> launcher(PendingSweep sweep, LaunchReporter said) {
        if (ready.isEmpty() || !ready.get().isOf(sweep)) {
            ready = Optional.empty();
            try {
                ready = read(sweep)
                        .map(spec -> new Ready(
                                sweep.id(), sweep.specHash(), SweepLauncher.open(console, spec, outputs, reporter)));
            } catch (ConfigException
                    | DataException
                    | CommandFailure
                    | UnreachableException
                    | Devices.Unusable problem) {
                refuse(sweep, String.valueOf(problem.getMessage()));
            }
        }
        return ready.map(prepared -> prepared.launcher().with(said));
    }

    /// The spec as the database has it; empty if it does not say all that its launch knew.
    private Optional<SweepSpec> read(PendingSweep sweep) {
        try {
            SweepSpec spec = SpecReader.read(
                    new SourceFile(sweep.name(), KeptSpec.complete(sweep.specText(), sweep.base(), sweep.name())));
            if (!spec.hash().equals(sweep.specHash())) {
                refuse(sweep, "the database does not have all of its spec (launch -P, or an earlier version)");
                return Optional.empty();
            }
            if (spec.workload() instanceof Workload.Running running && !hasItsOwnFolder(running)) {
                refuse(sweep, "its program runs in the folder of the spec, unless runner.cwd is an absolute path");
                return Optional.empty();
            }
            return Optional.of(spec);
        } catch (ConfigException problem) {
            refuse(sweep, String.join("; ", problem.problems()));
            return Optional.empty();
        }
    }

    private static boolean hasItsOwnFolder(Workload.Running running) {
        return running.program().written().get("cwd") instanceof Value.Text(String folder)
                && Path.of(folder).isAbsolute();
    }

    private void refuse(PendingSweep sweep, String why) {
        refused.put(sweep.id(), sweep.specHash());
        reporter.problem("%s is left alone here: %s".formatted(sweep.name(), why));
    }
}
