package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.cli.text.DisplayTime;
import ctrsweep.config.ExperimentReader;
import ctrsweep.report.terminal.Glyphs;
import ctrsweep.report.terminal.TerminalStyle;
import ctrsweep.settings.Experiment;
import ctrsweep.store.Database;
import ctrsweep.store.DatabaseSweepLog;
import ctrsweep.store.Fixture;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.Owner;
import ctrsweep.sweep.PlannedTrial;
import ctrsweep.sweep.RunningTrial;
import ctrsweep.sweep.StopReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryCommandsTest {
    @TempDir
    Path folder;

    private final Fixture.Hands clock = new Fixture.Hands();
    private Path file;

    /// Trials 0 .71, 1 .75, 2 .75 (a tie with 1), 3 failed, 4 NaN, 5 running; two seconds each.
    @BeforeEach
    void sweeps() {
        file = folder.resolve("sweeps.db");
        try (Database database = Database.openForWriting(file)) {
            DatabaseSweepLog log = Fixture.log(database, "here:1:0", clock);
            OpenSweep sweep = log.open(Fixture.definition("first", "a"));
            log.recordReference(sweep, Map.of(Fixture.VAL_AUC, 0.83, Fixture.TEST_AUC, 0.82));
            finish(log, sweep, 0, 0.001, Fixture.completed(0.71));
            finish(log, sweep, 1, 0.01, Fixture.completed(0.75));
            finish(log, sweep, 2, 0.1, Fixture.completed(0.75));
            finish(log, sweep, 3, 10, new Outcome.Failed(StopReason.NAN, "epoch 2, step 7: loss is NaN", Map.of()));
            finish(log, sweep, 4, 1, Fixture.completed(Double.NaN));
            log.recordEpoch(Fixture.take(log, sweep, Fixture.planned(5, 0.5)), Fixture.epoch(1, 0.5));
            clock.move(Duration.ofMinutes(1));
            OpenSweep other = log.open(Fixture.definition("second", "b"));
            Fixture.take(log, other, Fixture.planned(0, 0.1));
        }
    }

    private void finish(DatabaseSweepLog log, OpenSweep sweep, long number, double lr, Outcome outcome) {
        RunningTrial trial = Fixture.take(log, sweep, Fixture.planned(number, lr));
        log.recordEpoch(trial, Fixture.epoch(1, 0.6));
        log.recordEpoch(trial, Fixture.epoch(2, 0.7));
        clock.move(Duration.ofSeconds(2));
        log.finish(trial, outcome);
    }

    @Test
    void listsSweepsTheLatestFirst() {
        assertThat(Cli.launch(file, 120, "list")).isEqualTo(new Cli(0, """
                 sweep  | objective |   best | last_activity       | trials | failed | running | completed | method
                --------+-----------+--------+---------------------+--------+--------+---------+-----------+--------
                 second | val.auc   |        | 2026-01-02 03:05:15 |      1 |      0 |       1 |         0 | grid
                 first  | val.auc   | 0.7500 | 2026-01-02 03:04:15 |      6 |      1 |       1 |         4 | grid
                """, ""));
        assertThat(Cli.launch(file, "list", "--format", "csv").out()).isEqualTo("""
                sweep,method,objective,trials,waiting,running,completed,pruned,failed,best,last_activity
                second,grid,val.auc,1,0,1,0,0,0,,2026-01-02 03:05:15
                first,grid,val.auc,6,0,1,4,0,1,0.75,2026-01-02 03:04:15
                """);
    }

    @Test
    void showsASweep() {
        assertThat(Cli.launch(file, "show", "first")).isEqualTo(new Cli(0, """
                sweep           first
                method          grid, seed 42
                objective       maximize val.auc
                parameters      training.lr, dnn.hidden_units
                trials          1 running, 4 completed, 1 failed
                best            0.7500
                best reachable  0.8300
                revisions       1
                begun           2026-01-02 03:04:05
                last activity   2026-01-02 03:04:15

                 rank | trial | state     | val.auc |    lr | hidden_units | test.auc | curve | best_epoch | epochs
                ------+-------+-----------+---------+-------+--------------+----------+-------+------------+--------
                    1 |     1 | completed |  0.7500 |  0.01 | [64, 32]     |   0.7400 | ▁█    |          2 |      3
                    2 |     2 | completed |  0.7500 |   0.1 | [64, 32]     |   0.7400 | ▁█    |          2 |      3
                    3 |     0 | completed |  0.7100 | 0.001 | [64, 32]     |   0.7000 | ▁█    |          2 |      3
                      |     3 | failed    |         |  10.0 | [64, 32]     |          | ▁█    |            |      2
                      |     4 | completed |     nan |   1.0 | [64, 32]     |      nan | ▁█    |          2 |      3
                      |     5 | running   |         |   0.5 | [64, 32]     |          | ▅     |            |      1
                (too narrow for: stop_reason, seconds)
                """, ""));
    }

    /// Ranks after epoch 1 are the reverse of the final ones, those after epoch 2 the same.
    @Test
    void warnsOfAPrunerThatStopsWhereRanksMislead() {
        try (Database database = Database.openForWriting(file)) {
            DatabaseSweepLog log = Fixture.log(database, "here:1:0", clock);
            OpenSweep sweep =
                    log.open(Fixture.definition("pruned", "c", "name: pruned\npruner: {name: asha, min_epochs: 1}\n"));
            for (int i = 1; i <= 8; i++) {
                RunningTrial trial = Fixture.take(log, sweep, Fixture.planned(i, i / 100.0));
                log.recordEpoch(trial, Fixture.epoch(1, 0.6 - i / 100.0));
                log.recordEpoch(trial, Fixture.epoch(2, 0.6 + i / 100.0));
                log.recordEpoch(trial, Fixture.epoch(3, 0.7 + i / 100.0));
                log.finish(trial, Fixture.completed(0.7 + i / 100.0));
            }
            RunningTrial pruned = Fixture.take(log, sweep, Fixture.planned(9, 9));
            log.recordEpoch(pruned, Fixture.epoch(1, 0.4));
            log.finish(pruned, new Outcome.Pruned(1, 1, Map.of(Fixture.VAL_AUC, 0.4), Map.of()));
        }
        assertThat(Cli.launch(file, "show", "pruned").out()).endsWith("""

                rank correlation with the final val.auc
                  after epoch 1  -1.00 over 8 trials
                  after epoch 2  1.00 over 8 trials
                  Only trials that ran to their end count. The pruner chose them, so the figures may be too low.
                  Pruning after epoch 1 may stop good trials, because ranks there hardly agree with the final ones. \
                min_epochs: 2 would be safer.
                """);
    }

    @Test
    void showsATrialWithItsEpochs() {
        Cli shown = Cli.launch(file, "show", "first", "1");
        assertThat(shown.out())
                .contains("\nsettings\n  model_name ", "\n  dnn.hidden_units ", " have no effect on this trial; ")
                .doesNotContain("\n  cin.layer_sizes ");
        String settings = "(?s)\nsettings\n.*? --config prints all\n";
        assertThat(new Cli(shown.code(), shown.out().replaceFirst(settings, ""), shown.err()))
                .isEqualTo(new Cli(0, """
                first, trial 1: completed, rank 1
                  val.auc           0.7500  (best reachable: 0.8300)
                  test.auc          0.7400  (best reachable: 0.8200)
                  best epoch        2 of 3
                  stopped by        patience
                  training.lr       0.01
                  dnn.hidden_units  [64, 32]

                metrics at the best epoch
                  test.auc  0.7400
                  val.auc   0.7500

                run
                  attempt      1
                  started      2026-01-02 03:04:07
                  ended        2026-01-02 03:04:09
                  seed         42
                  config hash  hash-of-lr-0.01

                provenance
                  device  cpu

                  val.auc, best at epoch 2
                 0.7000 │   ███
                        │   ███
                        │   ███
                        │   ███
                        │   ███
                 0.6000 │▁▁▁███
                        └───▲▲▲
                         1    2
                  train.loss
                 0.5000 │▅▅▅▅▅▅
                        └──────
                         1    2

                 epoch | val.auc | train.loss |    lr | seconds | examples/s
                -------+---------+------------+-------+---------+------------
                     1 |  0.6000 |     0.5000 | 0.001 |     1.5 |      666.7
                     2 |  0.7000 |     0.5000 | 0.001 |     1.5 |      666.7
                """, ""));
    }

    /// Trial 5 is running: the best so far is marked. The second sweep's trial has no epoch yet.
    @Test
    void drawsWhatThereIs() {
        assertThat(Cli.launch(file, "show", "first", "5").out()).contains("""

                  val.auc, best at epoch 1
                 0.5000 │▅▅▅
                        └▲▲▲
                         1
                  train.loss
                """);
        assertThat(Cli.launch(file, "show", "second", "0").out()).doesNotContain("│");
    }

    @Test
    void drawsInAsciiWhereThereIsNoMore() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        ConsoleEnvironment usual = Cli.console(file, 100, stream, stream);
        ConsoleEnvironment old = new ConsoleEnvironment(
                usual.out(),
                usual.err(),
                usual.width(),
                new TerminalStyle(Glyphs.ASCII, false),
                usual.database(),
                usual.zone(),
                usual.home(),
                usual.outputs(),
                usual.places(),
                false);
        for (List<String> words :
                List.of(List.of("show", "first"), List.of("show", "first", "1"), List.of("trials", "first"))) {
            assertThat(Main.run(words.toArray(String[]::new), old)).isZero();
        }

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("0.7400 | _#    |")
                .contains("0.7000 |   ###")
                .matches(text -> text.chars().allMatch(letter -> letter < 128), "is ASCII");
    }

    @Test
    void sparklinesAreForPeopleWhoAskForNoColumns() {
        assertThat(Cli.launch(file, "trials", "first").out())
                .contains(" curve ")
                .contains(" ▁█ ");
        assertThat(Cli.launch(file, "trials", "first", "--columns", "trial,best_epoch")
                        .out())
                .doesNotContain("curve");
        assertThat(Cli.launch(file, "trials", "first", "--format", "csv").out()).doesNotContain("curve");
        assertThat(Cli.launch(file, "trials", "first", "--format", "md").out()).doesNotContain("curve");
    }

    @Test
    void showsWhyATrialFailed() {
        assertThat(Cli.launch(file, "show", "first", "3").out()).startsWith("""
                        first, trial 3: failed
                          stopped by        nan
                          error             epoch 2, step 7: loss is NaN
                          training.lr       10.0
                        """);
    }

    @Test
    void showsTheBestAndTheNextOnes() {
        assertThat(Cli.launch(file, 120, "best", "first")).isEqualTo(new Cli(0, """
                first: trial 1 is the best of 4 completed trials
                  val.auc           0.7500  (best reachable: 0.8300)
                  test.auc          0.7400  (best reachable: 0.8200)
                  best epoch        2 of 3
                  stopped by        patience
                  training.lr       0.01
                  dnn.hidden_units  [64, 32]

                Also inside its 95% bootstrap interval of val.auc, 0.7450 to 0.7550 (an interval, not a test): trial 2

                 rank | trial | val.auc | training.lr | dnn.hidden_units | test.auc | best_epoch | epochs | stop_reason | seconds
                ------+-------+---------+-------------+------------------+----------+------------+--------+-------------+---------
                    2 |     2 |  0.7500 |         0.1 | [64, 32]         |   0.7400 |          2 |      3 | patience    |     2.0
                    3 |     0 |  0.7100 |       0.001 | [64, 32]         |   0.7000 |          2 |      3 | patience    |     2.0

                All about it:     ./sweep show first 1
                Run it again:     ./sweep show first 1 --config > trial-1.yaml && ./sweep train trial-1.yaml
                """, ""));
    }

    /// The best point has one trial; the mean .749 of two others is inside its interval, though neither is, and the
    /// mean .743 of another two is not, though one of them is.
    @Test
    void namesThePointsInsideTheBestTrialsInterval() {
        Path repeated = folder.resolve("repeated.db");
        try (Database database = Database.openForWriting(repeated)) {
            DatabaseSweepLog log = Fixture.log(database, "here:1:0", clock);
            OpenSweep sweep = log.open(Fixture.definition("repeated", "a"));
            double[][] points = {{0.75}, {0.756, 0.742}, {0.751, 0.735}};
            long number = 0;
            for (int point = 0; point < points.length; point++) {
                for (double value : points[point]) {
                    PlannedTrial planned = Fixture.planned(number, point + 1);
                    PlannedTrial seeded = new PlannedTrial(
                            number,
                            planned.assignment(),
                            ExperimentReader.changed((Experiment) planned.config(), List.of("seed=" + number)),
                            "hash-" + number);
                    log.finish(Fixture.take(log, sweep, seeded), Fixture.completed(value));
                    number++;
                }
            }
        }
        assertThat(Cli.launch(repeated, "best", "-n", "1").out())
                .contains(
                        "\nAlso inside its 95% bootstrap interval of val.auc, 0.7450 to 0.7550 (an interval, not a test):"
                                + " trials 1, 2\n");
    }

    @Test
    void showsTheBestAlone() {
        assertThat(Cli.launch(file, "best", "first", "-n", "1").out()).endsWith("""

                        All about it:     ./sweep show first 1
                        Run it again:     ./sweep show first 1 --config > trial-1.yaml && ./sweep train trial-1.yaml
                        """);
    }

    @Test
    void theBestIsOfTheLatestSweepAndMayNotExistYet() {
        assertThat(Cli.launch(file, "best")).isEqualTo(new Cli(1, "", """
                sweep: sweep second has no completed trial with a finite val.auc; trials: 1 running
                """));
    }

    /// Equal values by number; what is absent or NaN last, in both directions.
    @Test
    void sortsTrialsByAColumn() {
        assertThat(Cli.launch(file, "trials", "first", "--sort", "-val.auc", "--columns", "trial,val.auc,error"))
                .isEqualTo(new Cli(0, """
                         trial | val.auc | error
                        -------+---------+------------------------------
                             1 |  0.7500 |
                             2 |  0.7500 |
                             0 |  0.7100 |
                             3 |         | epoch 2, step 7: loss is NaN
                             4 |     nan |
                             5 |         |
                        """, ""));
        assertThat(Cli.launch(file, "trials", "first", "--sort=val.auc", "--columns=trial", "--format=csv")
                        .out())
                .isEqualTo("trial\n0\n1\n2\n3\n4\n5\n");
    }

    @Test
    void writesTrialsAsJson() {
        assertThat(Cli.launch(file, "trials", "first", "--columns", "trial,val.auc,training.lr", "--format", "json"))
                .isEqualTo(new Cli(0, """
                        [
                        {"training.lr":0.001,"trial":0,"val.auc":0.71},
                        {"training.lr":0.01,"trial":1,"val.auc":0.75},
                        {"training.lr":0.1,"trial":2,"val.auc":0.75},
                        {"training.lr":10.0,"trial":3},
                        {"training.lr":1.0,"trial":4,"val.auc":"nan"},
                        {"training.lr":0.5,"trial":5}
                        ]
                        """, ""));
    }

    @Test
    void writesTheLeaderboardAsCsv() throws IOException {
        Path csv = folder.resolve("out/board.csv");
        Cli cli = Cli.launch(file, "leaderboard", "first", "--csv", csv.toString());

        assertThat(cli).isEqualTo(new Cli(0, "", "6 trials written to " + csv + "\n"));
        assertThat(csv).hasContent("""
                rank,trial,state,val.auc,std,n,best_epoch,epochs,stop_reason,test.auc,training.lr,dnn.hidden_units,seconds,seed,config_hash
                1,1,completed,0.75,,1,2,3,patience,0.74,0.01,"[64, 32]",2.0,42,hash-of-lr-0.01
                2,2,completed,0.75,,1,2,3,patience,0.74,0.1,"[64, 32]",2.0,42,hash-of-lr-0.1
                3,0,completed,0.71,,1,2,3,patience,0.7,0.001,"[64, 32]",2.0,42,hash-of-lr-0.001
                ,3,failed,,,1,,2,nan,,10.0,"[64, 32]",2.0,42,hash-of-lr-10.0
                ,4,completed,nan,,1,2,3,patience,nan,1.0,"[64, 32]",2.0,42,hash-of-lr-1.0
                ,5,running,,,1,,1,,,0.5,"[64, 32]",0.0,42,hash-of-lr-0.5
                """);
        try (Stream<Path> beside = Files.list(folder.resolve("out"))) {
            assertThat(beside).containsExactly(csv);
        }
    }

    @Test
    void leavesOutTimings() {
        assertThat(Cli.launch(file, "leaderboard", "first", "--no-timings", "--format", "csv", "-n", "1")
                        .out())
                .isEqualTo("""
                        rank,trial,state,val.auc,std,n,best_epoch,epochs,stop_reason,test.auc,training.lr,dnn.hidden_units,seed,config_hash
                        1,1,completed,0.75,,1,2,3,patience,0.74,0.01,"[64, 32]",42,hash-of-lr-0.01
                        """);
    }

    @Test
    void namesTheNearest() {
        assertThat(Cli.launch(file, "show", "firs"))
                .isEqualTo(new Cli(1, "", "sweep: no sweep firs; did you mean first?\n"));
        assertThat(Cli.launch(file, "trials", "first", "--sort", "val.au"))
                .isEqualTo(new Cli(1, "", "sweep: no column val.au; did you mean val.auc?\n"));
        assertThat(Cli.launch(file, "show", "first", "9"))
                .isEqualTo(
                        new Cli(1, "", "sweep: sweep first has no trial 9; its 6 trials are numbered from 0 to 5\n"));
    }

    @Test
    void wrongUsageIsOneMessageAndCodeTwo() {
        assertThat(Cli.launch(file, "trials")).isEqualTo(new Cli(2, "", """
                sweep: Missing required parameter: 'SWEEP'
                See sweep trials --help
                """));
        assertThat(Cli.launch(file, "trals"))
                .isEqualTo(new Cli(2, "", "sweep: no such command: trals; did you mean trials?\nSee sweep --help\n"));
        assertThat(Cli.launch(file, "list", "--fromat", "csv"))
                .isEqualTo(new Cli(
                        2, "", "sweep: no such option: --fromat; did you mean --format?\nSee sweep list --help\n"));
        assertThat(Cli.launch(file, "list", "first").err()).startsWith("sweep: one word too many: first\n");
        assertThat(Cli.launch(file)).isEqualTo(new Cli(2, "", """
                sweep: which command? There are init, launch, work, train, evaluate, predict, retrain, data, compare, list, show, best, trials, leaderboard, importance, diff, report, serve, tail, logs, workers, db, export, import, import-config, rename, tag, delete, completion, schema, python, bench, doctor
                See sweep --help
                """));
        assertThat(Cli.launch(file, "best", "-n", "0").code()).isEqualTo(2);
        assertThat(Cli.launch(file, "show", "first", "abc").err())
                .startsWith("sweep: Invalid value for positional parameter at index 1 (TRIAL): "
                        + "must be a trial's number, from 0, or best, not abc\n");
        assertThat(Cli.launch(file, "list", "--format", "xml").code()).isEqualTo(2);
    }

    @Test
    void everyCommandHelps() {
        String all = Cli.launch(file, "--help").out();
        for (String command : List.of(
                "launch",
                "train",
                "evaluate",
                "predict",
                "data",
                "compare",
                "list",
                "show",
                "best",
                "trials",
                "leaderboard",
                "schema",
                "bench",
                "doctor")) {
            Cli cli = Cli.launch(file, command, "--help");
            assertThat(cli.code()).isZero();
            assertThat(cli.out()).startsWith("Usage: sweep " + command + " ");
            assertThat(all).contains("\n  " + command + " ");
        }
        assertThat(Cli.launch(file, "--version").out()).startsWith("ctrsweep ");
    }

    @Test
    void aMissingDatabaseIsOneLineAndNothingIsMade() {
        Path missing = folder.resolve("nowhere/sweeps.db");
        assertThat(Cli.launch(file, "list", "--db", missing.toString()))
                .isEqualTo(new Cli(1, "", """
                sweep: no database at %s; launch a sweep first: ./sweep launch sweeps/quickstart.yaml
                """.formatted(missing)));
        assertThat(missing.getParent()).doesNotExist();
    }

    @Test
    void aFileThatCannotBeWrittenIsOneLine() {
        assertThat(Cli.launch(file, "leaderboard", "first", "--csv", folder.toString()))
                .isEqualTo(new Cli(
                        1,
                        "",
                        "sweep: %s cannot be written: it is a folder or a device, not a file\n".formatted(folder)));
    }

    /// The owner of the first trial is on another host, silent since the time of the fixture's clock; that of the
    /// second was on this host, and has ended.
    @Test
    void workersTellsWhoRunsWhat() {
        try (Database database = Database.openForWriting(file)) {
            OpenSweep sweep = Fixture.log(database, "lab3:4711:0", clock).open(Fixture.definition("third", "c"));
            DatabaseSweepLog log = Fixture.log(database, "lab3/0123456789abcdef:4711:0", clock);
            log.recordEpoch(Fixture.take(log, sweep, Fixture.planned(0, 0.1)), Fixture.epoch(1, 0.5));
            Owner self = Owner.self();
            String gone = new Owner(self.host(), self.instance(), self.pid(), self.started() - 1_000_000).toString();
            Fixture.take(Fixture.log(database, gone, clock), sweep, Fixture.planned(1, 0.2));
            assertThat(Cli.launch(file, "workers", "--format", "csv")
                            .out()
                            .lines()
                            .filter(line -> line.matches("(sweep|third),.*")))
                    .containsExactly(
                            "sweep,trial,host,process,device,state,since,epoch,epoch_seconds,heartbeat",
                            "third,0,lab3,4711,cpu,silent,%1$s,1,1.5,%1$s".formatted(now()),
                            "third,1,%s,%d,cpu,ended,%3$s,0,,%3$s".formatted(self.host(), self.pid(), now()));
        }
    }

    private String now() {
        return DisplayTime.of(clock.instant(), ZoneOffset.UTC);
    }

    @Test
    void saysThatTheOwnerOfARunningTrialHasEnded() {
        try (Database database = Database.openForWriting(file)) {
            Owner self = Owner.self();
            // This process's id, but another start: a process of long ago.
            String gone = new Owner(self.host(), self.instance(), self.pid(), self.started() - 1_000_000).toString();
            DatabaseSweepLog log = Fixture.log(database, gone, clock);
            Fixture.take(log, log.open(Fixture.definition("third", "c")), Fixture.planned(0, 0.1));
            assertThat(Cli.launch(file, "show", "third", "0").out())
                    .contains("owner        process %d on %s, which has ended: launch again to go on\n"
                            .formatted(self.pid(), self.host()));
        }
        assertThat(Cli.launch(file, "show", "first", "5").out()).contains("owner        process 1 on here\n");
    }

    /// A name with an escape sequence must not reach the terminal as one.
    @Test
    void hostileTextIsShownEscaped() {
        try (Database database = Database.openForWriting(file)) {
            DatabaseSweepLog log = Fixture.log(database, "here:1:0", clock);
            OpenSweep sweep = log.open(Fixture.definition("red\u001b[31m\nrow", "c"));
            finish(log, sweep, 0, 0.1, new Outcome.Failed(StopReason.ERROR, "=1+1\u0007 \"q\"", Map.of()));
        }
        for (String[] command : new String[][] {
            {"list"}, {"show", "red\u001b[31m\nrow"}, {"show", "red\u001b[31m\nrow", "0"}, {"show", "red\u001b"}
        }) {
            Cli cli = Cli.launch(file, command);
            assertThat(cli.out() + cli.err())
                    .contains("red\\u001b")
                    .doesNotContain("\u001b")
                    .doesNotContain("\u0007");
        }
        assertThat(Cli.launch(file, "trials", "red\u001b[31m\nrow", "--columns", "error", "--format", "csv")
                        .out())
                .isEqualTo("error\n\"'=1+1\\u0007 \"\"q\"\"\"\n");
    }
}
