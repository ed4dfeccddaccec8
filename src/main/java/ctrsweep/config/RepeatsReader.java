package ctrsweep.config;

import ctrsweep.space.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// Reads `repeats`: the seeds with which each point is tried.
final class RepeatsReader {
    private RepeatsReader() {}

    /// Empty where a point is one trial, with the base's seed.
    static List<Long> seeds(Section repeats, ParametersReader parameters, GivenSettings given) {
        repeats.only(List.of("seeds"));
        Optional<Tree.Entry> entry = repeats.entry("seeds");
        if (entry.isEmpty()) {
            return List.of();
        }
        if (!(entry.get().tree() instanceof Tree.Listing(Place _, List<Tree> items))) {
            repeats.valid("seeds", false, "must be a list of whole numbers, as [1, 2, 3]");
            return List.of();
        }
        List<Long> seeds = new ArrayList<>();
        for (Tree item : items) {
            if (item instanceof Tree.Leaf(Place _, Value.Int(long seed))) {
                seeds.add(seed);
            } else {
                repeats.problem("seeds", item.place(), "must be whole numbers, as [1, 2, 3]");
            }
        }
        repeats.valid("seeds", !items.isEmpty(), "needs at least one seed");
        repeats.valid("seeds", new LinkedHashSet<>(seeds).size() == seeds.size(), "a seed is there twice");
        if (parameters.varying().containsKey("seed") || parameters.derived().containsKey("seed")) {
            repeats.valid("seeds", false, "is also set by parameters.seed");
        }
        given.overriddenBy("seed").ifPresent(other -> repeats.valid("seeds", false, "is also set by " + other));
        return seeds;
    }
}
