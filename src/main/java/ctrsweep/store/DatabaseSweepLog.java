package ctrsweep.store;

import ctrsweep.metric.Metric;
import ctrsweep.sweep.Basis;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.IncomparableException;
import ctrsweep.sweep.LostClaimException;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.PlannedTrial;
import ctrsweep.sweep.ResultsException;
import ctrsweep.sweep.RunningTrial;
import ctrsweep.sweep.SweepDefinition;
import ctrsweep.sweep.SweepLog;
import ctrsweep.sweep.TrialProgress;
import ctrsweep.sweep.TrialState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/// A sweep log in a database. If the clock is set back, no duration becomes negative; leases then last longer, and
/// owners that are alive renew theirs.
public final class DatabaseSweepLog implements SweepLog {
    /// How often a trial is inserted while other processes take the numbers that it could have.
    private static final int INSERTS = 1_000;

    private final Database database;
    private final Holder holder;
    private final Duration lease;
    private final DatabaseClock clock;
    private final Predicate<String> dead;

    /// @param owner names this process, see [Owner]
    /// @param lease how long a trial belongs to this owner after its last heartbeat
    /// @param dead whether another owner has certainly ended, so that its trials need not wait for their lease
    public DatabaseSweepLog(Database database, String owner, Duration lease, Predicate<String> dead) {
        this(database, new Holder(owner, Optional.empty()), lease, dead);
    }

    /// The same for a process whose device is known.
    public DatabaseSweepLog(Database database, Holder holder, Duration lease, Predicate<String> dead) {
        this(database, holder, lease, database.clock(), dead);
    }

    /// With a clock other than the database's.
    DatabaseSweepLog(Database database, Holder holder, Duration lease, DatabaseClock clock, Predicate<String> dead) {
        this.database = database;
        this.holder = holder;
        this.lease = lease;
        this.clock = clock;
        this.dead = dead;
    }

    /// What is recorded of the process that holds a trial.
    ///
    /// @param device that it computes on, where that is known
    public record Holder(String owner, Optional<String> device) {}

    @Override
    public OpenSweep open(SweepDefinition definition) {
        return database.transact(handle -> {
            OpenSweep sweep = SweepRecords.open(handle, definition, clock.now(handle));
            giveBackOrphans(handle, sweep);
            return sweep;
        });
    }

    @Override
    public OpenSweep open(SweepDefinition definition, List<Basis> bases, boolean newData) {
        return database.transact(handle -> {
            OpenSweep sweep = SweepRecords.open(handle, definition, bases, newData, clock.now(handle));
            giveBackOrphans(handle, sweep);
            return sweep;
        });
    }

    @Override
    public void requireComparable(String sweep, List<String> others, List<Basis> bases) {
        database.use(handle -> {
            others.forEach(other -> BasisRecords.requireAlike(handle, sweep, other, bases));
            return others;
        });
    }

    @Override
    public List<Basis> bases(String sweep) {
        return database.use(handle -> handle.select("SELECT id, generation FROM sweep WHERE name = :name")
                .bind("name", sweep)
                .map((row, context) -> BasisRecords.of(handle, row.getLong("id"), row.getInt("generation")))
                .findOne()
                .orElse(List.of()));
    }

    /// Most trials have a basis that is recorded already, which needs no transaction.
    @Override
    public void require(OpenSweep sweep, Basis basis) {
        if (database.use(handle -> BasisRecords.of(handle, sweep.id(), sweep.generation())).stream()
                .anyMatch(basis::isPartOf)) {
            return;
        }
        database.transact(handle -> {
            List<String> changes = BasisRecords.changes(handle, sweep.id(), sweep.generation(), List.of(basis));
            if (!changes.isEmpty()) {
                throw IncomparableException.ofSweep(SweepRecords.name(handle, sweep.id()), changes);
            }
            BasisRecords.insert(handle, sweep, List.of(basis));
            return basis;
        });
    }

    /// Releases the trials of lost owners: a changed spec may never plan them again, and they would stay running.
    private void giveBackOrphans(Handle handle, OpenSweep sweep) {
        Instant now = clock.now(handle);
        List<Long> orphans = handle.select("""
                        SELECT id, owner, lease FROM trial WHERE sweep_id = :sweep AND state = 'running'""")
                .bind("sweep", sweep.id())
                .map((row, context) ->
                        isOrphan(row.getString("owner"), Times.read(row, "lease"), now) ? row.getLong("id") : 0L)
                .list();
        orphans.stream().filter(id -> id != 0).forEach(id -> handle.createUpdate(
                        """
                        UPDATE trial SET seconds = seconds + %s, state = 'waiting', owner = NULL, lease = NULL
                         WHERE id = :id""".formatted(secondsBetween("started_at", "updated_at")))
                .bind("id", id)
                .execute());
    }

