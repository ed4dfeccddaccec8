package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.config.ExperimentReader;
import ctrsweep.config.SpecReader;
import ctrsweep.settings.TableSettings;
import ctrsweep.store.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The README of the product and those of its folders: every `./sweep` command runs (sweeps on little data, and
/// MovieLens only as a plan), every example is read, every link and file name leads somewhere.
class ReadmeTest {
    private static final Path HOME = Path.of(System.getProperty("ctrsweep.home", ""));

    /// In reading order: commands of later documents use results of earlier ones.
    private static final List<String> FOLDERS = List.of("", "sweeps", "configs", "db", "src");

    /// A word of a shell command, in quotes if it contains spaces.
    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|\\S+");

    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s#:]*)(?:#([^)\\s]+))?\\)");
    private static final Pattern FILE_NAME =
            Pattern.compile("`([\\w.-]+(?:/[\\w.-]+)+\\.(?:java|py|sql|yaml|json|md))`");

    @Test
    void theirCommandsRun(@TempDir Path folder) throws IOException, InterruptedException {
        Path database = folder.resolve("sweeps.db");
        writeTheirFiles(folder);
        List<String> ran = new ArrayList<>();
        for (List<String> command : commands()) {
            ran.add(command.getFirst());
            if (command.getFirst().equals("serve")) {
                assertServes(folder, command);
                continue;
            }
            List<String> adapted = adapted(command, folder);
            Cli cli = Cli.launch(database, adapted.toArray(String[]::new));
            assertThat(cli.code())
                    .as("%s%n%s", String.join(" ", adapted), cli.err())
                    .isEqualTo(command.getFirst().equals("delete") ? 1 : 0);
        }
        assertThat(ran)
                .contains(
                        "launch",
                        "list",
                        "report",
                        "serve",
                        "best",
                        "show",
                        "trials",
                        "leaderboard",
                        "doctor",
                        "diff",
                        "tail",
                        "db")
                .contains("train", "evaluate", "predict", "compare")
                .contains("import", "rename", "delete", "export", "completion", "schema");
        assertThat(folder.resolve("quickstart.csv")).isNotEmptyFile();
        assertThat(Files.readAllLines(folder.resolve("predictions.csv"))).hasSize(3);
    }

    private static void assertServes(Path folder, List<String> command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("--port", "0", "--db", folder.resolve("sweeps.db").toString()));
        try (Child child = Child.start(folder, words.toArray(String[]::new))) {
            assertThat(child.says(1, line -> line.startsWith("serving ")))
                    .as("%s", child.saidSoFar())
                    .isTrue();
        }
    }

    /// Writes the files that `printf` commands make.
    private static void writeTheirFiles(Path folder) throws IOException {
        Matcher printf = Pattern.compile("(?m)^printf '(.*)' > outputs/(\\S+)$").matcher(readAll());
        while (printf.find()) {
            Files.writeString(folder.resolve(printf.group(2)), printf.group(1).replace("\\n", "\n"));
        }
    }

    @Test
    void theirYamlIsRead(@TempDir Path folder) throws IOException {
        String base = HOME.resolve("configs").toAbsolutePath() + "/";
        List<String> read = new ArrayList<>();
        for (String yaml : blocks("yaml")) {
            Path file = Files.writeString(folder.resolve("example.yaml"), yaml.replace("configs/", base));
            if (yaml.startsWith("version:")) {
                read.add(SpecReader.read(file, List.of()).name());
            } else {
                TableSettings table =
                        ExperimentReader.read(file, List.of()).data().table();
                read.add(table.fields().size() + " fields");
            }
        }
        assertThat(read)
                .containsExactly(
                        "deepfm-search", "good-and-small", "any-program", "other-forms", "5 fields", "0 fields");
    }

    @Test
    void theMainOneIsShort() throws IOException {
        assertThat(Files.readAllLines(readme(""))).hasSizeLessThanOrEqualTo(160);
    }

    @Test
    void theirLinksAndFileNamesLeadSomewhere() throws IOException {
        for (String folder : FOLDERS) {
            String text = Files.readString(readme(folder));
            for (MatchResult link : LINK.matcher(text).results().toList()) {
                Path target = link.group(1).isEmpty()
                        ? readme(folder)
                        : HOME.resolve(folder).resolve(link.group(1));
                assertThat(target).as(link.group()).exists();
                if (link.group(2) != null) {
                    assertThat(anchors(target)).contains(link.group(2));
                }
            }
            String prose = text.replaceAll("(?s)```.*?```", "");
            for (MatchResult name : FILE_NAME.matcher(prose).results().toList()) {
                assertThat(List.of(HOME, HOME.resolve("src/main/java/ctrsweep")))
                        .as("%s of %s", name.group(1), readme(folder))
                        .anyMatch(start -> Files.exists(start.resolve(name.group(1))));
            }
        }
    }

    /// The anchors that GitHub gives to headings.
    private static List<String> anchors(Path document) throws IOException {
        return Files.readAllLines(document).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w -]", "")
                        .replace(' ', '-'))
                .toList();
    }

    @Test
    void theirPicturesAreSmallAndDescribed() throws IOException {
        List<Path> pictures = new ArrayList<>();
        for (String folder : FOLDERS) {
            Pattern.compile("!\\[[^\\]]{20,}]\\((\\S+)\\)")
                    .matcher(Files.readString(readme(folder)))
                    .results()
                    .forEach(picture -> pictures.add(HOME.resolve(folder).resolve(picture.group(1))));
        }
        assertThat(pictures).hasSizeGreaterThan(1);
        for (Path picture : pictures) {
            assertThat(ImageIO.read(picture.toFile()).getWidth()).isGreaterThan(1000);
            assertThat(Files.size(picture)).isLessThan(100_000);
        }
    }

    private static Path readme(String folder) {
        return HOME.resolve(folder).resolve("README.md");
    }

    private static String readAll() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String folder : FOLDERS) {
            all.append(Files.readString(readme(folder)));
        }
        return all.toString();
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$")
                .matcher(readAll())
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /// The words after `./sweep` of each command in a block of shell commands.
    private static List<List<String>> commands() throws IOException {
        return blocks("sh").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("./sweep "))
                .map(line -> line.substring("./sweep ".length()).replaceFirst("\\s+#.*", ""))
                .distinct()
                .map(command -> WORD.matcher(command)
                        .results()
                        .map(word -> word.group().replace("\"", ""))
                        .toList())
                .toList();
    }

    private static List<String> adapted(List<String> command, Path folder) {
        List<String> adapted = new ArrayList<>();
        for (String word : command) {
            if (word.startsWith("sweeps/") || word.startsWith("configs/")) {
                adapted.add(HOME.resolve(word).toString());
            } else if (word.equals("db/sweeps.db")) {
                adapted.add(folder.resolve("sweeps.db").toString());
            } else if (word.startsWith("postgresql:")) {
                adapted.add("postgresql://" + PostgresServer.schema().url());
            } else {
                // train writes its results to the folder "outputs" beside the database
                String outputs = command.getFirst().equals("import") ? "/outputs/" : "/";
                adapted.add(word.replace("outputs/", folder + outputs));
            }
        }
        boolean quickstart = command.contains("sweeps/quickstart.yaml");
        if (command.getFirst().equals("train") || (command.getFirst().equals("launch") && quickstart)) {
            adapted.addAll(List.of("-O", "data.generated.rows=3000", "-O", "training.num_epochs=1"));
        } else if (command.getFirst().equals("launch") && !command.contains("--plan")) {
            adapted.add("--plan");
        }
        return adapted;
    }
}
