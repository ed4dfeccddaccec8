-- The objectives after the first, as a list of {split, name, goal}; [] where there is one. Ranks then follow the fronts of
-- non-dominated points, which the program computes: the views point and leaderboard rank by the first objective.
ALTER TABLE sweep ADD COLUMN other_objectives json NOT NULL DEFAULT '[]' CHECK (json_typeof(other_objectives) = 'array');
