-- A revision is any change of the spec that bears on results. Those that ask for the same trials, as with a longer budget, share
-- the trials' numbers: they have the same plan.

ALTER TABLE sweep_revision ADD COLUMN plan_hash TEXT NOT NULL DEFAULT '';  -- over the part of the spec that numbers the trials

UPDATE sweep_revision SET plan_hash = spec_hash;
