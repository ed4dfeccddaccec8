package ctrsweep.config;

import ctrsweep.model.Model;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.InvalidSetting;
import ctrsweep.settings.Settings;
import ctrsweep.space.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Finds values of parameters that no experiment can have.
///
/// @param base every setting's value
/// @param sound whether the base has no problem itself; only then the model is asked too
record ProbedValues(Map<String, ParametersReader.Varying> varying, Map<String, Value> base, boolean sound) {

    /// Why a value is refused, on the base and with every value of every other parameter; empty if it is accepted.
    Optional<InvalidSetting> refusal(String name, DomainReader.Probe probe) {
        Map<String, Value> values = with(base, name, probe);
        return refusal(values).filter(_ -> varying.entrySet().stream()
                .filter(other -> !other.getKey().equals(name))
                .noneMatch(other -> other.getValue().probes().stream()
                        .anyMatch(each ->
                                refusal(with(values, other.getKey(), each)).isEmpty())));
    }

    private Optional<InvalidSetting> refusal(Map<String, Value> values) {
        try {
            Experiment experiment = Settings.experiment(values);
            if (sound) {
                Model.check(experiment);
            }
            return Optional.empty();
        } catch (InvalidSetting e) {
            return Optional.of(e);
        }
    }

    private static Map<String, Value> with(Map<String, Value> base, String name, DomainReader.Probe probe) {
        Map<String, Value> values = new LinkedHashMap<>(base);
        values.put(name, probe.value());
        return values;
    }
}
