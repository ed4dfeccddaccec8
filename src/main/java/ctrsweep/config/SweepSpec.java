package ctrsweep.config;

import ctrsweep.files.OutputsUri;
import ctrsweep.search.ParetoSampler;
import ctrsweep.search.Sampler;
import ctrsweep.settings.InvalidSetting;
import ctrsweep.settings.TrialConfig;
import ctrsweep.space.Assignment;
import ctrsweep.space.Space;
import ctrsweep.space.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A sweep spec as read: what is run, what varies, how it is searched, for what, and how long.
///
/// @param text the spec file as written
/// @param objectives what is optimised, at least one; the first chooses the best epochs
/// @param keep the trials whose weights are kept, which bears on no result
/// @param outputs where the files of trials go, which bears on no result; empty for the command line's choice
/// @param workers how many trials run at a time, which bears on no result
/// @param notes what is worth knowing of how the file was understood
public record SweepSpec(
        String name,
        Optional<String> description,
        String text,
        Workload workload,
        List<Objective> objectives,
        Search search,
        Budget budget,
        OnFailure onFailure,
        KeptWeights keep,
        Optional<OutputsUri> outputs,
        Workers workers,
        Fuse fuse,
        List<String> notes) {
    public SweepSpec {
        objectives = List.copyOf(objectives);
        notes = List.copyOf(notes);
    }

    /// The first objective, which chooses the best epochs.
    public Objective objective() {
        return objectives.getFirst();
    }

    /// The objectives after the first.
    public List<Objective> otherObjectives() {
        return objectives.subList(1, objectives.size());
    }

    public Space space() {
        return search.space();
    }

    /// What proposes the points; with several objectives, a sampler that learns looks for their front.
    public Sampler sampler() {
        return objectives.size() > 1 && search.method().learns()
                ? new ParetoSampler(search.sampler(), search.seed(), objectives.size())
                : search.sampler();
    }

    /// The config that the trials share.
    public TrialConfig base() {
        return workload.base();
    }

    /// The complete config of one trial.
    ///
    /// @param seed empty for the base's own
    /// @throws ConfigException when its values, each right alone, do not go together
    public TrialConfig config(Assignment assignment, OptionalLong seed) {
        Map<String, Value> values = new LinkedHashMap<>(assignment.values());
        try {
            derive(values);
            seed.ifPresent(number -> values.put("seed", new Value.Int(number)));
            return workload.config(values);
        } catch (InvalidSetting e) {
            throw refusal(assignment, e);
        }
    }

    private void derive(Map<String, Value> values) {
        Map<String, Value> fixed = workload.values();
        search.derived().forEach((name, expression) -> {
            try {
                expression
                        .value(asked -> Optional.ofNullable(values.getOrDefault(asked, fixed.get(asked)))
                                .filter(value -> !(value instanceof Value.Null)))
                        .ifPresent(value -> values.put(name, workload.coerce(name, value)));
            } catch (ArithmeticException e) {
                throw new InvalidSetting(name, "cannot be derived: " + e.getMessage());
            }
        });
    }

    /// Thrown when a point violates a constraint.
    public ConfigException refusal(Assignment assignment, InvalidSetting refused) {
        return new ConfigException(List.of(
                "%s: no trial can have %s: %s: %s".formatted(name, assignment, refused.key(), refused.getMessage())));
    }

    /// The dotted keys that vary, in spec order.
    public List<String> parameters() {
        return List.copyOf(space().parameters().keySet());
    }

    /// SHA-256 of everything that decides which trial has which number: base config (overrides applied),
    /// objective, method, seeds, parameters in their order, constraints, and points to begin with. Budget, target,
    /// workers, `fuse`, device and comments do not: a longer budget goes on with the same trials.
    public String planHash() {
        return SpecHash.ofPlan(this);
    }

    /// The plan's hash as former versions computed it; they knew specs of one objective only.
    public String formerPlanHash() {
        return otherObjectives().isEmpty() ? FormerHash.ofPlan(this) : planHash();
    }

    /// The spec's hash as former versions computed it.
    public String formerHash() {
        return otherObjectives().isEmpty() ? FormerHash.of(this) : hash();
    }

    /// SHA-256 of that and the rest that bears on results: budget, target, pruner, what is done about failures.
    public String hash() {
        return SpecHash.of(this);
    }
}
