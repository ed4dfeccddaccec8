-- Views for people who bring their own SQL. This file is edited in place and runs again when it has changed.

-- Completed trials by the objective, best first, ties by trial number. All others follow without a rank.
DROP VIEW IF EXISTS leaderboard;
CREATE VIEW leaderboard AS
WITH judged AS (
    SELECT sweep.name AS sweep, sweep.objective_split || '.' || sweep.objective_name AS objective, trial.*,
           trial.state = 'completed' AND trial.best_value IS NOT NULL AS ranked,
           CASE sweep.goal WHEN 'maximize' THEN -trial.best_value ELSE trial.best_value END AS badness
      FROM trial JOIN sweep ON sweep.id = trial.sweep_id
)
SELECT sweep,
       CASE WHEN ranked THEN row_number() OVER (PARTITION BY sweep, ranked ORDER BY badness, number) END AS rank,
       number AS trial, state, objective, best_value AS value, best_epoch, epochs, stop_reason, seconds,
       assignment, seed, config_hash, id AS trial_id
  FROM judged
 ORDER BY sweep, ranked DESC, CASE WHEN ranked THEN badness END, number;

-- The complete config of each trial.
DROP VIEW IF EXISTS trial_config;
CREATE VIEW trial_config AS
SELECT trial.id AS trial_id, json_patch(revision.base, trial.config) AS config
  FROM trial JOIN sweep_revision AS revision ON revision.id = trial.revision_id;

-- What was measured after each epoch of each attempt.
DROP VIEW IF EXISTS epoch_metric;
CREATE VIEW epoch_metric AS
SELECT measurement.trial_id, measurement.attempt, measurement.epoch, metric.split, metric.name, measurement.value,
       measurement.non_finite
  FROM measurement JOIN metric ON metric.id = measurement.metric_id;

-- Every metric of every epoch. Where a trial was taken up again, the later attempt's epochs stand.
DROP VIEW IF EXISTS learning_curve;
CREATE VIEW learning_curve AS
SELECT sweep.name AS sweep, trial.number AS trial, epoch.epoch, epoch.attempt, epoch.lr, epoch.seconds, epoch.rows,
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
