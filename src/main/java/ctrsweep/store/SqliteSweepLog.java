package ctrsweep.store;

import ctrsweep.metric.Metric;
import ctrsweep.sweep.Basis;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.IncomparableException;
import ctrsweep.sweep.LostClaimException;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.PlannedTrial;
import ctrsweep.sweep.RunningTrial;
import ctrsweep.sweep.SweepDefinition;
import ctrsweep.sweep.SweepLog;
import ctrsweep.sweep.TrialProgress;
import ctrsweep.sweep.TrialState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/// A sweep log in SQLite. If the clock is set back, no duration becomes negative; leases then last longer, and
/// owners that are alive renew theirs. Threads take turns on one connection; processes take turns on the file.
public final class SqliteSweepLog implements SweepLog {
    private final Database database;
    private final String owner;
    private final Duration lease;
    private final InstantSource clock;
    private final Predicate<String> dead;

    /// @param owner names this process, see [Owner]
    /// @param lease how long a trial belongs to this owner after its last heartbeat
    /// @param dead whether another owner has certainly ended, so that its trials need not wait for their lease
    public SqliteSweepLog(
            Database database, String owner, Duration lease, InstantSource clock, Predicate<String> dead) {
        this.database = database;
        this.owner = owner;
        this.lease = lease;
        this.clock = clock;
        this.dead = dead;
    }

    @Override
    public OpenSweep open(SweepDefinition definition) {
        return database.transact(handle -> {
            OpenSweep sweep = SweepRecords.open(handle, definition, now());
            giveBackOrphans(handle, sweep);
            return sweep;
        });
    }

    @Override
    public OpenSweep open(SweepDefinition definition, List<Basis> bases, boolean newData) {
        return database.transact(handle -> {
            OpenSweep sweep = SweepRecords.open(handle, definition, bases, newData, now());
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
        List<Long> orphans = handle.select("""
                        SELECT id, owner, lease FROM trial WHERE sweep_id = :sweep AND state = 'running'""")
                .bind("sweep", sweep.id())
                .map((row, context) -> isOrphan(row.getString("owner"), row.getLong("lease")) ? row.getLong("id") : 0L)
                .list();
        orphans.stream()
                .filter(id -> id != 0)
                .forEach(id -> handle.createUpdate("""
                        UPDATE trial
                           SET seconds = seconds + max(0, updated_at - started_at) / 1000.0,
                               state = 'waiting', owner = NULL, lease = NULL
                         WHERE id = :id""").bind("id", id).execute());
    }

    private boolean isOrphan(String holder, long until) {
        return until < now() || dead.test(holder);
    }

    @Override
    public Claim claim(OpenSweep sweep, PlannedTrial trial, Terms terms) {
        return database.transact(handle -> find(handle, sweep, trial)
                .map(found -> claimFound(handle, trial, found, terms.again()))
                .orElseGet(() -> claimNew(handle, sweep, trial, terms)));
    }

    @Override
    public List<TrialProgress> known(OpenSweep sweep, Metric watched) {
        return database.use(handle -> ProgressQuery.of(handle, sweep.id(), sweep.generation(), watched));
    }

    @Override
    public List<TrialProgress> known(OpenSweep sweep, String other, Metric objective) {
        return database.use(handle -> ProgressQuery.ofOther(handle, sweep, other, objective));
    }

    /// SQLite counts the changes that other connections commit.
    @Override
    public long version() {
        return database.use(
                handle -> handle.select("PRAGMA data_version").mapTo(Long.class).one());
    }

    @Override
    public void heartbeat(RunningTrial trial) {
        database.transact(handle -> {
            mine(handle, trial, "lease = :until");
            return trial;
        });
    }

    @Override
    public void recordEpoch(RunningTrial trial, EpochReport epoch) {
        database.transact(handle -> {
            mine(handle, trial, "lease = :until, updated_at = :now, epochs = " + epoch.epoch());
            TrialRecords.insertEpoch(handle, trial, epoch, now());
            return trial;
        });
    }

    @Override
    public void finish(RunningTrial trial, Outcome outcome) {
        database.transact(handle -> {
            mine(handle, trial, """
                    owner = NULL, lease = NULL, ended_at = :now, updated_at = :now, state = '%s',
                    seconds = seconds + max(0, :now - started_at) / 1000.0""".formatted(Names.of(outcome.state())));
            TrialRecords.insertOutcome(handle, trial.id(), outcome);
            return trial;
        });
    }

    /// Does nothing if another owner has claimed the trial in the meantime.
    @Override
    public void release(RunningTrial trial) {
        database.transact(handle -> update(handle, trial, """
                owner = NULL, lease = NULL, updated_at = :now, state = 'waiting',
                seconds = seconds + max(0, :now - started_at) / 1000.0"""));
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
            long lease,
            Optional<Double> value) {}

    private static Optional<Found> find(Handle handle, OpenSweep sweep, PlannedTrial trial) {
        return handle.select("""
                        SELECT id, number, state, attempt, owner, epochs, coalesce(lease, 0) AS lease, best_value
                          FROM trial WHERE sweep_id = :sweep AND generation = :generation AND config_hash = :hash""")
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
                        row.getLong("lease"),
                        Optional.ofNullable((Double) row.getObject("best_value"))))
                .findOne();
    }

    private Claim claimNew(Handle handle, OpenSweep sweep, PlannedTrial trial, Terms terms) {
        return terms.underItsNumber() && TrialRecords.isTaken(handle, sweep, trial.number())
                ? new Claim.NumberGone()
                : new Claim.Taken(TrialRecords.insert(handle, sweep, trial, owner, now(), until()), 0);
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
                yield isOrphan(holder, found.lease) ? takeOver(handle, trial, found) : new Claim.Busy(holder);
            }
        };
    }

    /// The trial keeps its number. The time of a lost attempt counts up to its last heartbeat.
    private Claim takeOver(Handle handle, PlannedTrial trial, Found found) {
        handle.createUpdate("""
                        UPDATE trial
                           SET seconds = seconds
                                   + CASE state WHEN 'running' THEN max(0, updated_at - started_at) / 1000.0 ELSE 0 END,
                               state = 'running', attempt = attempt + 1, owner = :owner, lease = :until,
                               started_at = :now, updated_at = :now
                         WHERE id = :id""")
                .bind("owner", owner)
                .bind("until", until())
                .bind("now", now())
                .bind("id", found.id)
                .execute();
        PlannedTrial known = new PlannedTrial(found.number, trial.assignment(), trial.config(), trial.configHash());
        return new Claim.Taken(new RunningTrial(found.id, found.attempt + 1, known), found.epochs);
    }

    private void mine(Handle handle, RunningTrial trial, String changes) {
        if (update(handle, trial, changes) == 0) {
            throw new LostClaimException(trial);
        }
    }

    /// @return rows changed: 0 when the trial is no longer this attempt's
    private int update(Handle handle, RunningTrial trial, String changes) {
        return handle.createUpdate("UPDATE trial SET " + changes + """

                         WHERE id = :id AND owner = :owner AND attempt = :attempt AND state = 'running'""")
                .bind("until", until())
                .bind("now", now())
                .bind("id", trial.id())
                .bind("owner", owner)
                .bind("attempt", trial.attempt())
                .execute();
    }

    private long now() {
        return clock.millis();
    }

    private long until() {
        return clock.instant().plus(lease).toEpochMilli();
    }
}
