package ctrsweep.config;

import ctrsweep.json.Json;
import ctrsweep.space.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// W&B's `program` and `command` as a `runner`: the macros of the command become what a [CommandTemplate] fills in.
///
/// A parameter that takes no part, or is null, gives no argument, where W&B would write `--name=None`. Nested
/// parameters are called by their dotted names.
record WandbCommand(Tree.Mapping written, Problems problems) {
    private static final List<String> USUAL = List.of("${env}", "${interpreter}", "${program}", "${args}");
    private static final Pattern MACRO = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{envvar:([A-Za-z_][A-Za-z0-9_]*)}");
    private static final String MACROS =
            "${env}, ${interpreter}, ${program}, ${args}, ${args_no_hyphens}, ${args_no_boolean_flags}, ${args_json} and"
                    + " ${envvar:NAME}";

    Tree.Entry runner() {
        List<Tree> arguments = new ArrayList<>();
        items().forEach(item -> add(item, arguments));
        Tree.Listing command = new Tree.Listing(place(), arguments);
        return new Tree.Entry(place(), new Tree.Mapping(place(), Map.of("command", new Tree.Entry(place(), command))));
    }

    private Place place() {
        return Stream.of("command", "program")
                .flatMap(key -> entry(key).stream())
                .map(entry -> entry.tree().place())
                .findFirst()
                .orElse(written.place());
    }

    private Optional<Tree.Entry> entry(String key) {
        return Optional.ofNullable(written.entries().get(key));
    }

    private List<Tree> items() {
        Optional<Tree> command = entry("command").map(Tree.Entry::tree);
        if (command.isEmpty()) {
            return USUAL.stream()
                    .<Tree>map(macro -> new Tree.Leaf(place(), new Value.Text(macro)))
                    .toList();
        }
        if (command.get() instanceof Tree.Listing(Place _, List<Tree> items)) {
            return items;
        }
        problems.add(
                command.get().place(),
                "command",
                "must be a list, as [\"${env}\", python3, \"${program}\", \"${args}\"]");
        return List.of();
    }

    private void add(Tree item, List<Tree> arguments) {
        if (!(item instanceof Tree.Leaf(Place place, Value value))) {
            problems.add(item.place(), "command", "must be a list of words");
            return;
        }
        String word = value.toString();
        List<String> words =
                MACRO.matcher(word).matches() && !VARIABLE.matcher(word).matches()
                        ? macro(place, word)
                        : List.of(literal(word));
        words.forEach(each -> arguments.add(new Tree.Leaf(place, new Value.Text(each))));
    }

    private List<String> macro(Place place, String macro) {
        return switch (macro) {
            case "${env}" -> List.of("/usr/bin/env");
            case "${interpreter}" -> List.of("python");
            case "${program}" -> program(place);
            case "${args}" -> each("--", "!python", "=");
            case "${args_no_hyphens}" -> each("", "!python", "=");
            case "${args_no_boolean_flags}" -> each("--", "!flag", "");
            case "${args_json}" -> List.of(parameters().map(WandbCommand::json).orElse("{{}}"));
            case "${args_json_file}" ->
                refuse(place, macro + " is not written here; the parameters are on standard input, as JSON");
            default -> refuse(place, "no such macro: " + macro + "; there are " + MACROS);
        };
    }

    private List<String> refuse(Place place, String message) {
        problems.add(place, "command", message);
        return List.of();
    }

    private List<String> program(Place place) {
        Optional<Tree> program = entry("program").map(Tree.Entry::tree);
        return program.isPresent() && program.get() instanceof Tree.Leaf(Place _, Value.Text(String name))
                ? List.of(literal(name))
                : refuse(place, "${program} needs the key program, as program: train.py");
    }

    /// One argument for each parameter.
    private List<String> each(String before, String form, String between) {
        return parameters()
                .map(all -> each(ParametersReader.namesOfProgram(all), before, form, between))
                .orElse(List.of());
    }

    /// The arguments that an argument of a `runner` stands for: one for each parameter if it is `${args}` or one of
    /// its variants, else itself.
    static List<String> argumentsIn(String argument, Supplier<List<String>> parameters) {
        return switch (argument) {
            case "${args}" -> each(parameters.get(), "--", "!python", "=");
            case "${args_no_hyphens}" -> each(parameters.get(), "", "!python", "=");
            case "${args_no_boolean_flags}" -> each(parameters.get(), "--", "!flag", "");
            default -> List.of(argument);
        };
    }

    private static List<String> each(List<String> names, String before, String form, String between) {
        return names.stream()
                .map(name -> before + name + between + "{" + name + form + "}")
                .toList();
    }

    private Optional<Tree.Mapping> parameters() {
        return entry("parameters")
                .map(Tree.Entry::tree)
                .filter(Tree.Mapping.class::isInstance)
                .map(Tree.Mapping.class::cast);
    }

    private static String json(Tree.Mapping parameters) {
        return json("", parameters);
    }

    private static String json(String prefix, Tree.Mapping parameters) {
        Map<String, String> parts = new LinkedHashMap<>();
        parameters
                .entries()
                .forEach((key, entry) -> parts.put(
                        key,
                        ParametersReader.groupOfProgram(entry.tree())
                                .map(inner -> json(prefix + key + ".", inner))
                                .orElse("{" + prefix + key + "!json}")));
        return parts.entrySet().stream()
                .map(part -> literal(Json.write(new Value.Text(part.getKey()))) + ": " + part.getValue())
                .collect(Collectors.joining(", ", "{{", "}}"));
    }

    /// A word as it stands, but for variables of the environment.
    private static String literal(String word) {
        String plain = word.replace("{", "{{").replace("}", "}}");
        return Pattern.compile("\\$\\{\\{envvar:([A-Za-z_][A-Za-z0-9_]*)}}")
                .matcher(plain)
                .replaceAll("{envvar:$1}");
    }
}
