package ctrsweep.config;

import ctrsweep.settings.PlainScalar;
import ctrsweep.space.Numeral;
import ctrsweep.space.Value;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.yaml.snakeyaml.nodes.Tag;

/// A tag of YAML's core schema before a scalar, as `!!float` in `!!float 1e-5`. It says which kind the value has,
/// however it is written.
enum CoreTag {
    STR {
        @Override
        Optional<Value> read(String text, Consumer<String> problem) {
            return Optional.of(new Value.Text(text));
        }
    },
    INT {
        @Override
        Optional<Value> read(String text, Consumer<String> problem) {
            Optional<Value> whole = Numeral.read(text).filter(number -> number instanceof Value.Int);
            if (whole.isEmpty()) {
                problem.accept("is no whole number: " + text);
            }
            return whole;
        }
    },
    FLOAT {
        @Override
        Optional<Value> read(String text, Consumer<String> problem) {
            Optional<Value> real = Numeral.read(text)
                    .map(number -> new Value.Real(number.number().orElseThrow()));
            if (real.isEmpty()) {
                problem.accept("is no finite number: " + text);
            }
            return real;
        }
    },
    BOOL {
        @Override
        Optional<Value> read(String text, Consumer<String> problem) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "yes", "on" -> Optional.of(new Value.Bool(true));
                case "false", "no", "off" -> Optional.of(new Value.Bool(false));
                default -> {
                    problem.accept("is neither true nor false: " + text);
                    yield Optional.empty();
                }
            };
        }
    },
    NULL {
        @Override
        Optional<Value> read(String text, Consumer<String> problem) {
            if (PlainScalar.read(text).isPresent()) {
                problem.accept("is not null: " + text);
            }
            return Optional.empty();
        }
    };

    /// Empty for another tag, and where there is none.
    static Optional<CoreTag> of(Tag tag) {
        for (CoreTag core : values()) {
            if (tag.getValue().equals(Tag.PREFIX + core.name().toLowerCase(Locale.ROOT))) {
                return Optional.of(core);
            }
        }
        return Optional.empty();
    }

    /// @param problem is told when the text is none of this kind
    /// @return empty for no value, and after problems
    abstract Optional<Value> read(String text, Consumer<String> problem);
}
