-- Who works on what: when the owner of a trial last said that it is alive, and what it computes on. Both are of the latest attempt, and
-- NULL for trials of earlier versions and for programs, whose device is not known.
ALTER TABLE trial ADD COLUMN heartbeat_at INTEGER;
ALTER TABLE trial ADD COLUMN device TEXT;