    private boolean isOrphan(String holder, Instant until, Instant now) {
        return until.isBefore(now) || dead.test(holder);
    }

    private String secondsBetween(String from, String to) {
        return database.dialect().secondsBetween(from, to);
    }

    @Override
    public Claim claim(OpenSweep sweep, PlannedTrial trial, Terms terms) {
        // A trial that has ended needs no transaction.
        return database.use(handle -> find(handle, sweep, trial, ""))
                .flatMap(found -> ended(found, terms.again()))
                .orElseGet(() -> database.record(handle -> claim(handle, sweep, trial, terms)));
    }

    @Override
    public List<TrialProgress> known(OpenSweep sweep, Metric watched) {
        return database.use(handle -> ProgressQuery.of(handle, sweep.id(), sweep.generation(), watched));
    }

    @Override
    public List<TrialProgress> known(OpenSweep sweep, String other, Metric objective) {
        return database.use(handle -> ProgressQuery.ofOther(handle, sweep, other, objective));
    }

    @Override
    public long version() {
        return database.version();
    }

    /// Locks the trial's row, unless another process is writing to it: then the trial is that process's. A trial that
    /// several processes want to begin is begun by the one that inserts its row.
    private Claim claim(Handle handle, OpenSweep sweep, PlannedTrial trial, Terms terms) {
        for (int attempt = 0; attempt < INSERTS; attempt++) {
            Optional<Found> free = find(handle, sweep, trial, database.dialect().lockingFreeRows());
            if (free.isPresent()) {
                return claimFound(handle, trial, free.get(), terms.again());
            }
            Optional<Found> locked = find(handle, sweep, trial, "");
            if (locked.isPresent()) {
                return claimLocked(locked.get(), terms.again());
            }
            Optional<Claim> claimed = claimNew(handle, sweep, trial, terms);
            if (claimed.isPresent()) {
                return claimed.get();
            }
        }
        throw new ResultsException(
                "%s: trial %d of sweep %s could not be inserted: other processes took %d numbers first"
                        .formatted(database.place(), trial.number(), SweepRecords.name(handle, sweep.id()), INSERTS));
    }

    private static Claim claimLocked(Found found, Set<TrialState> again) {
        return ended(found, again).orElseGet(() -> new Claim.Busy(found.owner.orElse("another process")));
    }

    private static Optional<Claim> ended(Found found, Set<TrialState> again) {
        return switch (found.state) {
            case COMPLETED, PRUNED, FAILED ->
                again.contains(found.state) ? Optional.empty() : Optional.of(new Claim.Ended(found.state, found.value));
            case WAITING, RUNNING -> Optional.empty();
        };
    }

    @Override
    public void heartbeat(RunningTrial trial) {
        database.record(handle -> {
            mine(handle, trial, "lease = :until, heartbeat_at = :now", clock.now(handle));
            return trial;
        });
    }

    @Override
    public void recordEpoch(RunningTrial trial, EpochReport epoch) {
        database.record(handle -> {
            Instant now = clock.now(handle);
            mine(
                    handle,
                    trial,
                    "lease = :until, heartbeat_at = :now, updated_at = :now, epochs = " + epoch.epoch(),
                    now);
            TrialRecords.insertEpoch(handle, trial, epoch, now);
            return trial;
        });
    }

    @Override
    public void finish(RunningTrial trial, Outcome outcome) {
        database.record(handle -> {
            String changes = """
                    owner = NULL, lease = NULL, ended_at = :now, updated_at = :now, state = '%s',
                    seconds = seconds + %s""".formatted(Names.of(outcome.state()), secondsBetween("started_at", ":now"));
            mine(handle, trial, changes, clock.now(handle));
            TrialRecords.insertOutcome(handle, trial.id(), outcome);
            return trial;
        });
    }

    /// Does nothing if another owner has claimed the trial in the meantime.
    @Override
    public void release(RunningTrial trial) {
        database.record(handle ->
                update(handle, trial, """
                owner = NULL, lease = NULL, updated_at = :now, state = 'waiting',
                seconds = seconds + %s""".formatted(secondsBetween("started_at", ":now")), clock.now(handle)));
    }

