package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.config.ExperimentReader;
import ctrsweep.config.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every `./sweep` command of the README runs; sweeps on little data, and MovieLens only as a plan.
class ReadmeTest {
    private static final Path HOME = Path.of(System.getProperty("ctrsweep.home", ""));

    /// As a shell parts them, with quotes around what holds spaces.
    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|\\S+");

    @Test
    void itsCommandsRun(@TempDir Path folder) throws IOException, InterruptedException {
        Path database = folder.resolve("sweeps.db");
        writeItsFiles(folder);
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

    /// Until it is ended.
    private static void assertServes(Path folder, List<String> command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("--port", "0", "--db", folder.resolve("sweeps.db").toString()));
        try (Child child = Child.start(folder, words.toArray(String[]::new))) {
            assertThat(child.says(1, line -> line.startsWith("serving ")))
                    .as("%s", child.saidSoFar())
                    .isTrue();
        }
    }

    /// Files that its shell commands make.
    private static void writeItsFiles(Path folder) throws IOException {
        Matcher printf = Pattern.compile("(?m)^printf '(.*)' > outputs/(\\S+)$")
                .matcher(Files.readString(HOME.resolve("README.md")));
        while (printf.find()) {
            Files.writeString(folder.resolve(printf.group(2)), printf.group(1).replace("\\n", "\n"));
        }
    }

    @Test
    void itsSpecIsOne(@TempDir Path folder) throws IOException {
        String readme = Files.readString(HOME.resolve("README.md"));
        int begin = readme.indexOf("```yaml\n") + "```yaml\n".length();
        Path spec = folder.resolve("spec.yaml");
        String base = HOME.resolve("configs").toAbsolutePath() + "/";
        Files.writeString(
                spec, readme.substring(begin, readme.indexOf("```", begin)).replace("configs/", base));

        assertThat(SpecReader.read(spec, List.of()).name()).isEqualTo("deepfm-search");
    }

    @Test
    void itsConfigIsOne(@TempDir Path folder) throws IOException {
        String readme = Files.readString(HOME.resolve("README.md"));
        int begin = readme.indexOf("# part of a config\n");
        Path config = folder.resolve("config.yaml");
        Files.writeString(config, readme.substring(begin, readme.indexOf("```", begin)));

        assertThat(ExperimentReader.read(config, List.of()).data().table().fields())
                .hasSize(5);
    }

    @Test
    void itsPicturesAreThereAndSmall() throws IOException {
        List<Path> pictures = Pattern.compile("!\\[[^\\]]{20,}]\\((\\S+)\\)")
                .matcher(Files.readString(HOME.resolve("README.md")))
                .results()
                .map(picture -> HOME.resolve(picture.group(1)))
                .toList();
        assertThat(pictures).hasSizeGreaterThan(1);
        for (Path picture : pictures) {
            assertThat(ImageIO.read(picture.toFile()).getWidth()).isGreaterThan(1000);
            assertThat(Files.size(picture)).isLessThan(100_000);
        }
    }

    /// The words after `./sweep` of each such line in a block of shell commands.
    private static List<List<String>> commands() throws IOException {
        List<List<String>> commands = new ArrayList<>();
        boolean shell = false;
        for (String line : Files.readAllLines(HOME.resolve("README.md"))) {
            if (line.startsWith("```")) {
                shell = line.equals("```sh");
            } else if (shell && line.startsWith("./sweep ")) {
                String command = line.substring("./sweep ".length()).replaceFirst("\\s+#.*", "");
                commands.add(WORD.matcher(command)
                        .results()
                        .map(word -> word.group().replace("\"", ""))
                        .toList());
            }
        }
        return commands;
    }

    private static List<String> adapted(List<String> command, Path folder) {
        List<String> adapted = new ArrayList<>();
        for (String word : command) {
            if (word.startsWith("sweeps/") || word.startsWith("configs/")) {
                adapted.add(HOME.resolve(word).toString());
            } else {
                // Where train has put its results
                String outputs = command.getFirst().equals("import") ? "/outputs/" : "/";
                adapted.add(word.replace("outputs/", folder + outputs));
            }
        }
        boolean quickstart = command.contains("sweeps/quickstart.yaml");
        if (command.getFirst().equals("train") || (command.getFirst().equals("launch") && quickstart)) {
            adapted.addAll(List.of("-O", "data.generated.rows=3000", "-O", "training.num_epochs=1"));
        } else if (command.getFirst().equals("launch")) {
            adapted.add("--plan");
        }
        return adapted;
    }
}
