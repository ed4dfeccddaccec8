-- As in SQLite.
ALTER TABLE trial ADD COLUMN heartbeat_at timestamptz(3);
ALTER TABLE trial ADD COLUMN device text COLLATE "C";
