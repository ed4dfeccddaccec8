package ctrsweep.cli.launch;

import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.cli.text.Phrases;
import ctrsweep.config.Fuse;
import ctrsweep.config.SweepSpec;
import ctrsweep.config.Workload;
import ctrsweep.files.OutputsUri;
import ctrsweep.files.RemoteFolder;
import ctrsweep.json.Json;
import ctrsweep.metric.Metric;
import ctrsweep.remote.RemoteTrials;
import ctrsweep.settings.Experiment;
import ctrsweep.space.Value;
import ctrsweep.store.Database;
import ctrsweep.store.DatabaseResults;
import ctrsweep.store.DatabaseSweepLog;
import ctrsweep.store.SweepEdits;
import ctrsweep.store.SweepLabelEdits;
import ctrsweep.sweep.Basis;
import ctrsweep.sweep.DatabaseAddress;
import ctrsweep.sweep.LaunchSummary;
import ctrsweep.sweep.LaunchSummary.Ending;
import ctrsweep.sweep.LaunchTiming;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.Owner;
import ctrsweep.sweep.Plan;
import ctrsweep.sweep.SweepDefinition;
import ctrsweep.sweep.SweepLabels;
import ctrsweep.sweep.SweepLoop;
import ctrsweep.sweep.TrialRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Launches a sweep. Everything it needs is prepared before anything is written.
///
/// @param runners creates the runners of its trials
/// @param outputs where files go beside the local folder
public record SweepLauncher(
        ConsoleEnvironment console,
        SweepSpec spec,
        RunnerFactory runners,
        RemoteOutputs outputs,
        LaunchReporter reporter) {
    /// Seconds without a heartbeat after which another process may take over a trial. On the same machine it
    /// need not wait once the owner has ended. Tests set a shorter time by the system property `ctrsweep.lease`.
    private static final long LEASE_SECONDS = 60;

    /// Creates the runners of trials.
    interface RunnerFactory {
        /// @param folder of the sweep's outputs
        /// @param together the most trials in one step; 0 where trials train one after the other
        /// @param said told what happens on the way
        TrialRunner runner(InstantSource clock, Path folder, int together, Consumer<String> said);

        /// Does what remains to be done with the files of trials once a launch has come to its end.
        default void ended(Database results, SweepFiles files, LaunchReporter reporter) {}

        /// The basis of trials with the given settings of the data.
        ///
        /// @param varied settings as in [Basis]; empty for the base config
        Basis basis(Map<String, Value> varied);

        /// The device or program, in words: `cpu`, `python3`.
        String where();

        /// The device that trials compute on; empty for a program, which chooses its own.
        Optional<String> device();

        /// The default number of trials at a time, where they train one after the other.
        int workers();

        /// Whether `fuse: auto` lets trials train in one step.
        boolean fuses();

        /// The best values that any model can reach, if known.
        Map<Metric, Double> reachable();
    }

    /// @param asked where the command line wants the files of trials
    /// @throws ctrsweep.files.UnreachableException when that place, or the spec's, cannot be used
    public static SweepLauncher open(
            ConsoleEnvironment console, SweepSpec spec, Optional<OutputsUri> asked, LaunchReporter reporter) {
        RemoteOutputs outputs = RemoteOutputs.of(asked.or(spec::outputs), console.home());
        outputs.check();
        Path folder = asked.or(spec::outputs).flatMap(OutputsUri::folder).orElse(console.outputs());
        if (!Folders.writable(folder)) {
            throw OutputsOption.unwritable(folder.resolve(spec.name()));
        }
        RunnerFactory runners =
                switch (spec.workload()) {
                    case Workload.Training(Experiment base) ->
                        new TrainingRunners(
                                console, spec, base, TrainingResources.ready(console, base, reporter::note));
                    case Workload.Running running -> ProgramRunners.ready(console, spec, running.program());
                };
        return new SweepLauncher(console, spec, runners, outputs, reporter);
    }

    /// How many trials run at a time, where the command line says so.
    public record Parallelism(Optional<Integer> workers, Optional<Fuse> fuse) {}

    /// Runs the sweep and prints its results.
    ///
    /// @param address the results database, created if missing
    /// @param newData whether trials begin a new generation if the data has changed
    /// @param owner of the sweep, if the user names one
    public LaunchSummary launch(
            DatabaseAddress address,
            LaunchLog log,
            Parallelism parallelism,
            SweepLoop.Persistence persistence,
            boolean newData,
            Optional<String> owner) {
        try (Interruption interruption = Interruption.begin(reporter);
                Database database = Database.openForWriting(address, reporter::note)) {
            SweepFiles files = begin(database, address, log);
            Consumer<SweepLoop> begun = loop -> {
                interruption.stops(loop);
                label(database, owner);
            };
            LaunchSummary summary = run(database, files, parallelism, persistence, newData, begun, SweepLoop::run);
            if (summary.ending() != Ending.STOPPED) {
                runners.ended(database, files, reporter);
            }
            new LaunchPage(spec, summary, new DatabaseResults(database), console, reporter).print();
            return summary;
        }
    }

    /// Runs trials beside other workers and prints no results. An interrupt of the calling thread ends it: it gives
    /// its trial back.
    ///
    /// @param databaseId of the database that the other workers have
    public LaunchSummary work(
            DatabaseAddress address,
            String databaseId,
            Parallelism parallelism,
            SweepLoop.Persistence persistence,
            boolean newData,
            Optional<String> owner) {
        if (!Database.exists(address)) {
            throw elsewhere(address);
        }
        try (Database database = Database.openForWriting(address, reporter::note)) {
            if (!database.id().equals(databaseId)) {
                throw elsewhere(address);
            }
            SweepFiles files = claim(database, address);
            LaunchSummary summary = run(
                    database, files, parallelism, persistence, newData, _ -> label(database, owner), SweepLoop::run);
            if (summary.ending() != Ending.STOPPED) {
                runners.ended(database, files, reporter);
            }
            return summary;
        }
    }

    /// Records the owner, by default this process's user, and how many trials there will be.
    private void label(Database database, Optional<String> owner) {
        Plan.Size size = new Plan(spec).size();
        new SweepLabelEdits(database, spec.name())
                .launched(
                        owner,
                        Optional.of(System.getProperty("user.name", "")).filter(SweepLabels::isOwner),
                        size.exact() && size.trials() < Long.MAX_VALUE ? size.trials() : 0);
    }

    private static CommandFailure elsewhere(DatabaseAddress address) {
        return new CommandFailure(
                "%s is not the launch's database here: workers on several machines need PostgreSQL, --db postgresql://user@host/db"
                        .formatted(address));
    }

    /// Runs trials of the sweep as long as some are free, for a worker that serves several sweeps.
    ///
    /// @param over whether another sweep is to have its turn now
    /// @throws ctrsweep.sweep.IncomparableException if the data is not what the sweep's trials were measured on
    LaunchSummary turn(
            Database database,
            DatabaseAddress address,
            LaunchLog log,
            Parallelism parallelism,
            BooleanSupplier over,
            Interruption interruption) {
        SweepFiles files = begin(database, address, log);
        LaunchSummary summary = run(
                database,
                files,
                parallelism,
                SweepLoop.Persistence.USUAL,
                false,
                interruption::stops,
                (loop, read) -> loop.turn(read, over));
        if (summary.ending() == Ending.PLAN_DONE) {
            runners.ended(database, files, reporter);
        }
        new LaunchPage(spec, summary, new DatabaseResults(database), console, reporter).printEnding();
        return summary;
    }

    SweepLauncher with(LaunchReporter other) {
        return new SweepLauncher(console, spec, runners, outputs, other);
    }

    private SweepFiles begin(Database database, DatabaseAddress address, LaunchLog log) {
        SweepFiles files = claim(database, address);
        reporter.detail("log " + log.begin(files.local().path()));
        reporter.detail("database " + address);
        return files;
    }

    /// The folders of the sweep's files, created and marked as owned by this database.
    private SweepFiles claim(Database results, DatabaseAddress address) {
        Optional<RemoteFolder> remote = outputs.claim(results, spec.name());
        ConsoleEnvironment here =
                outputs.folder(results, spec.name()).map(console::withOutputs).orElse(console);
        return new SweepFiles(claim(here, spec, reporter, results, address), remote);
    }

    static SweepFolder claim(
            ConsoleEnvironment console,
            SweepSpec spec,
            LaunchReporter reporter,
            Database results,
            DatabaseAddress address) {
        boolean known = SweepEdits.contents(results, spec.name())
                .map(contents -> contents.trials() > 0)
                .orElse(false);
        SweepFolder folder = SweepFolders.of(console, results.id(), address).claim(spec.name(), known);
        if (!Folders.writable(folder.path())) {
            throw OutputsOption.unwritable(folder.path());
        }
        if (!folder.path().endsWith(spec.name())) {
            reporter.note("files go to %s: %s belongs to another database"
                    .formatted(folder, folder.path().resolveSibling(spec.name())));
        }
        return folder;
    }

    private LaunchSummary run(
            Database results,
            SweepFiles files,
            Parallelism parallelism,
            SweepLoop.Persistence persistence,
            boolean newData,
            Consumer<SweepLoop> begun,
            BiFunction<SweepLoop, SweepSpec, LaunchSummary> way) {
        InstantSource clock = InstantSource.system();
        Owner owner = Owner.self();
        Duration lease = lease();
        DatabaseSweepLog log = new DatabaseSweepLog(
                results, new DatabaseSweepLog.Holder(owner.toString(), runners.device()), lease, owner::knowsDead);
        Plan.Size planned = new Plan(spec).size();
        OptionalInt given =
                parallelism.workers().map(OptionalInt::of).orElse(spec.workers().count());
        int together = parallelism
                .fuse()
                .orElse(spec.fuse())
                .most(runners.fuses(), Math.ceilDiv(planned.trials(), given.orElse(1)));
        LaunchTiming pace = LaunchTiming.of(given.orElseGet(() -> together > 0 ? 1 : runners.workers()), lease);
        try (LaunchProgress progress = LaunchProgress.on(console, spec, clock, reporter)) {
            reporter.note("%s: %s trials on %s, %s"
                    .formatted(
                            spec.name(),
                            Phrases.planned(spec, planned),
                            runners.where(),
                            atATime(together, pace.workers())));
            files.remote()
                    .ifPresentOrElse(
                            remote -> reporter.note("files go to " + remote.uri()),
                            () -> reporter.detail(
                                    "files go to " + files.local().path().resolve("trial-N")));
            log.recordReference(open(log, newData), runners.reachable());
            outputs.record(results, spec.name(), files);
            SweepLoop loop = new SweepLoop(log, runner(files, clock, together), progress, clock, pace, persistence);
            begun.accept(loop);
            return way.apply(loop, spec);
        }
    }

    private TrialRunner runner(SweepFiles files, InstantSource clock, int together) {
        Path folder = files.local().path();
        TrialRunner here = runners.runner(clock, folder, together, reporter::note);
        return files.remote()
                .<TrialRunner>map(remote -> new RemoteTrials(
                        here, remote, folder, console.home(), Owner.self().host()))
                .orElse(here);
    }

    static Duration lease() {
        return Duration.ofSeconds(Math.max(1, Long.getLong("ctrsweep.lease", LEASE_SECONDS)));
    }

    private static String atATime(int together, int workers) {
        if (together == 0) {
            return workers + " at a time";
        }
        return together + " in one step" + (workers == 1 ? "" : ", by each of %d workers".formatted(workers));
    }

    private OpenSweep open(DatabaseSweepLog log, boolean newData) {
        Set<Map<String, Value>> varied = new LinkedHashSet<>();
        varied.add(Map.of());
        if (newData) {
            log.bases(spec.name()).forEach(basis -> varied.add(((Value.Fields) Json.read(basis.varied())).values()));
        }
        List<Basis> bases = varied.stream().map(runners::basis).toList();
        log.requireComparable(spec.name(), spec.search().warmStart(), bases);
        OpenSweep sweep = log.open(SweepDefinition.of(spec), bases, newData);
        if (newData) {
            reporter.note(
                    sweep.generation() == 1
                            ? "--new-data: the data is what it was; the sweep goes on"
                            : "%s: trials on the present data are generation %d; earlier ones stay, without a rank"
                                    .formatted(spec.name(), sweep.generation()));
        }
        return sweep;
    }
}
