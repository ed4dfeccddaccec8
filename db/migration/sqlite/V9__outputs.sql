-- The URI of the folder of a sweep's files, where a launch named one, as s3://bucket/sweeps/first; '' where they lie below the
-- outputs folder of each machine. artifact.path is then a URI too.
ALTER TABLE sweep ADD COLUMN outputs TEXT NOT NULL DEFAULT '';
