package ctrsweep.config;

import ctrsweep.json.Json;
import ctrsweep.space.Value;
import ctrsweep.text.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The command of a [Program], whose arguments have `{training.lr}` where a parameter's value goes, and `{{` and `}}`
/// where a brace does. No shell reads it: a value is one argument, or a part of one, whatever it holds.
///
/// An argument that asks for a parameter which takes no part in a trial is left out, and with it an option that
/// stands alone before it: of `--momentum {sgd.momentum}` nothing is left, and neither is of
/// `--momentum={sgd.momentum}`. A parameter that is null takes no part either.
///
/// `{name!python}` is the value as Python prints it, `True` for true; `{name!json}` is its JSON, `null` where it
/// takes no part; `{name!flag}` is nothing where the value is true, leaves the argument out where it is false, and is
/// `=` and the value otherwise. `{envvar:NAME}` is a variable of the environment; where that is not set, the argument
/// is left out.
public final class CommandTemplate {
    private static final List<String> OF_THE_TRIAL = List.of("seed", "trial", "folder");
    private static final String ENVIRONMENT = "envvar:";
    private static final Pattern OPTION = Pattern.compile("--?\\p{Alpha}[^={}]*");

    private final List<Argument> arguments;

    private CommandTemplate(List<Argument> arguments) {
        this.arguments = List.copyOf(arguments);
    }

    /// @param argument its place in the command, from 0
    /// @param message names the argument, and what would be right
    public record Mistake(int argument, String message) {}

    /// Everything that is wrong with a command.
    ///
    /// @param parameters the dotted names that there are, also those that take part in some trials only
    public static List<Mistake> mistakes(List<String> command, Collection<String> parameters) {
        List<Mistake> mistakes = new ArrayList<>();
        if (command.isEmpty() || command.getFirst().isBlank()) {
            mistakes.add(new Mistake(0, "needs a program to run, as [python3, train.py]"));
        }
        Set<String> names = new LinkedHashSet<>(parameters);
        names.addAll(OF_THE_TRIAL);
        for (int i = 0; i < command.size(); i++) {
            int place = i;
            mistakesOf(command.get(i), names).forEach(message -> mistakes.add(new Mistake(place, message)));
        }
        return mistakes;
    }

    /// Everything that is wrong with a text that is filled in like an argument.
    static List<String> mistakesOfText(String written, Collection<String> parameters) {
        Set<String> names = new LinkedHashSet<>(parameters);
        names.addAll(OF_THE_TRIAL);
        return mistakesOf(written, names);
    }

