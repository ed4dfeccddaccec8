package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.json.Json;
import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.settings.Experiment;
import ctrsweep.space.QuotedName;
import ctrsweep.space.Value;
import ctrsweep.store.Database;
import ctrsweep.store.DatabaseSweepLog;
import ctrsweep.store.Fixture;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.StopReason;
import ctrsweep.sweep.SweepDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Metrics with whatever names a program gives them: nothing is lost on the way to any table or file, and nothing
/// merged.
class MetricNamesTest {
    private static final String SIGNS = "ab_/-,; '\"`@.%()[]<&";

    @TempDir
    private Path folder;

    static IntStream seeds() {
        return IntStream.range(0, 8);
    }

    private static String name(Random random) {
        String name;
        do {
            name = IntStream.range(0, 1 + random.nextInt(6))
                    .mapToObj(_ -> String.valueOf(SIGNS.charAt(random.nextInt(SIGNS.length()))))
                    .collect(Collectors.joining());
        } while (!Metric.isName(name));
        return name;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void areFoundEverywhere(int seed) throws IOException {
        Random random = new Random(seed);
        Map<Metric, Double> metrics = new TreeMap<>();
        Stream.concat(
                        Stream.of("a,b", "a_b", "a;b", "val/auc"),
                        Stream.generate(() -> name(random)).limit(8))
                .forEach(name -> metrics.putIfAbsent(Metric.printed(name), metrics.size() + 0.5));
        Metric objective = List.copyOf(metrics.keySet()).get(random.nextInt(metrics.size()));
        Path file = folder.resolve("sweeps.db");
        write(file, objective, metrics);

        Cli json = Cli.launch(file, "trials", "s", "--format", "json");
        Value.Fields row =
                (Value.Fields) ((Value.Items) Json.read(json.out())).values().getFirst();
        metrics.forEach(
                (metric, value) -> assertThat(row.values()).containsEntry(metric.toString(), new Value.Real(value)));

        for (Map.Entry<Metric, Double> metric : metrics.entrySet()) {
            String quoted = QuotedName.written(metric.getKey().toString());
            assertThat(Cli.launch(file, "trials", "s", "--where", quoted + " = " + metric.getValue(), "--format", "csv")
                            .out()
                            .lines())
                    .as(quoted)
                    .hasSize(2);
            Cli asked = Cli.launch(
                    file, "trials", "s", "--sort", "-" + quoted, "--columns", "trial," + quoted, "--format", "csv");
            assertThat(asked.out().lines().toList().getLast()).as(quoted).isEqualTo("0," + metric.getValue());
        }

        Report page = Report.write(file, folder.resolve("page.html"), "s");
        assertThat(page.column("board", objective.toString())).containsExactly(String.valueOf(metrics.get(objective)));

        Cli export = Cli.launch(
                file, "export", "s", "--mlflow", folder.resolve("store").toString());
        assertThat(export.code()).isZero();
        assertThat(inMlflow()).isEqualTo(named(metrics));
    }

    private static Map<String, Double> named(Map<Metric, Double> metrics) {
        Map<String, Double> named = new TreeMap<>();
        metrics.forEach((metric, value) -> named.put(metric.toString(), value));
        return named;
    }

    /// What the store holds, by the names that its tags tell.
    private Map<String, Double> inMlflow() throws IOException {
        Map<String, Double> found = new TreeMap<>();
        Set<Path> files = new TreeSet<>();
        try (Stream<Path> all = Files.walk(folder.resolve("store"))) {
            all.filter(Files::isRegularFile)
                    .filter(path -> path.getParent().endsWith("metrics"))
                    .forEach(files::add);
        }
        for (Path metric : files) {
            Path tag = metric.getParent().resolveSibling("tags").resolve("metric." + metric.getFileName());
            String name = Files.exists(tag)
                    ? Files.readString(tag)
                    : metric.getFileName().toString().replace("_at_", "@");
            found.put(name, Double.parseDouble(Files.readString(metric).split(" ", -1)[1]));
        }
        return found;
    }

    private static void write(Path file, Metric objective, Map<Metric, Double> metrics) {
        try (Database database = Database.openForWriting(file)) {
            DatabaseSweepLog log = Fixture.log(database, "here:1:0", new Fixture.Hands());
            OpenSweep sweep = log.open(new SweepDefinition(
                    "s",
                    "name: s\n",
                    "a",
                    "a",
                    objective,
                    Goal.MAXIMIZE,
                    "grid",
                    42,
                    List.of("training.lr"),
                    1,
                    Experiment.DEFAULTS));
            log.finish(
                    Fixture.take(log, sweep, Fixture.planned(0, 0.1)),
                    new Outcome.Completed(
                            StopReason.PATIENCE, 1, 1, metrics, Map.of(), List.of(), Map.of("device", "cpu")));
        }
    }
}