    /// Records the best values that any model can reach.
    public void recordReference(OpenSweep sweep, Map<Metric, Double> reachable) {
        database.transact(handle -> SweepRecords.replaceReference(handle, sweep, reachable));
    }

    private record Found(
            long id,
            long number,
            TrialState state,
            int attempt,
            Optional<String> owner,
            int epochs,
            Optional<Instant> lease,
            Optional<Double> value) {}

    private static Optional<Found> find(Handle handle, OpenSweep sweep, PlannedTrial trial, String locking) {
        return handle.select("""
                        SELECT id, number, state, attempt, owner, epochs, lease, best_value FROM trial
                         WHERE sweep_id = :sweep AND generation = :generation AND config_hash = :hash %s""".formatted(locking))
                .bind("sweep", sweep.id())
                .bind("generation", sweep.generation())
                .bind("hash", trial.configHash())
                .map((row, context) -> new Found(
                        row.getLong("id"),
                        row.getLong("number"),
                        Names.state(row.getString("state")),
                        row.getInt("attempt"),
                        Optional.ofNullable(row.getString("owner")),
                        row.getInt("epochs"),
                        Times.find(row, "lease"),
                        Optional.ofNullable((Double) row.getObject("best_value"))))
                .findOne();
    }

    /// @return empty when another process inserted the trial, or one of the same number, at the same time
    private Optional<Claim> claimNew(Handle handle, OpenSweep sweep, PlannedTrial trial, Terms terms) {
        if (terms.underItsNumber() && TrialRecords.isTaken(handle, sweep, trial.number())) {
            return Optional.of(new Claim.NumberGone());
        }
        Instant now = clock.now(handle);
        return TrialRecords.insert(handle, sweep, trial, holder, now, now.plus(lease))
                .map(inserted -> new Claim.Taken(inserted, 0));
    }

    private Claim claimFound(Handle handle, PlannedTrial trial, Found found, Set<TrialState> again) {
        return switch (found.state) {
            case COMPLETED, PRUNED, FAILED -> {
                if (!again.contains(found.state)) {
                    yield new Claim.Ended(found.state, found.value);
                }
                TrialRecords.takeBack(handle, found.id);
                yield takeOver(handle, trial, found);
            }
            case WAITING -> takeOver(handle, trial, found);
            case RUNNING -> {
                String holder = found.owner.orElseThrow();
                yield isOrphan(holder, found.lease.orElseThrow(), clock.now(handle))
                        ? takeOver(handle, trial, found)
                        : new Claim.Busy(holder);
            }
        };
    }

    /// The trial keeps its number. The time of a lost attempt counts up to its last heartbeat.
    private Claim takeOver(Handle handle, PlannedTrial trial, Found found) {
        Instant now = clock.now(handle);
        handle.createUpdate("""
                        UPDATE trial
                           SET seconds = seconds + CASE state WHEN 'running' THEN %s ELSE 0 END,
                               state = 'running', attempt = attempt + 1, owner = :owner, lease = :until,
                               started_at = :now, updated_at = :now, heartbeat_at = :now, device = :device
                         WHERE id = :id""".formatted(secondsBetween("started_at", "updated_at")))
                .bind("owner", holder.owner)
                .bindByType("device", holder.device.orElse(null), String.class)
                .bind("until", now.plus(lease))
                .bind("now", now)
                .bind("id", found.id)
                .execute();
        PlannedTrial known = new PlannedTrial(found.number, trial.assignment(), trial.config(), trial.configHash());
        return new Claim.Taken(new RunningTrial(found.id, found.attempt + 1, known), found.epochs);
    }

    private void mine(Handle handle, RunningTrial trial, String changes, Instant now) {
        if (update(handle, trial, changes, now) == 0) {
            throw new LostClaimException(trial);
        }
    }

    /// @return rows changed: 0 when the trial is no longer this attempt's
    private int update(Handle handle, RunningTrial trial, String changes, Instant now) {
        return handle.createUpdate("UPDATE trial SET " + changes + """

                         WHERE id = :id AND owner = :owner AND attempt = :attempt AND state = 'running'""")
                .bind("until", now.plus(lease))
                .bind("now", now)
                .bind("id", trial.id())
                .bind("owner", holder.owner)
                .bind("attempt", trial.attempt())
                .execute();
    }
}
