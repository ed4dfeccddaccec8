package ctrsweep.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.space.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The reference of settings in `configs/README.md` says what the code does. It is made here: names, types,
/// defaults and bounds from the records, readers from their declarations, and meanings from the comments of the
/// config that writes every setting out.
class SettingsReferenceTest {
    private static final Path README = Path.of("configs/README.md");
    private static final Path EVERY_SETTING = Path.of("configs/deepfm_movielens.yaml");
    private static final String BEGIN = "<!-- settings: begin -->\n";
    private static final String END = "<!-- settings: end -->\n";
    private static final Pattern COMMENTED = Pattern.compile("( *)([a-z_0-9]+):(?:.*? # (.*)|.*)");

    @Test
    void isUpToDate() throws IOException {
        Path made = Files.writeString(Path.of("target/settings.md"), reference());
        String readme = Files.readString(README);
        assertThat(readme.substring(readme.indexOf(BEGIN) + BEGIN.length(), readme.indexOf(END)))
                .as("put the lines of %s between the two marks in %s", made, README)
                .isEqualTo(Files.readString(made));
    }

    private static String reference() throws IOException {
        Map<String, Value> defaults = Settings.values(Experiment.DEFAULTS);
        Map<String, String> meanings = meanings();
        StringBuilder text =
                new StringBuilder("| setting | default | values | read with | meaning |\n|---|---|---|---|---|\n");
        Settings.TYPES.forEach((name, type) -> text.append("| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                        name,
                        code(String.valueOf(defaults.get(name))),
                        values(name, type),
                        readers(name),
                        cell(meanings.getOrDefault(name, "")))));
        return text.toString();
    }

    private static String values(String name, SettingType type) {
        return switch (type) {
            case SettingType.OneOf(Map<String, Enum<?>> constants, Map<String, String> aliases) ->
                Stream.concat(
                                constants.keySet().stream().map(SettingsReferenceTest::code),
                                aliases.entrySet().stream()
                                        .map(alias -> "`%s` (%s)".formatted(alias.getKey(), alias.getValue())))
                        .collect(Collectors.joining(", "));
            case SettingType.Listing _ -> "list of keys and values";
            case SettingType.Anything _ -> "any";
            case SettingType.Plain plain ->
                switch (plain) {
                    case INT -> "whole number" + bounds(name);
                    case LONG -> "whole number";
                    case REAL -> "number" + bounds(name);
                    case TRUTH -> "`true`, `false`";
                    case TEXT -> "text";
                    case INTS -> "list of whole numbers" + bounds(name);
                    case REALS -> "number or list" + bounds(name);
                    case TEXTS -> "list of names";
                };
        };
    }

    private static String bounds(String name) {
        return Bounds.of(name).map(bounds -> ", " + bounds).orElse("");
    }

    private static String readers(String name) {
        return SettingReaders.of(name).stream()
                .map(rule -> rule.readers().stream()
                        .map(SettingsReferenceTest::reader)
                        .collect(Collectors.joining(" or ")))
                .collect(Collectors.joining("; "));
    }

    private static String reader(SettingReaders.Reader reader) {
        return switch (reader) {
            case SettingReaders.Choice(String setting, List<String> values) ->
                code(setting) + " "
                        + values.stream().map(SettingsReferenceTest::code).collect(Collectors.joining(", "));
            case SettingReaders.Named(String setting) -> "a " + code(setting);
        };
    }

    private static Map<String, String> meanings() throws IOException {
        Map<String, String> meanings = new LinkedHashMap<>();
        List<String> path = new ArrayList<>();
        for (String line : Files.readAllLines(EVERY_SETTING)) {
            Matcher key = COMMENTED.matcher(line);
            if (key.matches()) {
                path = new ArrayList<>(path.subList(0, key.group(1).length() / 2));
                path.add(key.group(2));
                String comment = key.group(3);
                if (comment != null) {
                    meanings.put(String.join(".", path), comment);
                }
            }
        }
        return meanings;
    }

    private static String code(String text) {
        return text.isEmpty() ? "`\"\"`" : "`" + cell(text) + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
