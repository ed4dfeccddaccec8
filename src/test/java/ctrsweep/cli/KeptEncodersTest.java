package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Trials of a table whose files grow or go: their encoders are kept with their weights.
class KeptEncodersTest {
    private static final String GRID = """
            method: grid
            parameters: {training.lr: {values: [0.01, 0.1, 0.3]}}
            """;

    @TempDir
    Path folder;

    private SmallSweep sweep = SmallSweep.in(Path.of(""));
    private Path rows = Path.of("");

    @BeforeEach
    void aTableOfClicks() throws IOException {
        sweep = SmallSweep.in(folder);
        Files.createDirectories(folder.resolve("data"));
        StringBuilder clicks = new StringBuilder("label,user,item,city,price\n");
        StringBuilder asked = new StringBuilder("user,note,label,city,price,item\n");
        SplittableRandom random = new SplittableRandom(5);
        for (int row = 0; row < 400; row++) {
            int user = random.nextInt(30);
            int item = random.nextInt(20);
            String city = random.nextInt(5) == 0 ? "" : "c" + random.nextInt(4);
            int label = (user + item + random.nextInt(3)) % 2;
            clicks.append("%d,u%d,i%d,%s,%d%n".formatted(label, user, item, city, row));
            if (row < 100) {
                asked.append("u%d,kept,%d,%s,%d,i%d%n".formatted(user + row % 3, label, city, 2 * row, item + row % 2));
            }
        }
        sweep.write("data/clicks.csv", clicks.toString());
        StringBuilder items = new StringBuilder("item,tags,shop\n");
        for (int item = 0; item < 18; item++) {
            items.append("i%d,t%d|t%d,s%d%n".formatted(item, item % 3, item % 7, item % 4));
        }
        sweep.write("data/items.csv", items.toString());
        sweep.write("data/cities.txt", "c0\nc2\nc3\n");
        rows = sweep.write("rows.csv", asked.toString());
        sweep.write("table.yaml", """
                model_name: deepfm
                device: cpu
                dnn: {hidden_units: [8]}
                data:
                  dataset_name: table
                  data_dir: %s
                  split_strategy: random
                  table:
                    files: [clicks.csv]
                    joins: [{file: items.csv, on: item}]
                    user: user
                    fields:
                      - {name: user, kind: sparse, min_count: 2}
                      - {name: item, kind: sparse, encoder: hash, buckets: 50}
                      - {name: city, kind: sparse, file: cities.txt}
                      - {name: shop, kind: sparse}
                      - {name: pair, kind: sparse, cross: [city, shop]}
                      - {name: tags, kind: sequence, separator: "|", length: 3}
                      - {name: seen, column: item, kind: dense, take: count, normalize: [log1p]}
                      - {name: price, kind: dense, normalize: [log1p, zscore]}
                training: {num_epochs: 2, batch_size: 64}
                """.formatted(folder.resolve("data")));
        sweep.write("clicks.yaml", """
                version: 1
                name: clicks
                base: table.yaml
                objective: {metric: val.auc}
                %s""".formatted(GRID));
    }

    private void launch(String... more) {
        Cli cli = sweep.launch(folder.resolve("clicks.yaml"), more);
        assertThat(cli.code()).as(cli.err()).isZero();
    }

    private String predictions(String... run) {
        Cli cli = sweep.run(
                Stream.of(Stream.of("predict"), Stream.of(run), Stream.of("--input", rows.toString(), "--out", "-"))
                        .flatMap(words -> words)
                        .toArray(String[]::new));
        assertThat(cli.code()).as(cli.err()).isZero();
        return cli.out();
    }