    private static List<String> mistakesOf(String written, Set<String> names) {
        try {
            return Argument.of(written).asked().stream()
                    .filter(name -> !names.contains(name))
                    .map(name ->
                            "%s asks for {%s}, but there is no such parameter%s; a brace itself is written {{ or }}"
                                    .formatted(written, name, NearestName.hint(name, names)))
                    .toList();
        } catch (IllegalArgumentException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    /// @throws IllegalArgumentException when an argument's braces do not match
    public static CommandTemplate of(Program program) {
        return new CommandTemplate(program.command().stream().map(Argument::of).toList());
    }

    /// The command of one trial.
    ///
    /// @param values of parameters, and of `seed`, `trial` and `folder`; empty for what takes no part in the trial
    /// @throws IllegalArgumentException when the program's own name asks for what takes no part
    public List<String> filled(Function<String, Optional<Value>> values) {
        return filled(values, name -> Optional.ofNullable(System.getenv(name)));
    }

    /// A text that is filled in like an argument; empty where it asks for what takes no part in the trial.
    ///
    /// @throws IllegalArgumentException when its braces do not match
    public static Optional<String> text(String written, Function<String, Optional<Value>> values) {
        return Argument.of(written).filled(known(values), name -> Optional.ofNullable(System.getenv(name)));
    }

    private static Function<String, Optional<Value>> known(Function<String, Optional<Value>> values) {
        return name -> values.apply(name).filter(value -> !(value instanceof Value.Null));
    }

    List<String> filled(Function<String, Optional<Value>> values, Function<String, Optional<String>> environment) {
        Function<String, Optional<Value>> known = known(values);
        List<String> filled = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Argument argument = arguments.get(i);
            Optional<String> text = argument.filled(known, environment);
            if (text.isPresent()) {
                filled.add(text.get());
            } else if (i == 0) {
                throw new IllegalArgumentException(
                        "the program to run is " + argument.written() + ", which takes no part in this trial");
            } else if (i > 1 && !argument.isOption() && arguments.get(i - 1).standsAlone()) {
                filled.removeLast();
            }
        }
        return filled;
    }

    private sealed interface Piece {
        record Words(String text) implements Piece {}

        record Asked(String name, Form form) implements Piece {}

        record Variable(String name) implements Piece {}

        /// @param inner what stands between braces
        static Piece of(String inner) {
            if (inner.startsWith(ENVIRONMENT)) {
                return new Variable(inner.substring(ENVIRONMENT.length()));
            }
            for (Form form : Form.values()) {
                if (inner.endsWith(form.mark())) {
                    return new Asked(
                            inner.substring(0, inner.length() - form.mark().length()), form);
                }
            }
            return new Asked(inner, Form.PLAIN);
        }
    }

    /// How a value is written.
    private enum Form {
        PYTHON,
        JSON,
        FLAG,
        PLAIN;

        String mark() {
            return this == PLAIN ? "" : "!" + name().toLowerCase(Locale.ROOT);
        }

        /// Empty where the argument is to be left out.
        Optional<String> of(Optional<Value> value) {
            return switch (this) {
                case PLAIN -> value.map(CommandTemplate::text);
                case PYTHON -> value.map(CommandTemplate::python);
                case JSON -> Optional.of(value.map(Json::write).orElse("null"));
                case FLAG ->
                    value.flatMap(held -> held instanceof Value.Bool(boolean truth)
                            ? (truth ? Optional.of("") : Optional.empty())
                            : Optional.of("=" + python(held)));
            };
        }
    }

    private record Argument(String written, List<Piece> pieces) {

        static Argument of(String written) {
            List<Piece> pieces = new ArrayList<>();
            StringBuilder words = new StringBuilder();
            int at = 0;
            while (at < written.length()) {
                char letter = written.charAt(at);
                if ((letter == '{' || letter == '}') && written.startsWith(String.valueOf(letter), at + 1)) {
                    words.append(letter);
                    at += 2;
                } else if (letter == '{') {
                    int close = close(written, at);
                    pieces.add(new Piece.Words(words.toString()));
                    pieces.add(Piece.of(written.substring(at + 1, close)));
                    words.setLength(0);
                    at = close + 1;
                } else if (letter == '}') {
                    throw new IllegalArgumentException(
                            written + " has a } without its {; a brace itself is written }}");
                } else {
                    words.append(letter);
                    at++;
                }
            }
            pieces.add(new Piece.Words(words.toString()));
            return new Argument(written, List.copyOf(pieces));
        }

        private static int close(String written, int open) {
            int close = written.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException(written + " has a { without its }; a brace itself is written {{");
            }
            return close;
        }

        List<String> asked() {
            return pieces.stream()
                    .flatMap(piece -> switch (piece) {
                        case Piece.Words _ -> Stream.<String>empty();
                        case Piece.Variable _ -> Stream.<String>empty();
                        case Piece.Asked(String name, Form _) -> Stream.of(name);
                    })
                    .distinct()
                    .toList();
        }

        Optional<String> filled(
                Function<String, Optional<Value>> values, Function<String, Optional<String>> environment) {
            StringBuilder text = new StringBuilder();
            for (Piece piece : pieces) {
                Optional<String> part =
                        switch (piece) {
                            case Piece.Words(String words) -> Optional.of(words);
                            case Piece.Variable(String name) -> environment.apply(name);
                            case Piece.Asked(String name, Form form) -> form.of(values.apply(name));
                        };
                if (part.isEmpty()) {
                    return Optional.empty();
                }
                text.append(part.get());
            }
            return Optional.of(text.toString());
        }

        boolean isOption() {
            return written.startsWith("-");
        }

        /// Whether it is an option whose value can only be the next argument.
        boolean standsAlone() {
            return OPTION.matcher(written).matches();
        }
    }

    private static String text(Value value) {
        return switch (value) {
            case Value.Items list -> Json.write(list);
            case Value.Fields fields -> Json.write(fields);
            case Value.Bool _, Value.Int _, Value.Real _, Value.Text _, Value.Null _ -> value.toString();
        };
    }

    private static String python(Value value) {
        return value instanceof Value.Bool(boolean truth) ? (truth ? "True" : "False") : text(value);
    }
}
