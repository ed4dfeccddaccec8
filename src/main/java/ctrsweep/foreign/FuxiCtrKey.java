package ctrsweep.foreign;

import ctrsweep.space.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A key of FuxiCTR that is a setting of ours.
///
/// @param form how its values are written here
record FuxiCtrKey(String setting, Form form) {

    enum Form {
        NUMBER(
                "must be a number",
                value -> value instanceof Value.Int || value instanceof Value.Real
                        ? Optional.of(value)
                        : Optional.empty()),
        TRUTH("must be true or false", value -> Optional.of(value).filter(Value.Bool.class::isInstance)),
        /// A list, or a number for a list of it.
        UNITS("must be a list of whole numbers", value -> Optional.of(items(value))),
        TEXTS("must be a list of names", value -> Optional.of(items(value))),
        DROPOUT(
                "must be a rate, or a list with one for each layer",
                value -> value instanceof Value.Items || value.number().isPresent()
                        ? Optional.of(value)
                        : Optional.empty()),
        ACTIVATION("there is no such activation here", Form::activation),
        /// A penalty: there the sum of squares weighs half of what is written.
        PENALTY("only l2 is here", Form::penalty),
        OPTIMIZER(
                "there are adam, adamw, sgd, adagrad and rmsprop",
                value -> name(value, List.of("adam", "adamw", "sgd", "adagrad", "rmsprop"))),
        LOSS("there are binary_crossentropy and mse_loss", Form::loss),
        STRUCTURE("there are stacked and parallel", value -> name(value, List.of("stacked", "parallel")));

        private static final Pattern L2 = Pattern.compile("l2\\(([-+.0-9eE]+)\\)");

        private final String refusal;

        @SuppressWarnings("ImmutableEnumChecker") // it holds no state
        private final Function<Value, Optional<Value>> conversion;

        Form(String refusal, Function<Value, Optional<Value>> conversion) {
            this.refusal = refusal;
            this.conversion = conversion;
        }

        /// Why a value is not here.
        String refusal() {
            return refusal;
        }

        /// Empty where there is no such value here.
        Optional<Value> ours(Value value) {
            return conversion.apply(value);
        }

        private static Value items(Value value) {
            return value instanceof Value.Items ? value : new Value.Items(List.of(value));
        }

        /// One for all layers.
        private static Optional<Value> activation(Value value) {
            List<String> names = value instanceof Value.Items(List<Value> layers)
                    ? layers.stream().map(Value::toString).distinct().toList()
                    : List.of(value.toString());
            return names.size() == 1 ? Mlps.activation(names.getFirst()).map(Value.Text::new) : Optional.empty();
        }

        private static Optional<Value> penalty(Value value) {
            Matcher l2 = L2.matcher(value.toString());
            if (l2.matches()) {
                return Optional.of(new Value.Real(Double.parseDouble(l2.group(1)) / 2));
            }
            return value.number().isPresent()
                    ? Optional.of(new Value.Real(value.number().getAsDouble() / 2))
                    : Optional.empty();
        }

        private static Optional<Value> loss(Value value) {
            return switch (value.toString()) {
                case "bce", "binary_crossentropy", "binary_cross_entropy" -> Optional.of(new Value.Text("bce"));
                case "mse", "mse_loss" -> Optional.of(new Value.Text("mse"));
                default -> Optional.empty();
            };
        }

        private static Optional<Value> name(Value value, List<String> known) {
            String name = value.toString().toLowerCase(Locale.ROOT);
            return known.contains(name) ? Optional.of(new Value.Text(name)) : Optional.empty();
        }
    }
}
