package ctrsweep.cli;

import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.cli.text.FirstConfig;
import ctrsweep.config.SweepName;
import ctrsweep.data.guess.GuessedTable;
import ctrsweep.data.table.TableSample;
import ctrsweep.files.FileProblem;
import ctrsweep.text.CalledAs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a project: sweep.toml, a config and a spec that run. From a CSV or Parquet file it guesses the label,",
            "what each column is and how to split, and tells what it guessed; the config is yours to correct. Without",
            "a file it writes a first sweep on generated clicks. It never writes over a file."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./sweep init clicks.csv --label clicked",
            "  ./sweep init part-0.parquet --name clicks",
            "  ./sweep init"
        })
final class InitCommand implements Runnable {
    /// Rows that are looked at.
    private static final int ROWS = 10_000;

    private static final String MARK = """
            # The folder of this file is a project of ctrsweep. What is set here is what holds without it.
            # database = "db/sweeps.db"
            # outputs = "outputs"
            """;

    private final ConsoleEnvironment console;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "Rows: CSV, perhaps gzipped, or Parquet.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--label", paramLabel = "COLUMN", description = "The column that the model is to predict.")
    private Optional<String> label = Optional.empty();

    @Option(names = "--name", paramLabel = "NAME", description = "Of the sweep. Default: the file's.")
    private Optional<String> name = Optional.empty();

    InitCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public void run() {
        if (data.isEmpty() && (label.isPresent() || name.isPresent())) {
            throw new CommandFailure("--label and --name need a FILE: ./sweep init FILE");
        }
        String spec = place("sweeps/" + data.map(this::guessed).orElseGet(this::quickstart) + ".yaml");
        console.out().print(CalledAs.in("""

                        What there is to try:  ./sweep launch %1$s --plan
                        Try it:                ./sweep launch %1$s
                        What was best:         ./sweep best
                        """.formatted(spec)));
    }

    private String guessed(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure("%s: there is no such file".formatted(file));
        }
        String sweep = name.orElseGet(() -> nameOf(file));
        if (!SweepName.isOne(sweep)) {
            throw new CommandFailure("--name %s: a name %s".formatted(sweep, SweepName.RULE));
        }
        TableSample sample = TableSample.of(file, ROWS);
        GuessedTable table = GuessedTable.of(sample, label);
        FirstConfig first = new FirstConfig(sweep, inProject(file), size(file), sample, table);
        write(Map.of("configs/" + sweep + ".yaml", first.config(), "sweeps/" + sweep + ".yaml", first.spec()));
        console.out().print(first.told(console.width()));
        return sweep;
    }

    private String quickstart() {
        write(Map.of(
                "configs/deepfm_generated.yaml", resource("deepfm_generated.yaml"),
                "sweeps/quickstart.yaml", resource("quickstart.yaml")));
        return "quickstart";
    }

    private static String resource(String name) {
        try (InputStream in = InitCommand.class.getResourceAsStream("/ctrsweep/init/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String nameOf(Path file) {
        String stem = String.valueOf(file.getFileName()).replaceFirst("\\..*", "");
        String plain = stem.replaceAll("[^A-Za-z0-9_-]+", "-").replaceFirst("^[^A-Za-z0-9]+", "");
        return plain.isEmpty() ? "first" : plain;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException problem) {
            throw new CommandFailure("%s cannot be read: %s".formatted(file, FileProblem.of(problem)));
        }
    }

    /// The file's path as the config names it: relative to the project if it lies there.
    private String inProject(Path file) {
        Path home = console.home().toAbsolutePath().normalize();
        Path whole = file.toAbsolutePath().normalize();
        return (whole.startsWith(home) ? home.relativize(whole) : whole).toString();
    }

    /// Writes all files or none.
    private void write(Map<String, String> files) {
        Map<Path, String> all = new LinkedHashMap<>();
        files.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(file -> all.put(console.home().resolve(file.getKey()), file.getValue()));
        Path mark = console.home().resolve(ProjectFile.NAME);
        if (!Files.exists(mark)) {
            all.put(mark, MARK);
        }
        all.keySet().stream().filter(Files::exists).findFirst().ifPresent(there -> {
            throw new CommandFailure(
                    "%s is there already and is left as it is; --name gives another name".formatted(there));
        });
        List<Path> written = new ArrayList<>();
        try {
            for (Map.Entry<Path, String> file : all.entrySet()) {
                Files.createDirectories(Objects.requireNonNull(file.getKey().getParent()));
                written.add(file.getKey());
                Files.writeString(file.getKey(), file.getValue());
            }
        } catch (IOException problem) {
            written.forEach(InitCommand::remove);
            throw new CommandFailure("%s cannot be written: %s".formatted(written.getLast(), FileProblem.of(problem)));
        }
        all.keySet().forEach(file -> console.out().println("wrote " + shown(file)));
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // The message names the file that could not be written; the folder is in no better state.
            assert Files.exists(file);
        }
    }

    private String place(String inProject) {
        return shown(console.home().resolve(inProject)).toString();
    }

    private static Path shown(Path file) {
        Path here = Path.of("").toAbsolutePath();
        Path whole = file.toAbsolutePath().normalize();
        return whole.startsWith(here) ? here.relativize(whole) : whole;
    }
}
