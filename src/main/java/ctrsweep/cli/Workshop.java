package ctrsweep.cli;

import ctrsweep.config.NanPolicy;
import ctrsweep.config.SweepSpec;
import ctrsweep.store.Database;
import ctrsweep.store.Owner;
import ctrsweep.store.SqliteSweepLog;
import ctrsweep.sweep.LaunchSummary;
import ctrsweep.sweep.Pace;
import ctrsweep.sweep.Plan;
import ctrsweep.sweep.SweepDefinition;
import ctrsweep.sweep.SweepLoop;
import ctrsweep.train.Trainer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Where a sweep is run, made ready before anything is written.
record Workshop(Surroundings surroundings, SweepSpec spec, Equipment equipment, Teller teller) {
    /// How long after its last sign of life another process may take over a trial, in seconds. One on the same
    /// machine need not wait if this process has ended. Tests, which cannot wait either, set another by the
    /// system property `ctrsweep.lease`.
    private static final long LEASE_SECONDS = 60;

    static Workshop open(Surroundings surroundings, SweepSpec spec, Teller teller) {
        Path outputs = outputs(surroundings, spec);
        if (!Folders.writable(outputs)) {
            throw new CommandFailure(outputs + " cannot be written: this user may not make files there");
        }
        return new Workshop(surroundings, spec, Equipment.ready(surroundings, spec.base(), teller::note), teller);
    }

    LaunchSummary run(Database results, Optional<Integer> workers, Interruption interruption) {
        InstantSource clock = InstantSource.system();
        Owner owner = Owner.self();
        Duration lease = Duration.ofSeconds(Math.max(1, Long.getLong("ctrsweep.lease", LEASE_SECONDS)));
        SqliteSweepLog log = new SqliteSweepLog(results, owner.toString(), lease, clock, owner::knowsDead);
        Pace pace = Pace.of(workers.orElseGet(this::workers), lease);
        try (Progress progress = Progress.on(surroundings, spec, clock, teller)) {
            teller.note("%s: %,d trials on %s, %d at a time"
                    .formatted(
                            spec.name(),
                            new Plan(spec).size(),
                            equipment.device().name(),
                            pace.workers()));
            teller.detail("files go to " + outputs(surroundings, spec).resolve("trial-N"));
            log.recordReference(
                    log.open(SweepDefinition.of(spec)),
                    equipment.datasets().apply(spec.base()).reachable());
            SweepLoop loop = new SweepLoop(log, trainer(clock), progress, clock, pace);
            interruption.stops(loop);
            return loop.run(spec);
        }
    }

    private Trainer trainer(InstantSource clock) {
        Path home = surroundings.home();
        Trainer.Folders folders = new Trainer.Folders(outputs(surroundings, spec), home);
        return new Trainer(
                equipment.torch(),
                equipment.device(),
                equipment.datasets(),
                folders,
                clock,
                NanPolicy.FAIL,
                Provenance.here());
    }

    /// Where the sweep's files go.
    static Path outputs(Surroundings surroundings, SweepSpec spec) {
        return surroundings.home().resolve("outputs").resolve(spec.name());
    }

    /// One trial for each core, since each computes on one thread; another device serves one at a time.
    private int workers() {
        return spec.workers()
                .orElse(
                        equipment.device().kernels().host()
                                ? Runtime.getRuntime().availableProcessors()
                                : 1);
    }
}
