-- Who launched the sweep, '' where nobody is known; words by which people find it, in alphabetical order, with a space between;
-- and how many trials the latest launch has planned, 0 where that is not known exactly.
ALTER TABLE sweep ADD COLUMN owner_name TEXT NOT NULL DEFAULT '';
ALTER TABLE sweep ADD COLUMN tags TEXT NOT NULL DEFAULT '';
ALTER TABLE sweep ADD COLUMN planned INTEGER NOT NULL DEFAULT 0;
