package ctrsweep.config;

import ctrsweep.settings.Experiment;
import ctrsweep.settings.InvalidSetting;
import ctrsweep.settings.ProgramConfig;
import ctrsweep.settings.Settings;
import ctrsweep.settings.TrialConfig;
import ctrsweep.space.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/// The work of each trial: the shared trainer or a program.
public sealed interface Workload {

    /// The config that the trials share.
    TrialConfig base();

    /// The values of what does not vary, by dotted name.
    Map<String, Value> values();

    /// The complete config of a trial.
    ///
    /// @param values of what differs from the base, the seed included where it does
    /// @throws InvalidSetting when the values, each right alone, do not go together
    TrialConfig config(Map<String, Value> values);

    /// The value in the setting's own form.
    ///
    /// @throws InvalidSetting when the setting has no such value
    Value coerce(String name, Value value);

    /// How many epochs a trial has at most; empty where only the program knows.
    OptionalInt epochs();

    /// The shared trainer.
    ///
    /// @param base with overrides, constants and the objective's metric applied
    record Training(Experiment base) implements Workload {
        @Override
        public Map<String, Value> values() {
            return ConfigTree.settings(base);
        }

        @Override
        public Experiment config(Map<String, Value> values) {
            Map<String, Value> all = Settings.values(base);
            all.putAll(values);
            return Settings.experiment(all);
        }

        @Override
        public Value coerce(String name, Value value) {
            return SettingCatalog.EXPERIMENT.type(name).orElseThrow().coerce(name, value);
        }

        @Override
        public OptionalInt epochs() {
            return OptionalInt.of(base.training().numEpochs());
        }
    }

    /// A program of the user's own.
    ///
    /// @param constants parameters that do not vary
    record Running(Program program, Map<String, Value> constants) implements Workload {
        private static final long DEFAULT_SEED = 42;

        public Running {
            constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
        }

        @Override
        public ProgramConfig base() {
            return config(Map.of());
        }

        @Override
        public Map<String, Value> values() {
            return constants;
        }

        @Override
        public ProgramConfig config(Map<String, Value> values) {
            Map<String, Value> all = new LinkedHashMap<>(constants);
            all.putAll(values);
            long seed = all.remove("seed") instanceof Value.Int(long number) ? number : DEFAULT_SEED;
            return new ProgramConfig(all, seed);
        }

        @Override
        public Value coerce(String name, Value value) {
            return SettingCatalog.PROGRAM.type(name).orElseThrow().coerce(name, value);
        }

        @Override
        public OptionalInt epochs() {
            return OptionalInt.empty();
        }
    }
}
