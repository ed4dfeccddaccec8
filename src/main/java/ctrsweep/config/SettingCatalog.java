package ctrsweep.config;

import ctrsweep.settings.SettingType;
import ctrsweep.settings.Settings;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which settings there are.
enum SettingCatalog {
    /// The settings of an [Experiment].
    EXPERIMENT {
        @Override
        Optional<SettingType> type(String name) {
            return Optional.ofNullable(Settings.TYPES.get(name));
        }

        @Override
        String unknown(String name) {
            return Settings.unknown(name);
        }

        @Override
        boolean isGroup(String name) {
            return Settings.isGroup(name);
        }
    },
    /// The parameters of a program: any names.
    PROGRAM {
        /// Signs that stand around values in a command or around names in a condition are in none.
        private static final Pattern NAME = Pattern.compile(
                "(?!envvar:)(?!.*\\.\\.)(?![\\s\\d.])[^\\p{Cntrl}\\p{Zl}\\p{Zp}`{}!=]{1,200}(?<![\\s.])");

        @Override
        Optional<SettingType> type(String name) {
            if (name.equals("seed")) {
                return Optional.of(SettingType.Plain.LONG);
            }
            return NAME.matcher(name).matches() ? Optional.of(new SettingType.Anything()) : Optional.empty();
        }

        @Override
        String unknown(String name) {
            return "a parameter's name begins with a letter or a sign, has dots only in between, and has none of"
                    + " ` { } ! =";
        }

        @Override
        boolean isGroup(String name) {
            return false;
        }
    };

    /// Empty where there is no such setting.
    abstract Optional<SettingType> type(String name);

    /// Explains that a name is not a setting.
    abstract String unknown(String name);

    /// Whether it is the first part of settings' names.
    abstract boolean isGroup(String name);
}
