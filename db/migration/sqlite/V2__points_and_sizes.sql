-- Trials that differ in their seed only are one point of the search; a revision keeps the config that its trials share; metrics
-- are named once instead of in every epoch.

-- The complete config of what does not vary. In revisions from before version 2 it is {}, and their trials' configs are complete.
ALTER TABLE sweep_revision ADD COLUMN base TEXT NOT NULL DEFAULT '{}' CHECK (json_type(base) = 'object');

-- From here on trial.config is a merge patch (RFC 7396) of its revision's base: json_patch(base, config) is the complete config.
-- The view trial_config has it.

ALTER TABLE trial ADD COLUMN point_hash TEXT;  -- equal for configs that differ in their seed only; filled in by V3

-- Where 95% of the bootstrap replicates of the value lie, over the rows that it was measured on; NULL where none were made.
ALTER TABLE trial_metric ADD COLUMN low  REAL;
ALTER TABLE trial_metric ADD COLUMN high REAL CHECK ((low IS NULL) = (high IS NULL));

-- Counts, the best trials and the points of a sweep, from the index alone.
DROP INDEX trial_by_value;
CREATE INDEX trial_by_value ON trial (sweep_id, state, best_value, number, point_hash, updated_at);

-- A trial's parameters are asked for by the trial, which is their primary key.
DROP INDEX trial_param_by_number;

CREATE TABLE metric (
    id    INTEGER PRIMARY KEY,
    split TEXT NOT NULL,  -- train, val or test
    name  TEXT NOT NULL,  -- loss, auc, logloss, hr@10 ...
    UNIQUE (split, name)
) STRICT;

-- What was measured after an epoch. The view epoch_metric has it with the metrics' names.
CREATE TABLE measurement (
    trial_id   INTEGER NOT NULL,
    attempt    INTEGER NOT NULL,
    epoch      INTEGER NOT NULL,
    metric_id  INTEGER NOT NULL REFERENCES metric (id),
    value      REAL,
    non_finite TEXT CHECK (non_finite IN ('nan', '+inf', '-inf')),
    PRIMARY KEY (trial_id, attempt, epoch, metric_id),
    FOREIGN KEY (trial_id, attempt, epoch) REFERENCES epoch (trial_id, attempt, epoch) ON DELETE CASCADE,
    CHECK ((value IS NULL) = (non_finite IS NOT NULL))
) STRICT, WITHOUT ROWID;

INSERT INTO metric (split, name) SELECT DISTINCT split, name FROM epoch_metric ORDER BY split, name;

INSERT INTO measurement (trial_id, attempt, epoch, metric_id, value, non_finite)
SELECT old.trial_id, old.attempt, old.epoch, metric.id, old.value, old.non_finite
  FROM epoch_metric AS old JOIN metric USING (split, name)
 ORDER BY old.trial_id, old.attempt, old.epoch, metric.id;

DROP VIEW IF EXISTS learning_curve;
DROP TABLE epoch_metric;
