package ctrsweep.config;

import ctrsweep.settings.InvalidSetting;
import ctrsweep.settings.SettingType;
import ctrsweep.space.Value;
import ctrsweep.text.NearestName;
import java.util.Optional;
import java.util.Set;

/// Reads values of the parameters of a space, where a spec names a parameter.
///
/// @param parameters that vary
record ParameterValueReader(Set<String> parameters, SettingCatalog catalog, Problems problems) {
    /// Whether a key is the name of a parameter; a problem if it is not.
    boolean varies(String name, Tree.Entry entry, String path) {
        boolean varies = parameters.contains(name);
        if (!varies) {
            problems.add(
                    entry.key(), path, "is not one of the parameters that vary" + NearestName.hint(name, parameters));
        }
        return varies;
    }

    /// The value that a parameter is given; a problem if it is of another type.
    Optional<Value> read(String parameter, Tree written, String path) {
        try {
            SettingType type = catalog.type(parameter).orElseThrow();
            return Optional.of(type.coerce(
                    parameter,
                    type instanceof SettingType.Anything ? Tree.orNull(written) : Tree.value(parameter, written)));
        } catch (InvalidSetting e) {
            problems.add(written.place(), path, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
