-- Views for people who bring their own SQL, as in SQLite. This file is edited in place and runs again when it has changed.

DROP VIEW IF EXISTS learning_curve, epoch_metric, trial_config, leaderboard;

-- Completed trials by the rank of their point, best first: trials that differ in their seed only are one point, judged by the mean
-- over its seeds (the view point). All others follow without a rank, those of earlier data (generation) last.
CREATE VIEW leaderboard AS
SELECT sweep.name AS sweep, point.rank, trial.number AS trial, trial.state,
       sweep.objective_split || '.' || sweep.objective_name AS objective, trial.best_value AS value, point.mean, point.seeds,
       trial.best_epoch, trial.epochs, trial.stop_reason, trial.seconds, CAST(trial.assignment AS jsonb) AS assignment, trial.seed,
       trial.config_hash, trial.generation, trial.id AS trial_id
  FROM trial
  JOIN sweep ON sweep.id = trial.sweep_id
  LEFT JOIN point
    ON trial.state = 'completed' AND trial.best_value IS NOT NULL AND trial.generation = sweep.generation
   AND point.sweep_id = trial.sweep_id AND point.generation = trial.generation AND point.point_hash = trial.point_hash
 ORDER BY sweep.name, trial.generation DESC, point.rank IS NULL, point.rank, trial.number;

-- The complete config of each trial.
CREATE VIEW trial_config AS
SELECT trial.id AS trial_id, json_patch(CAST(revision.base AS jsonb), CAST(trial.config AS jsonb)) AS config
  FROM trial JOIN sweep_revision AS revision ON revision.id = trial.revision_id;

-- What was measured after each epoch of each attempt.
CREATE VIEW epoch_metric AS
SELECT measurement.trial_id, measurement.attempt, measurement.epoch, metric.split, metric.name, measurement.value,
       measurement.non_finite
  FROM measurement JOIN metric ON metric.id = measurement.metric_id;

-- Every metric of every epoch. Seconds, and so examples_per_second, are of training and validation together. Where a trial was
-- taken up again, the later attempt's epochs stand.
CREATE VIEW learning_curve AS
SELECT sweep.name AS sweep, trial.number AS trial, epoch.epoch, epoch.attempt, epoch.lr, epoch.seconds, epoch.rows,
       nullif(epoch.rows, 0) / nullif(epoch.seconds, 0) AS examples_per_second,
       metric.split, metric.name, metric.value, metric.non_finite, trial.id AS trial_id
  FROM epoch
  JOIN trial ON trial.id = epoch.trial_id
  JOIN sweep ON sweep.id = trial.sweep_id
  JOIN epoch_metric AS metric
    ON metric.trial_id = epoch.trial_id AND metric.attempt = epoch.attempt AND metric.epoch = epoch.epoch
 WHERE NOT EXISTS (
           SELECT 1 FROM epoch AS later
            WHERE later.trial_id = epoch.trial_id AND later.attempt > epoch.attempt AND later.epoch <= epoch.epoch)
 ORDER BY sweep.name, trial.number, epoch.epoch, metric.split, metric.name;
