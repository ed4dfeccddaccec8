package ctrsweep.config;

import ctrsweep.search.Sampler;
import ctrsweep.space.Assignment;
import ctrsweep.space.Space;
import ctrsweep.space.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// A sweep spec as read: what varies around which base, how it is searched, for what, and how long.
///
/// @param text the spec file as written
/// @param base the base config with overrides, constants and the objective's metric applied
/// @param seed of the search, not of the trials
/// @param space what varies; each value is valid for its setting
/// @param workers trials at a time; empty for as many as suits the device
public record SweepSpec(
        String name,
        Optional<String> description,
        String text,
        Experiment base,
        Objective objective,
        Method method,
        long seed,
        Space space,
        Budget budget,
        OptionalInt workers) {

    public Sampler sampler() {
        return method.sampler(space, seed);
    }

    /// The complete config of one point.
    ///
    /// @throws ConfigException when its values, each right alone, do not go together
    public Experiment experiment(Assignment assignment) {
        Map<String, Value> values = Settings.values(base);
        values.putAll(assignment.values());
        try {
            return Settings.experiment(values);
        } catch (InvalidSetting e) {
            throw refusal(assignment, e);
        }
    }

    /// That the values of a point do not go together.
    public ConfigException refusal(Assignment assignment, InvalidSetting refused) {
        return new ConfigException(List.of(
                "%s: no trial can have %s: %s: %s".formatted(name, assignment, refused.key(), refused.getMessage())));
    }

    /// The dotted keys that vary, in spec order.
    public List<String> parameters() {
        return List.copyOf(space.domains().keySet());
    }

    /// SHA-256 of everything that decides which trial has which number: base config (overrides applied),
    /// objective, method, seed, and parameters in their order. Budget, target, workers, device and comments do
    /// not: a longer budget goes on with the same sweep.
    public String hash() {
        return SpecHash.of(this);
    }
}
