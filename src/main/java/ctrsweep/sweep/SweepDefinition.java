package ctrsweep.sweep;

import ctrsweep.config.Objective;
import ctrsweep.config.SweepSpec;
import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.settings.TrialConfig;
import java.util.List;

/// A spec as the log records it.
///
/// @param specText the spec file as written
/// @param specHash SHA-256 over all that bears on results: spec, base config, command-line overrides
/// @param planHash SHA-256 over that part of it which decides which trial has which number
/// @param former hashes that former versions gave to the same spec
/// @param otherObjectives the objectives after the first
/// @param parameters the dotted keys that vary, in spec order
/// @param repeats seeds that the spec gives each point, at least 1
/// @param base the config that the trials share
public record SweepDefinition(
        String name,
        String specText,
        String specHash,
        String planHash,
        Former former,
        Metric objective,
        Goal goal,
        List<Objective> otherObjectives,
        String method,
        long seed,
        List<String> parameters,
        int repeats,
        TrialConfig base) {
    /// Hashes of former versions, by which their sweeps are known again.
    public record Former(String specHash, String planHash) {}

    /// The definition of a spec with one objective that no former version has hashed.
    public SweepDefinition(
            String name,
            String specText,
            String specHash,
            String planHash,
            Metric objective,
            Goal goal,
            String method,
            long seed,
            List<String> parameters,
            int repeats,
            TrialConfig base) {
        this(
                name,
                specText,
                specHash,
                planHash,
                new Former(specHash, planHash),
                objective,
                goal,
                List.of(),
                method,
                seed,
                parameters,
                repeats,
                base);
    }

    public SweepDefinition {
        otherObjectives = List.copyOf(otherObjectives);
        parameters = List.copyOf(parameters);
    }

    /// The definition of a spec that was read.
    public static SweepDefinition of(SweepSpec spec) {
        return new SweepDefinition(
                spec.name(),
                spec.text(),
                spec.hash(),
                spec.planHash(),
                new Former(spec.formerHash(), spec.formerPlanHash()),
                spec.objective().metric(),
                spec.objective().goal(),
                spec.otherObjectives(),
                spec.search().method().name(),
                spec.search().seed(),
                spec.parameters(),
                Math.max(1, spec.search().seeds().size()),
                spec.base());
    }
}
