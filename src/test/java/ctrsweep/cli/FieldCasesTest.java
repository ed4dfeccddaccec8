package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people's own files, specs and programs did to the product, each through the command line. The inputs are
/// `src/test/resources/cases`; the kind of each has tests of its own.
class FieldCasesTest {
    private static final Path CASES = Path.of("src/test/resources/cases");

    @TempDir
    Path folder;

    private SmallSweep sweep = SmallSweep.in(Path.of(""));

    @BeforeEach
    void cases() throws IOException {
        sweep = SmallSweep.in(folder);
        try (Stream<Path> files = Files.list(CASES)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    private Cli launch(String name, String... more) {
        return sweep.launch(folder.resolve(name), more);
    }

    /// A launch of a spec whose base is the table.
    private Cli train(String name, String... more) {
        List<String> all = new ArrayList<>(List.of("-O", "data.data_dir=" + folder));
        all.addAll(List.of(more));
        return launch(name, all.toArray(String[]::new));
    }

    private Cli data(String... overrides) {
        List<String> all = new ArrayList<>(
                List.of("data", folder.resolve("table.yaml").toString(), "-O", "data.data_dir=" + folder));
        for (String override : overrides) {
            all.addAll(List.of("-O", override));
        }
        return sweep.run(all.toArray(String[]::new));
    }

    private static List<String> clicks(int rows) {
        List<String> lines = new ArrayList<>(List.of("label,user,price"));
        for (int row = 0; row < rows; row++) {
            lines.add("%d,u%d,%d".formatted(row * 7 % 5 % 2, row % 9, row % 11));
        }
        return lines;
    }

    private void rows(List<String> lines) {
        sweep.write("rows.csv", String.join("\n", lines) + "\n");
    }

    private void succeeds(Cli cli) {
        assertThat(cli.code()).as(cli.err()).isZero();
    }

    @Test
    void anUnclosedQuoteIsAnErrorWithOrWithoutSkip() {
        List<String> lines = clicks(500);
        lines.set(201, "1,\"u3,4");
        rows(lines);
        for (String onBadRow : List.of("skip", "fail")) {
            Cli cli = data("data.table.on_bad_row=" + onBadRow);
            assertThat(cli.code()).isEqualTo(1);
            assertThat(cli.err())
                    .contains("rows.csv:202: ")
                    .contains("quoted: false")
                    .doesNotContain("on_bad_row");
        }
    }

    @Test
    void aNumberBeyondFloat32IsABadRowAndTheOthersTrain() {
        List<String> lines = clicks(200);
        lines.set(4, "1,u3,1e300");
        rows(lines);
        Cli refused = train("tpe.yaml");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("rows.csv:5: price: 1e300 is too large");

        Cli skipped = train("tpe.yaml", "-O", "data.table.on_bad_row=skip");
        succeeds(skipped);
        assertThat(skipped.err()).contains("1 row was left out");
        assertThat(sweep.ask("SELECT state, count(*) FROM trial GROUP BY 1"))
                .containsExactly(List.of("completed", "4"));
    }

    @Test
    void settingsThatNothingReadsAreRefusedBeforeAnythingRuns() {
        rows(clicks(100));
        Cli cli = train("idle.yaml");
        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.err())
                .contains("idle.yaml:7:3: parameters.data.num_neg_eval: does nothing here")
                .contains("idle.yaml:8:3: parameters.attention.num_heads: does nothing here")
                .contains("attention_deepfm");
        assertThat(sweep.database()).doesNotExist();
    }

    @Test
    void isoTimesAreReadWhereTheFormatSaysSoAndNamedWhereItDoesNot() {
        List<String> lines = new ArrayList<>(List.of("label,user,price,time"));
        for (int row = 0; row < 100; row++) {
            lines.add("%d,u%d,1,2026-03-%02d %02d:00:00".formatted(row % 2, row % 9, 1 + row / 24, row % 24));
        }
        rows(lines);
        List<String> split = List.of("data.split_strategy=temporal", "data.table.time=time");
        Cli unix = data(Stream.concat(split.stream(), Stream.of("data.table.on_bad_row=skip"))
                .toArray(String[]::new));
        assertThat(unix.code()).isEqualTo(1);
        assertThat(unix.err()).contains("no row is left").contains("data.table.time_format: iso reads it");
        succeeds(data(Stream.concat(split.stream(), Stream.of("data.table.time_format=iso"))
                .toArray(String[]::new)));
    }

    @Test
    void labelsOfEveryHabitAreRead() {
        for (List<String> words : List.of(List.of("-1", "1"), List.of("False", "True"), List.of("no", "yes"))) {
            rows(clicks(100).stream()
                    .map(line -> line.startsWith("l") ? line : words.get(line.charAt(0) - '0') + line.substring(1))
                    .toList());
            Cli cli = data();
            assertThat(cli.code()).as(words + cli.err()).isZero();
        }
    }

    @Test
    void aHeaderWithSpacesIsReadAndSaid() {
        List<String> lines = clicks(100);
        lines.set(0, " label, user ,price ");
        rows(lines);
        Cli cli = data();
        succeeds(cli);
        assertThat(cli.err()).contains("space");
    }

    @Test
    void filesAreKnownByTheirFirstBytes() throws IOException {
        byte[] text = (String.join("\n", clicks(100)) + "\n").getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve("rows.csv");

        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(text);
        }
        Files.write(file, gzip.toByteArray());
        succeeds(data());

        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("rows.csv"));
            out.write(text);
        }
        Files.write(file, zip.toByteArray());
        assertThat(data().err()).contains("rows.csv").containsIgnoringCase("zip");

        Files.write(file, ("\ufeff" + new String(text, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_16LE));
        assertThat(data().err())
                .contains("rows.csv")
                .containsIgnoringCase("utf-16")
                .doesNotContain("skip");
    }

    @Test
    void epochsAreReadWhateverStandsAroundThem() {
        succeeds(launch("bar.yaml"));
        assertThat(sweep.ask("SELECT epoch, value FROM learning_curve WHERE name = 'auc' ORDER BY epoch"))
                .containsExactly(List.of("1", "0.5"), List.of("2", "0.75"));
    }

    @Test
    void namesOfEveryKindAreObjectivesAndColumns() throws IOException {
        succeeds(launch("names.yaml"));
        Cli found = sweep.run(
                "trials",
                "names",
                "--where",
                "`val.top 5, any` > 0.8 and `opt/lr` < 2",
                "--sort",
                "-`val.p-r`",
                "--columns",
                "trial,`val.eval/acc`,`val.p,r`",
                "--format",
                "csv");
        succeeds(found);
        assertThat(found.out()).endsWith("0,0.5,0.2\n");

        succeeds(sweep.run(
                "export", "names", "--mlflow", folder.resolve("mlruns").toString()));
        try (Stream<Path> files = Files.walk(folder.resolve("mlruns"))) {
            assertThat(files.map(Path::toString).filter(file -> file.matches(".*/metrics/val\\.p[-_]r.*")))
                    .as("three metrics of two runs")
                    .hasSize(6);
        }
    }

    @Test
    void listsAndTextsThatLookAlikeAreToldApart() {
        succeeds(launch("lists.yaml"));
        assertThat(sweep.run("trials", "lists", "--columns", "layers", "--format", "csv")
                        .out()
                        .lines())
                .containsExactly(
                        "layers",
                        "\"[\"\"x, y\"\"]\"",
                        "\"[\"\"x\"\", \"\"y\"\"]\"",
                        "\"\"\"[x, y]\"\"\"",
                        "\"[\"\"x\"\", \"\"\"\"]\"");
    }

    @Test
    void rangesAtTheEndsOfTheirKindAreDrawnFromOrRefused() {
        Cli whole = launch("whole.yaml");
        assertThat(whole.code()).isEqualTo(1);
        assertThat(whole.err()).contains("parameters.n: has more than 9223372036854775807 values");

        succeeds(launch("wide.yaml"));
        assertThat(sweep.ask("SELECT count(DISTINCT number) > 6, min(number) < 0, max(number) > 0 FROM trial_param"))
                .containsExactly(List.of("1", "1", "1"));
    }

    @Test
    void sweepFilesOfWeightsAndBiasesMeanWhatTheyMeanThere() {
        succeeds(launch("wandb.yaml"));
        assertThat(sweep.ask("SELECT count(*) FROM trial_param WHERE path = 'batch' AND number % 16 = 0"))
                .containsExactly(List.of("6"));
        assertThat(sweep.ask("SELECT count(DISTINCT number) FROM trial_param WHERE path = 'noise'"))
                .containsExactly(List.of("6"));
        assertThat(sweep.ask("SELECT DISTINCT value IN ('1', '2') FROM trial_param WHERE path = 'depth/left-hand'"))
                .containsExactly(List.of("1"));
        Cli without = launch("wandb_without_values.yaml");
        assertThat(without.code()).isEqualTo(1);
        assertThat(without.err()).contains("wandb_without_values.yaml:4:").contains("parameters.gamma.values");
        succeeds(launch("wandb_min_iter.yaml", "--plan"));
    }

    /// Bands at 9 / 3: of n runs that came to epoch 3, the best floor(n / 3) + 1 go on.
    @Test
    void everyRunIsComparedAtEachBand() {
        succeeds(launch("wandb_bands.yaml"));
        assertThat(sweep.ask("SELECT number, epochs FROM trial ORDER BY number").stream()
                        .filter(trial -> trial.get(1).equals("9"))
                        .map(List::getFirst))
                .contains("2")
                .doesNotContain("3", "4", "5");
        assertThat(sweep.ask("SELECT DISTINCT epochs FROM trial WHERE state = 'pruned'"))
                .containsExactly(List.of("3"));
    }
}
