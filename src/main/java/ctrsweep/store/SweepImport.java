package ctrsweep.store;

import ctrsweep.files.Sha256;
import ctrsweep.json.Json;
import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.settings.Experiment;
import ctrsweep.space.Assignment;
import ctrsweep.space.Value;
import ctrsweep.sweep.ImportedConfigs;
import ctrsweep.sweep.ImportedRun;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.PlannedTrial;
import ctrsweep.sweep.RunningTrial;
import ctrsweep.sweep.StopReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Imports completed runs into the database as the trials of a new sweep.
///
/// @param source where the runs came from, in words
public record SweepImport(String name, Metric objective, Goal goal, String source, List<ImportedRun> trials) {
    public SweepImport {
        trials = List.copyOf(trials);
    }

    /// Imports all runs or none.
    ///
    /// @throws ResultsException when there is a sweep of this name already
    public void into(Database database, Instant now) {
        database.transact(handle -> {
            SweepNames.refuseTaken(handle, name);
            ImportedConfigs configs = ImportedConfigs.of(trials);
            long sweep = insertSweep(handle, configs.parameters(), now);
            long revision = insertRevision(handle, sweep, now);
            for (int i = 0; i < trials.size(); i++) {
                insert(handle, sweep, revision, configs, i, now);
            }
            return sweep;
        });
    }

    private long insertSweep(Handle handle, List<String> parameters, Instant now) {
        return handle.select("""
                        INSERT INTO sweep (name, objective_split, objective_name, goal, method, seed, parameters, created_at)
                        VALUES (:name, :split, :metric, :goal, 'import', 0, :parameters, :now)
                        RETURNING id""")
                .bind("name", name)
                .bind("split", objective.split())
                .bind("metric", objective.name())
                .bind("goal", Names.of(goal))
                .bind("parameters", Json.write(Value.Items.of(parameters, Value.Text::new)))
                .bind("now", now)
                .mapTo(Long.class)
                .one();
    }

    private long insertRevision(Handle handle, long sweep, Instant now) {
        String hashes = trials.stream().map(ImportedRun::hash).collect(Collectors.joining("\n"));
        return handle.select("""
                        INSERT INTO sweep_revision (sweep_id, revision, spec_text, spec_hash, base, first_number, created_at)
                        VALUES (:sweep, 1, :source, :hash, '{}', 0, :now)
                        RETURNING id""")
                .bind("sweep", sweep)
                .bind("source", "# " + source + "\n")
                .bind("hash", Sha256.of(hashes))
                .bind("now", now)
                .mapTo(Long.class)
                .one();
    }

    private void insert(Handle handle, long sweep, long revision, ImportedConfigs configs, int number, Instant now) {
        ImportedRun trial = trials.get(number);
        Assignment assignment = configs.assignment(number);
        Instant ended = trial.ended().orElse(now);
        long id = handle.select("""
                        INSERT INTO trial (sweep_id, revision_id, number, config_hash, point_hash, assignment, config, seed,
                                           state, attempt, seconds, created_at, started_at, ended_at, updated_at)
                        VALUES (:sweep, :revision, :number, :hash, :point, :assignment, :config, :seed,
                                'completed', 1, :seconds, :now, :started, :ended, :now)
                        RETURNING id""")
                .bind("sweep", sweep)
                .bind("revision", revision)
                .bind("number", number)
                .bind("hash", trial.hash())
                .bind("point", configs.point(number, trial.hash()))
                .bind("assignment", Json.write(new Value.Fields(assignment.values())))
                .bind("config", Json.write(trial.config()))
                .bind("seed", configs.seed(number))
                .bind("seconds", trial.seconds())
                .bind("now", now)
                .bind("started", ended.minus(Duration.ofMillis(Math.round(trial.seconds() * 1000))))
                .bind("ended", ended)
                .mapTo(Long.class)
                .one();
        TrialRecords.insertParams(handle, id, assignment);
        RunningTrial owned =
                new RunningTrial(id, 1, new PlannedTrial(number, assignment, Experiment.DEFAULTS, trial.hash()));
        trial.curve().forEach(epoch -> TrialRecords.insertEpoch(handle, owned, epoch, ended));
        insertOutcome(handle, id, trial);
    }

    private static void insertOutcome(Handle handle, long id, ImportedRun trial) {
        TrialRecords.insertOutcome(
                handle,
                id,
                new Outcome.Completed(
                        trial.reason().orElse(StopReason.LAST_EPOCH),
                        trial.epochs(),
                        trial.bestEpoch().orElse(0),
                        trial.metrics(),
                        Map.of(),
                        trial.artifacts(),
                        trial.provenance()));
        handle.createUpdate("UPDATE trial SET stop_reason = :reason, best_epoch = :best WHERE id = :id")
                .bindByType("reason", trial.reason().map(Names::of).orElse(null), String.class)
                .bindByType("best", trial.bestEpoch().orElse(null), Integer.class)
                .bind("id", id)
                .execute();
    }
}
