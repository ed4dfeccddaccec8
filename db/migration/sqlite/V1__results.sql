-- What sweeps leave behind. Once released this file is frozen: a change is a new V file.
--
-- Times (columns *_at, lease) are milliseconds since 1970-01-01 UTC. SQLite keeps NaN as NULL, so wherever a measured
-- value is NULL the column non_finite says what it was: nan, +inf or -inf. An undefined metric (AUC of a lone class)
-- has no row at all.

CREATE TABLE sweep (
    id              INTEGER PRIMARY KEY,
    name            TEXT    NOT NULL UNIQUE,
    objective_split TEXT    NOT NULL,                        -- train, val or test
    objective_name  TEXT    NOT NULL,                        -- auc, logloss, hr@10 ...
    goal            TEXT    NOT NULL CHECK (goal IN ('maximize', 'minimize')),
    method          TEXT    NOT NULL,                        -- grid, random ...
    seed            INTEGER NOT NULL,
    parameters      TEXT    NOT NULL CHECK (json_type(parameters) = 'array'),  -- keys that vary, in spec order
    created_at      INTEGER NOT NULL
) STRICT;

-- A spec that was changed and launched under the same name. The sweep's own row describes the one launched last.
CREATE TABLE sweep_revision (
    id           INTEGER PRIMARY KEY,
    sweep_id     INTEGER NOT NULL REFERENCES sweep (id) ON DELETE CASCADE,
    revision     INTEGER NOT NULL CHECK (revision >= 1),
    spec_text    TEXT    NOT NULL,                           -- the file as written
    spec_hash    TEXT    NOT NULL,                           -- over spec, base config and overrides
    first_number INTEGER NOT NULL CHECK (first_number >= 0), -- trial number of its first point
    created_at   INTEGER NOT NULL,
    UNIQUE (sweep_id, revision),
    UNIQUE (sweep_id, spec_hash)
) STRICT;

CREATE TABLE trial (
    id          INTEGER PRIMARY KEY,
    sweep_id    INTEGER NOT NULL REFERENCES sweep (id) ON DELETE CASCADE,
    revision_id INTEGER NOT NULL REFERENCES sweep_revision (id),  -- the one that asked for it first
    number      INTEGER NOT NULL CHECK (number >= 0),             -- place in the sweep, from 0
    config_hash TEXT    NOT NULL,                                 -- equal configs are one trial, also across revisions
    assignment  TEXT    NOT NULL CHECK (json_type(assignment) = 'object'),  -- what varies: key to value
    config      TEXT    NOT NULL CHECK (json_type(config) = 'object'),      -- the complete config
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
    UNIQUE (sweep_id, config_hash),
    CHECK ((state = 'running') = (owner IS NOT NULL)),
    CHECK ((owner IS NULL) = (lease IS NULL)),
    CHECK ((state IN ('completed', 'pruned', 'failed')) = (ended_at IS NOT NULL))
) STRICT;

CREATE INDEX trial_by_value ON trial (sweep_id, state, best_value, number);

-- One row for each key of the assignment, so that ranges can be asked for in SQL.
CREATE TABLE trial_param (
    trial_id INTEGER NOT NULL REFERENCES trial (id) ON DELETE CASCADE,
    path     TEXT    NOT NULL,                              -- training.lr
    value    TEXT    NOT NULL CHECK (json_valid(value)),    -- JSON
    number   REAL,                                          -- the same, where it is a number
    PRIMARY KEY (trial_id, path)
) STRICT, WITHOUT ROWID;

CREATE INDEX trial_param_by_number ON trial_param (path, number);

CREATE TABLE epoch (
    trial_id    INTEGER NOT NULL REFERENCES trial (id) ON DELETE CASCADE,
    attempt     INTEGER NOT NULL,
    epoch       INTEGER NOT NULL CHECK (epoch >= 1),
    lr          REAL    NOT NULL,    -- that it was trained with
    seconds     REAL    NOT NULL,    -- training and validation, wall time
    rows        INTEGER NOT NULL,    -- training rows seen
    recorded_at INTEGER NOT NULL,
    PRIMARY KEY (trial_id, attempt, epoch)
) STRICT, WITHOUT ROWID;

CREATE TABLE epoch_metric (
    trial_id   INTEGER NOT NULL,
    attempt    INTEGER NOT NULL,
    epoch      INTEGER NOT NULL,
    split      TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    value      REAL,
    non_finite TEXT CHECK (non_finite IN ('nan', '+inf', '-inf')),
    PRIMARY KEY (trial_id, attempt, epoch, split, name),
    FOREIGN KEY (trial_id, attempt, epoch) REFERENCES epoch (trial_id, attempt, epoch) ON DELETE CASCADE,
    CHECK ((value IS NULL) = (non_finite IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- A trial's result: validation as recorded at the best epoch, test measured once with that epoch's weights.
CREATE TABLE trial_metric (
    trial_id   INTEGER NOT NULL REFERENCES trial (id) ON DELETE CASCADE,
    split      TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    value      REAL,
    non_finite TEXT CHECK (non_finite IN ('nan', '+inf', '-inf')),
    PRIMARY KEY (trial_id, split, name),
    CHECK ((value IS NULL) = (non_finite IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE artifact (
    trial_id INTEGER NOT NULL REFERENCES trial (id) ON DELETE CASCADE,
    kind     TEXT    NOT NULL,                     -- weights ...
    path     TEXT    NOT NULL,                     -- relative to the product's folder, or absolute
    bytes    INTEGER NOT NULL CHECK (bytes >= 0),
    sha256   TEXT    NOT NULL,                     -- lower-case hexadecimal
    PRIMARY KEY (trial_id, kind, path)
) STRICT, WITHOUT ROWID;

-- Where a result comes from: code, jvm, engine, device, data, host ...
CREATE TABLE provenance (
    trial_id INTEGER NOT NULL REFERENCES trial (id) ON DELETE CASCADE,
    key      TEXT    NOT NULL,
    value    TEXT    NOT NULL,
    PRIMARY KEY (trial_id, key)
) STRICT, WITHOUT ROWID;

-- The best that any model can reach, where it is known because the data was generated.
CREATE TABLE sweep_reference (
    sweep_id INTEGER NOT NULL REFERENCES sweep (id) ON DELETE CASCADE,
    split    TEXT    NOT NULL,
    name     TEXT    NOT NULL,
    value    REAL    NOT NULL,
    PRIMARY KEY (sweep_id, split, name)
) STRICT, WITHOUT ROWID;
