package ctrsweep.cli.launch;

import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.cli.text.Phrases;
import ctrsweep.config.SweepSpec;
import ctrsweep.config.Workload;
import ctrsweep.json.Json;
import ctrsweep.metric.Metric;
import ctrsweep.settings.Experiment;
import ctrsweep.space.Value;
import ctrsweep.store.Database;
import ctrsweep.store.SqliteResults;
import ctrsweep.store.SqliteSweepLog;
import ctrsweep.store.SweepEdits;
import ctrsweep.sweep.Basis;
import ctrsweep.sweep.LaunchSummary;
import ctrsweep.sweep.LaunchTiming;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.Owner;
import ctrsweep.sweep.Plan;
import ctrsweep.sweep.SweepDefinition;
import ctrsweep.sweep.SweepLoop;
import ctrsweep.sweep.TrialRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where a sweep is run, made ready before anything is written.
///
/// @param runners what runs its trials
public record SweepLauncher(ConsoleEnvironment console, SweepSpec spec, Bench runners, LaunchReporter reporter) {
    /// How long after its last sign of life another process may take over a trial, in seconds. One on the same
    /// machine need not wait if this process has ended. Tests, which cannot wait either, set another by the
    /// system property `ctrsweep.lease`.
    private static final long LEASE_SECONDS = 60;

    /// What runs trials.
    interface Bench {
        /// @param folder of the sweep's outputs
        TrialRunner runner(InstantSource clock, Path folder);

        /// The basis of trials that have these settings of the data.
        ///
        /// @param varied as a [Basis] has them; empty for the base config
        Basis basis(Map<String, Value> varied);

        /// In words: `cpu`, `python3`.
        String where();

        /// Trials at a time, unless somebody says otherwise.
        int workers();

        /// The best that any model can reach, where that is known.
        Map<Metric, Double> reachable();
    }

    public static SweepLauncher open(ConsoleEnvironment console, SweepSpec spec, LaunchReporter reporter) {
        if (!Folders.writable(console.outputs())) {
            throw OutputsOption.unwritable(console.outputs().resolve(spec.name()));
        }
        Bench runners =
                switch (spec.workload()) {
                    case Workload.Training(Experiment base) ->
                        new TrainingRunners(
                                console, spec, base, TrainingResources.ready(console, base, reporter::note));
                    case Workload.Running running -> ProgramRunners.ready(console, spec, running.program());
                };
        return new SweepLauncher(console, spec, runners, reporter);
    }

    /// Runs the sweep and prints what came of it.
    ///
    /// @param file of the results database, made where there is none
    /// @param newData whether a new generation of trials begins where the data is not what it was
    public LaunchSummary launch(
            Path file, LaunchLog log, Optional<Integer> workers, SweepLoop.Persistence persistence, boolean newData) {
        try (Interruption interruption = Interruption.begin(reporter);
                Database database = Database.openForWriting(file)) {
            SweepFolder folder = claim(database);
            reporter.detail("log " + log.begin(folder.path()));
            reporter.detail("database " + file);
            LaunchSummary summary = run(database, folder, workers, persistence, newData, interruption);
            new LaunchPage(spec, summary, new SqliteResults(database), console, reporter).print();
            return summary;
        }
    }

    /// The folder of the sweep's files, made and marked as this database's.
    private SweepFolder claim(Database results) {
        boolean known = SweepEdits.contents(results, spec.name())
                .map(contents -> contents.trials() > 0)
                .orElse(false);
        SweepFolder folder =
                SweepFolders.of(console, results.id(), results.file()).claim(spec.name(), known);
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
            SweepFolder folder,
            Optional<Integer> workers,
            SweepLoop.Persistence persistence,
            boolean newData,
            Interruption interruption) {
        InstantSource clock = InstantSource.system();
        Owner owner = Owner.self();
        Duration lease = Duration.ofSeconds(Math.max(1, Long.getLong("ctrsweep.lease", LEASE_SECONDS)));
        SqliteSweepLog log = new SqliteSweepLog(results, owner.toString(), lease, clock, owner::knowsDead);
        LaunchTiming pace =
                LaunchTiming.of(workers.orElseGet(() -> spec.workers().orElseGet(runners::workers)), lease);
        try (LaunchProgress progress = LaunchProgress.on(console, spec, clock, reporter)) {
            reporter.note("%s: %s trials on %s, %d at a time"
                    .formatted(
                            spec.name(),
                            Phrases.planned(spec, new Plan(spec).size()),
                            runners.where(),
                            pace.workers()));
            reporter.detail("files go to " + folder.path().resolve("trial-N"));
            log.recordReference(open(log, newData), runners.reachable());
            SweepLoop loop =
                    new SweepLoop(log, runners.runner(clock, folder.path()), progress, clock, pace, persistence);
            interruption.stops(loop);
            return loop.run(spec);
        }
    }

    private OpenSweep open(SqliteSweepLog log, boolean newData) {
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
