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
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The reference of settings in `configs/README.md` says what the code does. It is made here: names, types and defaults
/// from the records, bounds from their refusals, readers from their declarations, and meanings from the comments of the
/// config that writes every setting out.
class SettingsReferenceTest {
    private static final Path README = Path.of("configs/README.md");
    private static final Path EVERY_SETTING = Path.of("configs/deepfm_movielens.yaml");
    private static final String BEGIN = "<!-- settings: begin -->\n";
    private static final String END = "<!-- settings: end -->\n";
    private static final Pattern COMMENTED = Pattern.compile("( *)([a-z_0-9]+):(?:.*? # (.*)|.*)");
    private static final Pattern BOUNDS = Pattern.compile("must be (.*), not .*");

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
                        values(name, type, defaults),
                        readers(name),
                        cell(meanings.getOrDefault(name, "")))));
        return text.toString();
    }

    private static String values(String name, SettingType type, Map<String, Value> defaults) {
        return switch (type) {
            case SettingType.OneOf(Map<String, Enum<?>> constants) ->
                constants.keySet().stream().map(SettingsReferenceTest::code).collect(Collectors.joining(", "));
            case SettingType.Listing _ -> "list of keys and values";
            case SettingType.Anything _ -> "any";
            case SettingType.Plain plain ->
                switch (plain) {
                    case INT -> "whole number" + bounds(name, new Value.Int(Integer.MIN_VALUE), defaults);
                    case LONG -> "whole number";
                    case REAL -> "number" + bounds(name, new Value.Real(-1e300), defaults);
                    case TRUTH -> "`true`, `false`";
                    case TEXT -> "text";
                    case INTS -> "list of whole numbers" + bounds(name, items(new Value.Int(-1)), defaults);
                    case REALS -> "number or list" + bounds(name, items(new Value.Real(-1e300)), defaults);
                    case TEXTS -> "list of names";
                };
        };
    }

    private static Value items(Value item) {
        return new Value.Items(List.of(item));
    }

    /// As the record that refuses a number below all bounds says; nothing where another setting is the bound.
    private static String bounds(String name, Value below, Map<String, Value> defaults) {
        Map<String, Value> values = new LinkedHashMap<>(defaults);
        values.put(name, below);
        try {
            Settings.experiment(values);
            return "";
        } catch (InvalidSetting refused) {
            Matcher bounds = BOUNDS.matcher(Objects.requireNonNull(refused.getMessage()));
            return bounds.matches() && !bounds.group(1).contains("E-") ? ", " + bounds.group(1) : "";
        }
    }

    private static String readers(String name) {
        return SettingReaders.of(name).stream()
                .map(rule -> rule.readers().stream()
                        .map(reader -> code(reader.setting()) + " "
                                + new TreeSet<>(reader.values())
                                        .stream()
                                                .map(SettingsReferenceTest::code)
                                                .collect(Collectors.joining(", ")))
                        .collect(Collectors.joining(" or ")))
                .collect(Collectors.joining("; "));
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