    private List<Path> encoders(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith("encoders-"))
                    .toList();
        }
    }

    private void forget() throws IOException {
        sweep.ask("SELECT 1");
        Sql.execute(sweep.database(), "DELETE FROM artifact WHERE kind = 'encoders'");
    }

    private void loseTheData() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("data"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void predictionsNeedTheDataNoMore() throws IOException {
        launch();
        assertThat(encoders(folder.resolve("outputs/clicks"))).hasSize(1);
        assertThat(sweep.ask("SELECT count(*), count(DISTINCT path), count(DISTINCT sha256) FROM artifact"
                        + " WHERE kind = 'encoders'"))
                .containsExactly(List.of("3", "1", "1"));
        String kept = predictions("clicks", "best");
        assertThat(kept.lines()).hasSize(101).first().isEqualTo("user,note,label,city,price,item,prediction");

        String trial = sweep.ask("SELECT trial FROM leaderboard WHERE rank = 1")
                .getFirst()
                .getFirst();
        List<List<String>> files = sweep.ask("SELECT trial_id, kind, path, bytes, sha256 FROM artifact");
        forget();
        assertThat(predictions("clicks", trial))
                .as("as the data set encodes them")
                .isEqualTo(kept);
        for (List<String> file : files) {
            Sql.execute(
                    sweep.database(),
                    "INSERT OR IGNORE INTO artifact (trial_id, kind, path, bytes, sha256) VALUES (%s, '%s', '%s', %s, '%s')"
                            .formatted(file.toArray()));
        }

        Files.writeString(
                folder.resolve("data/clicks.csv"), "1,u9999,i1,c1,7\n1,u9999,i1,c1,7\n", StandardOpenOption.APPEND);
        assertThat(predictions("clicks", "best")).as("grown").isEqualTo(kept);
        assertThat(sweep.run("evaluate", "clicks", "best").err()).contains("the data has changed since trial");
        loseTheData();
        assertThat(predictions("clicks", "best")).as("gone").isEqualTo(kept);
        Cli evaluated = sweep.run("evaluate", "clicks", "best", "--input", rows.toString(), "--format", "csv");
        assertThat(evaluated.code()).as(evaluated.err()).isZero();
        assertThat(evaluated.out())
                .startsWith("metric,value\ninput.accuracy,")
                .contains("input.auc,", "input.gauc,", "input.logloss,");
    }

    /// On the rows of the test split a file gives the metrics of that split.
    @Test
    void aFileOfTheTestRowsGivesTheTestMetrics() throws IOException {
        List<String> all = Files.readAllLines(folder.resolve("data/clicks.csv"));
        Files.write(
                folder.resolve("data/test.csv"),
                Stream.concat(Stream.of(all.getFirst()), all.subList(300, 401).stream())
                        .toList());
        Files.write(folder.resolve("data/clicks.csv"), all.subList(0, 300));
        sweep.write(
                "table.yaml",
                Files.readString(folder.resolve("table.yaml"))
                        .replace("split_strategy: random", "split_strategy: given")
                        .replace("files: [clicks.csv]", "files: [clicks.csv]\n    test_files: [test.csv]"));
        launch();
        loseTheDataBut("test.csv");
        Cli evaluated = sweep.run(
                "evaluate",
                "clicks",
                "0",
                "--input",
                folder.resolve("data/test.csv").toString(),
                "--format",
                "csv");
        assertThat(evaluated.code()).as(evaluated.err()).isZero();
        List<List<String>> recorded = sweep.ask("""
                        SELECT 'input.' || name, value FROM trial_metric JOIN trial ON trial.id = trial_id
                         WHERE number = 0 AND split = 'test'""");
        Map<String, Double> measured = evaluated
                .out()
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .collect(Collectors.toMap(line -> line[0], line -> Double.parseDouble(line[1])));
        assertThat(measured).hasSameSizeAs(recorded).hasSizeGreaterThan(5);
        for (List<String> metric : recorded) {
            assertThat(Objects.requireNonNull(measured.get(metric.getFirst())))
                    .as(metric.getFirst())
                    .isCloseTo(Double.parseDouble(metric.getLast()), within(1e-12));
        }
    }

    private void loseTheDataBut(String kept) throws IOException {
        String text = Files.readString(folder.resolve("data").resolve(kept));
        loseTheData();
        sweep.write("data/" + kept, text);
    }

    @Test
    void saysWhatIsWrongWithTheFileOfEncoders() throws IOException {
        launch();
        Path file = encoders(folder.resolve("outputs/clicks")).getFirst();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        Cli changed = sweep.run("predict", "clicks", "0", "--input", rows.toString(), "--out", "-");
        assertThat(changed.code()).isEqualTo(1);
        assertThat(changed.err()).contains(file + " was changed since trial 0 of sweep clicks wrote it");

        Files.delete(file);
        assertThat(predictions("clicks", "0").lines()).as("by the data set").hasSize(101);
        loseTheData();
        Cli gone = sweep.run("predict", "clicks", "0", "--input", rows.toString(), "--out", "-");
        assertThat(gone.code()).isEqualTo(1);
        assertThat(gone.err()).contains(file + ": no such file").contains("clicks.csv");
    }

    @Test
    void evaluatesEitherASplitOrAFile() {
        assertThat(sweep.run("evaluate", "clicks", "0", "--input", "x.csv", "--split", "val")
                        .code())
                .isEqualTo(2);
    }

    /// They are deleted with the last weights that need them.
    @Test
    void encodersAreKeptAsLongAsWeightsAre() throws IOException {
        sweep.write("clicks.yaml", """
                version: 1
                name: clicks
                base: table.yaml
                objective: {metric: val.auc}
                outputs: {keep: all}
                method: grid
                parameters: {data.table.sparse.min_count: {values: [1, 20]}, training.lr: {values: [0.01, 0.1]}}
                """);
        launch();
        assertThat(encoders(folder.resolve("outputs/clicks"))).hasSize(2);
        sweep.write(
                "clicks.yaml", Files.readString(folder.resolve("clicks.yaml")).replace("keep: all", "keep: best"));
        Cli again = sweep.launch(folder.resolve("clicks.yaml"));
        assertThat(again.err()).contains("outputs.keep is best: removed 4 files of");
        assertThat(encoders(folder.resolve("outputs/clicks"))).hasSize(1);
        assertThat(predictions("clicks", "best").lines()).hasSize(101);
    }

    @Test
    void deletingTheSweepDeletesThem() {
        launch();
        Cli cli = sweep.run("delete", "clicks", "--yes");
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(folder.resolve("outputs/clicks")).doesNotExist();
    }

    @Test
    void aFolderOfTrainMayBeMoved() throws IOException {
        Path run = folder.resolve("run");
        Cli trained = sweep.run("train", folder.resolve("table.yaml").toString(), "--out", run.toString());
        assertThat(trained.code()).as(trained.err()).isZero();
        String before = predictions(run.toString());
        assertThat(encoders(run)).hasSize(1);

        Path moved = Files.move(run, folder.resolve("elsewhere"));
        loseTheData();
        assertThat(predictions(moved.toString())).isEqualTo(before);
    }

    /// Another run in the folder, on other data: its encoders take the place of the former ones.
    @Test
    void aFolderOfTrainHasOneFileOfEncoders() throws IOException {
        Path run = folder.resolve("run");
        sweep.run("train", folder.resolve("table.yaml").toString(), "--out", run.toString());
        Path first = encoders(run).getFirst();
        Files.writeString(folder.resolve("data/clicks.csv"), "1,u1,i1,c1,7\n", StandardOpenOption.APPEND);
        sweep.run("train", folder.resolve("table.yaml").toString(), "--out", run.toString());
        assertThat(encoders(run)).hasSize(1).doesNotContain(first);
    }

    /// More rows than the heap could hold as text.
    @Test
    void predictsAFileOfAnySizeInLittleMemory() throws Exception {
        launch();
        Path many = folder.resolve("many.csv");
        int count = 1_000_000;
        try (BufferedWriter out = Files.newBufferedWriter(many)) {
            out.write("user,item,city,price,note\n");
            for (int row = 0; row < count; row++) {
                out.write("u%d,i%d,c%d,%d,a note that makes the row longer than its fields are\n"
                        .formatted(row % 40, row % 25, row % 5, row));
            }
        }
        Path out = folder.resolve("predicted.csv");
        try (Child child = Child.start(
                folder,
                List.of("-Xmx64m"),
                "predict",
                "clicks",
                "best",
                "--db",
                sweep.database().toString(),
                "--input",
                many.toString(),
                "--out",
                out.toString())) {
            assertThat(child.exitCode())
                    .as(String.join("\n", child.saidSoFar()))
                    .isZero();
        }
        try (Stream<String> lines = Files.lines(out)) {
            assertThat(lines.count()).isEqualTo(count + 1);
        }
    }
}
