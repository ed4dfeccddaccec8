package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.metric.Metric;
import ctrsweep.store.Database;
import ctrsweep.store.DatabaseSweepLog;
import ctrsweep.store.Fixture;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.RunningTrial;
import ctrsweep.sweep.StopReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
    @TempDir
    Path folder;

    private final Fixture.Hands clock = new Fixture.Hands();
    private Path file;

    /// Trials 0 .71 (its epochs .6, NaN and infinite), 1 failed, 2 NaN, 4 running; there is no 3.
    @BeforeEach
    void sweep() {
        file = folder.resolve("sweeps.db");
        try (Database database = Database.openForWriting(file)) {
            DatabaseSweepLog log = Fixture.log(database, "here:1:0", clock);
            OpenSweep sweep = log.open(Fixture.definition("first", "a"));
            RunningTrial trial = Fixture.take(log, sweep, Fixture.planned(0, 0.001));
            log.recordEpoch(trial, Fixture.epoch(1, 0.6));
            clock.move(Duration.ofMillis(1500));
            log.recordEpoch(trial, Fixture.epoch(2, Double.NaN));
            log.recordEpoch(trial, new EpochReport(3, 0.001, 1, 10, Map.of(Fixture.VAL_AUC, Double.POSITIVE_INFINITY)));
            log.finish(
                    trial,
                    new Outcome.Completed(
                            StopReason.PATIENCE,
                            3,
                            1,
                            Map.of(Fixture.VAL_AUC, 0.71, Metric.of("val.hr@10"), 0.25, Fixture.TEST_AUC, Double.NaN),
                            Map.of(),
                            List.of(new Outcome.Artifact("weights", "outputs/first/best", 3, "abc")),
                            Map.of("device", "cpu")));
            RunningTrial failed = Fixture.take(log, sweep, Fixture.planned(1, 10));
            log.finish(failed, new Outcome.Failed(StopReason.NAN, "loss is\n'NaN'", Map.of()));
            log.finish(Fixture.take(log, sweep, Fixture.planned(2, 1)), Fixture.completed(Double.NaN));
            log.recordEpoch(Fixture.take(log, sweep, Fixture.planned(4, 0.5)), Fixture.epoch(1, 0.5));
        }
    }

    private Cli export(String... more) {
        return Cli.launch(
                file,
                Stream.concat(Stream.of("export", "first"), Stream.of(more)).toArray(String[]::new));
    }

    private List<List<String>> study(String sql) {
        return Sql.rows(folder.resolve("study.db"), sql);
    }

    private void exportStudy() {
        Path study = folder.resolve("study.db");
        assertThat(export("--optuna", study.toString())).isEqualTo(new Cli(0, "", "written: " + study + "\n"));
    }

    @Test
    void writesAStudyThatOptunaTakesForItsOwn() {
        exportStudy();
        assertThat(study("SELECT schema_version, library_version, version_num FROM version_info, alembic_version"))
                .containsExactly(List.of("12", "5.0.0", "v3.2.0.a"));
        assertThat(study("SELECT study_name, direction, objective FROM studies JOIN study_directions USING (study_id)"))
                .containsExactly(List.of("first", "MAXIMIZE", "0"));
        assertThat(study("SELECT \"key\", value_json FROM study_system_attributes"))
                .containsExactly(List.of("study:metric_names", "[\"val.auc\"]"));
        assertThat(study("SELECT \"key\", value_json FROM study_user_attributes ORDER BY 1"))
                .containsExactly(
                        List.of("method", "\"grid\""), List.of("seed", "42"), List.of("spec", "\"name: first\\n\""));
    }

    @Test
    void aStudyHoldsEachTrialWithItsState() {
        exportStudy();
        assertThat(study("SELECT number, state, datetime_start, datetime_complete FROM trials ORDER BY trial_id"))
                .containsExactly(
                        List.of("0", "COMPLETE", "2026-01-02 03:04:05.000000", "2026-01-02 03:04:06.500000"),
                        List.of("1", "FAIL", "2026-01-02 03:04:06.500000", "2026-01-02 03:04:06.500000"),
                        List.of("2", "FAIL", "2026-01-02 03:04:06.500000", "2026-01-02 03:04:06.500000"),
                        List.of("3", "RUNNING", "2026-01-02 03:04:06.500000", "null"));
        assertThat(study("SELECT trial_id, objective, value, value_type FROM trial_values"))
                .containsExactly(List.of("1", "0", "0.71", "FINITE"));
        assertThat(study("SELECT * FROM trial_intermediate_values WHERE trial_id = 1"))
                .containsExactly(
                        List.of("1", "1", "1", "0.6", "FINITE"),
                        List.of("2", "1", "2", "null", "NAN"),
                        List.of("3", "1", "3", "null", "INF_POS"));
        assertThat(study("SELECT \"key\", value_json FROM trial_user_attributes WHERE trial_id = 1 ORDER BY 1"))
                .containsExactly(
                        List.of("best_epoch", "1"),
                        List.of("config_hash", "\"hash-of-lr-0.001\""),
                        List.of("epochs", "3"),
                        List.of("provenance.device", "\"cpu\""),
                        List.of("rank", "1"),
                        List.of("seconds", "1.5"),
                        List.of("seed", "42"),
                        List.of("state", "\"completed\""),
                        List.of("stop_reason", "\"patience\""),
                        List.of("test.auc", "\"NaN\""),
                        List.of("trial", "0"),
                        List.of("val.auc", "0.71"),
                        List.of("val.hr@10", "0.25"));
        assertThat(study("SELECT value_json FROM trial_user_attributes WHERE \"key\" = 'trial'"))
                .containsExactly(List.of("0"), List.of("1"), List.of("2"), List.of("4"));
        assertThat(study("SELECT trial_id FROM trial_user_attributes WHERE value_json = '\"completed\"'"))
                .containsExactly(List.of("1"), List.of("3"));
    }

    /// The spec of the fixture says nothing of domains.
    @Test
    void anUnknownDomainIsWhatTrialsHad() {
        exportStudy();
        assertThat(
                        study(
                                "SELECT param_name, param_value, distribution_json FROM trial_params WHERE trial_id = 2 ORDER BY 1 DESC"))
                .containsExactly(
                        List.of(
                                "training.lr",
                                "10.0",
                                "{\"attributes\":{\"high\":10.0,\"log\":false,\"low\":0.001},\"name\":\"FloatDistribution\"}"),
                        List.of(
                                "dnn.hidden_units",
                                "0.0",
                                "{\"attributes\":{\"choices\":[\"[64,32]\"]},\"name\":\"CategoricalDistribution\"}"));
    }

    @Test
    void writesAnMlflowStore() throws IOException {
        Path store = folder.resolve("mlruns");
        assertThat(export("--mlflow", store.toString())).isEqualTo(new Cli(0, "", "written: " + store + "\n"));
        Path experiment = only(store);
        assertThat(experiment.resolve("meta.yaml")).hasContent("""
                artifact_location: 'file://%1$s/mlruns/%2$s'
                creation_time: 1767323045000
                experiment_id: '%2$s'
                last_update_time: 1767323046500
                lifecycle_stage: active
                name: 'first'
                """.formatted(folder, experiment.getFileName()));
        assertThat(runs(experiment)).hasSize(4);
        Path run = run(experiment, 0);
        assertThat(run.resolve("meta.yaml"))
                .hasContent("""
                artifact_uri: 'file://%1$s/mlruns/%2$s/%3$s/artifacts'
                deleted_time: null
                end_time: 1767323046500
                entry_point_name: ''
                experiment_id: '%2$s'
                lifecycle_stage: active
                run_id: '%3$s'
                run_name: trial-0
                run_uuid: '%3$s'
                source_name: ''
                source_type: 4
                source_version: ''
                start_time: 1767323045000
                status: 3
                tags: []
                user_id: ''
                """.formatted(folder, experiment.getFileName(), run.getFileName()));
        assertThat(run.getFileName().toString()).matches("[0-9a-f]{32}");
        assertThat(texts(run.resolve("params")))
                .isEqualTo(Map.of("training.lr", "0.001", "dnn.hidden_units", "[64, 32]"));
        assertThat(texts(run.resolve("metrics")))
                .isEqualTo(Map.of(
                        "train.loss", "1767323045000 0.5 1\n1767323046500 0.5 2\n",
                        "val.auc", "1767323045000 0.6 1\n1767323046500 NaN 2\n1767323046500 Infinity 3\n",
                        "best.val.auc", "1767323046500 0.71 1\n",
                        "test.auc", "1767323046500 NaN 1\n",
                        "val.hr_at_10", "1767323046500 0.25 1\n"));
        assertThat(texts(run.resolve("tags")))
                .containsEntry("mlflow.runName", "trial-0")
                .containsEntry("state", "completed")
                .containsEntry("stop_reason", "patience")
                .containsEntry("best_epoch", "1")
                .containsEntry("provenance.device", "cpu")
                .containsEntry("artifact.weights", "outputs/first/best");
        assertThat(texts(run(experiment, 1).resolve("tags"))).containsEntry("error", "loss is\n'NaN'");
        assertThat(run(experiment, 1).resolve("meta.yaml")).content().contains("status: 4\n");
        assertThat(run(experiment, 4).resolve("meta.yaml"))
                .content()
                .contains("status: 1\n")
                .contains("end_time: null\n");
    }

    private static Path only(Path parent) throws IOException {
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.reduce((a, b) -> {
                        throw new IllegalStateException(a + " and " + b);
                    })
                    .orElseThrow();
        }
    }

    private static List<Path> runs(Path experiment) throws IOException {
        try (Stream<Path> entries = Files.list(experiment)) {
            return entries.filter(Files::isDirectory).toList();
        }
    }

    private static Path run(Path experiment, int trial) throws IOException {
        for (Path run : runs(experiment)) {
            if (Files.readString(run.resolve("tags").resolve("trial")).equals(Integer.toString(trial))) {
                return run;
            }
        }
        throw new IllegalStateException("no run of trial " + trial);
    }

    private static Map<String, String> texts(Path folder) throws IOException {
        Map<String, String> texts = new java.util.HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return texts;
    }

    @Test
    void neverWritesOverAnything() throws IOException {
        Path there = Files.writeString(folder.resolve("there"), "mine");
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
        Path full = Files.createDirectory(folder.resolve("full"));
        Files.writeString(full.resolve("mine"), "mine");
        for (Path taken : List.of(there, link, full)) {
            assertThat(export("--optuna", taken.toString()))
                    .isEqualTo(new Cli(1, "", "sweep: " + taken + " exists already; remove it or name another file\n"));
            assertThat(export("--mlflow", taken.toString()))
                    .isEqualTo(
                            new Cli(1, "", "sweep: " + taken + " exists already; remove it or name another folder\n"));
        }
        assertThat(there).hasContent("mine");
        assertThat(link.resolveSibling("nowhere")).doesNotExist();
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(export("--mlflow", empty.toString()).code()).isZero();
    }

    @Test
    void leavesNothingHalfWritten() throws IOException {
        Path closed = Files.writeString(folder.resolve("a-file"), "");
        List<Path> before = everything();
        assertThat(export("--optuna", closed.resolve("study.db").toString()).code())
                .isEqualTo(1);
        assertThat(export("--mlflow", closed.resolve("mlruns").toString()).code())
                .isEqualTo(1);
        assertThat(Cli.launch(
                        file,
                        "export",
                        "firts",
                        "--mlflow",
                        folder.resolve("new").toString()))
                .isEqualTo(new Cli(1, "", "sweep: no sweep firts; did you mean first?\n"));
        assertThat(everything()).isEqualTo(before);
    }

    private List<Path> everything() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !file.toString().matches(".*-(wal|shm)"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void asksForOneForm() {
        Cli neither = new Cli(
                2,
                "",
                "sweep: needs --optuna FILE or --mlflow FOLDER for a sweep, or --onnx FILE or --torchscript FILE for the model of a trial: one of them\nSee sweep export --help\n");
        assertThat(export()).isEqualTo(neither);
        assertThat(export("--optuna", "a", "--mlflow", "b")).isEqualTo(neither);
    }
}
