-- Trials belong to a generation of their sweep: results are compared within one generation only. A new one begins when the data
-- has changed and the launch was told to go on with it (`launch --new-data`). The trials of earlier generations stay, without a rank.
-- The same config may be a trial once in each generation, so trial and sweep_revision are made anew with other UNIQUE constraints.

DROP VIEW IF EXISTS leaderboard;
DROP VIEW IF EXISTS trial_config;
DROP VIEW IF EXISTS epoch_metric;
DROP VIEW IF EXISTS learning_curve;

-- Trials of this generation rank, those of earlier ones do not. `launch --new-data` raises it.
ALTER TABLE sweep ADD COLUMN generation INTEGER NOT NULL DEFAULT 1 CHECK (generation >= 1);

-- How many seeds the spec gives each point; a point with fewer completed trials ranks after all that have as many.
ALTER TABLE sweep ADD COLUMN repeats INTEGER NOT NULL DEFAULT 1 CHECK (repeats >= 1);

UPDATE sweep
   SET repeats = coalesce((SELECT max(seeds)
                             FROM (SELECT count(*) AS seeds
                                     FROM trial
                                    WHERE trial.sweep_id = sweep.id AND trial.state = 'completed'
                                    GROUP BY trial.point_hash)), 1);

CREATE TABLE new_revision (
    id           INTEGER PRIMARY KEY,
    sweep_id     INTEGER NOT NULL REFERENCES sweep (id) ON DELETE CASCADE,
    generation   INTEGER NOT NULL DEFAULT 1 CHECK (generation >= 1),
    revision     INTEGER NOT NULL CHECK (revision >= 1),
    spec_text    TEXT    NOT NULL,                           -- the file as written
    spec_hash    TEXT    NOT NULL,                           -- over spec, base config and overrides
    plan_hash    TEXT    NOT NULL DEFAULT '',                -- over the part of the spec that numbers the trials
    base         TEXT    NOT NULL DEFAULT '{}' CHECK (json_type(base) = 'object'),  -- the config of what does not vary
    first_number INTEGER NOT NULL CHECK (first_number >= 0), -- trial number of its first point
    created_at   INTEGER NOT NULL,
    UNIQUE (sweep_id, revision),
    UNIQUE (sweep_id, generation, spec_hash)
) STRICT;

INSERT INTO new_revision (id, sweep_id, revision, spec_text, spec_hash, plan_hash, base, first_number, created_at)
SELECT id, sweep_id, revision, spec_text, spec_hash, plan_hash, base, first_number, created_at FROM sweep_revision;

DROP TABLE sweep_revision;
ALTER TABLE new_revision RENAME TO sweep_revision;

CREATE TABLE new_trial (
    id          INTEGER PRIMARY KEY,
    sweep_id    INTEGER NOT NULL REFERENCES sweep (id) ON DELETE CASCADE,
    revision_id INTEGER NOT NULL REFERENCES sweep_revision (id),  -- the one that asked for it first
    generation  INTEGER NOT NULL DEFAULT 1 CHECK (generation >= 1),
    number      INTEGER NOT NULL CHECK (number >= 0),             -- place in the sweep, from 0
    config_hash TEXT    NOT NULL,                                 -- equal configs of a generation are one trial
    point_hash  TEXT    NOT NULL,                                 -- equal for configs that differ in their seed only
    assignment  TEXT    NOT NULL CHECK (json_type(assignment) = 'object'),  -- what varies: key to value
    config      TEXT    NOT NULL CHECK (json_type(config) = 'object'),      -- merge patch (RFC 7396) of its revision's base
    seed        INTEGER NOT NULL,
    state       TEXT    NOT NULL CHECK (state IN ('waiting', 'running', 'completed', 'pruned', 'failed')),
    attempt     INTEGER NOT NULL CHECK (attempt >= 1),  -- raised by each claim; writes of an older attempt are refused
    owner       TEXT,                                   -- who runs it; NULL unless running
    lease       INTEGER,                                -- others may take it after this time; NULL unless running
    epochs      INTEGER NOT NULL DEFAULT 0,             -- epochs trained so far
    best_epoch  INTEGER,                                -- from 1; NULL until completed
    best_value  REAL,    -- the objective at the best epoch; NULL until completed, and where it is missing or not finite
    stop_reason TEXT,    -- patience, last_epoch, target, pruned, nan, error, timeout; NULL until ended
    error       TEXT,    -- for a person; NULL unless failed
    seconds     REAL    NOT NULL DEFAULT 0,  -- wall time of its attempts, the one under way not included
    created_at  INTEGER NOT NULL,
    started_at  INTEGER NOT NULL,            -- of the latest attempt
    ended_at    INTEGER,                     -- NULL until ended
    updated_at  INTEGER NOT NULL,            -- latest claim, epoch or end
    UNIQUE (sweep_id, number),
    UNIQUE (sweep_id, generation, config_hash),
    CHECK ((state = 'running') = (owner IS NOT NULL)),
    CHECK ((owner IS NULL) = (lease IS NULL)),
    CHECK ((state IN ('completed', 'pruned', 'failed')) = (ended_at IS NOT NULL))
) STRICT;

INSERT INTO new_trial (id, sweep_id, revision_id, number, config_hash, point_hash, assignment, config, seed, state, attempt, owner,
                       lease, epochs, best_epoch, best_value, stop_reason, error, seconds, created_at, started_at, ended_at, updated_at)
SELECT id, sweep_id, revision_id, number, config_hash, coalesce(point_hash, config_hash), assignment, config, seed, state, attempt,
       owner, lease, epochs, best_epoch, best_value, stop_reason, error, seconds, created_at, started_at, ended_at, updated_at
  FROM trial;

DROP TABLE trial;
ALTER TABLE new_trial RENAME TO trial;

-- Counts, the best trials and the points of a sweep, from the index alone.
CREATE INDEX trial_by_value ON trial (sweep_id, generation, state, best_value, number, point_hash, updated_at);

-- The facts that results of a generation depend on (files, split ...), as its first trial found them. A trial that finds other facts
-- cannot be compared with the earlier ones, and does not run.
CREATE TABLE sweep_basis (
    sweep_id   INTEGER NOT NULL REFERENCES sweep (id) ON DELETE CASCADE,
    generation INTEGER NOT NULL CHECK (generation >= 1),
    varied     TEXT    NOT NULL CHECK (json_type(varied) = 'object'),  -- settings of the data that differ between its trials
    fact       TEXT    NOT NULL,                                       -- files, split, rows, numerics ...
    value      TEXT    NOT NULL,
    PRIMARY KEY (sweep_id, generation, varied, fact)
) STRICT, WITHOUT ROWID;

-- The one definition of rank. A point is a config without its seed; it is judged by the mean over the seeds that completed. Points
-- with fewer seeds than the spec asks for follow those that have them all; ties go by the first trial's number.
CREATE VIEW point AS
SELECT sweep_id, generation, point_hash, number, seeds, mean,
       row_number() OVER (PARTITION BY sweep_id, generation ORDER BY seeds < repeats, badness, number) AS rank
  FROM (SELECT trial.sweep_id, trial.generation, trial.point_hash, min(trial.number) AS number, count(*) AS seeds,
               avg(trial.best_value) AS mean, sweep.repeats,
               CASE sweep.goal WHEN 'maximize' THEN -avg(trial.best_value) ELSE avg(trial.best_value) END AS badness
          FROM trial JOIN sweep ON sweep.id = trial.sweep_id
         WHERE trial.state = 'completed' AND trial.best_value IS NOT NULL
         GROUP BY trial.sweep_id, trial.generation, trial.point_hash);
