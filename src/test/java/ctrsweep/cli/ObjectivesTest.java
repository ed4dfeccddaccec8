package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sweeps with several objectives, from launch to tables.
class ObjectivesTest {
    @TempDir
    Path folder;

    private SmallSweep sweep = SmallSweep.in(Path.of(""));

    @BeforeEach
    void place() {
        sweep = SmallSweep.in(folder);
    }

    /// A program whose quality is `a` and whose cost is `a * a` unless `b`, when it costs one more.
    private Path spec(String name, String method, String parameters) {
        return sweep.write(name + ".yaml", """
                version: 1
                name: %s
                runner:
                  command: [awk, "-va={a}", "-vb={b}", 'BEGIN {{ print "{{\\"auc\\":" a ",\\"cost\\":" a * a + b "}}" }}']
                objectives: [{metric: auc, goal: maximize}, {metric: cost, goal: minimize}]
                method: %s
                parameters: {%s}
                budget: {trials: 14}
                """.formatted(name, method, parameters));
    }

    private Path grid() {
        return spec("two", "grid", "a: {values: [1, 2, 3]}, b: {values: [0, 1]}");
    }

    @Test
    void theFrontComesFirst() {
        Cli launched = sweep.launch(grid(), "--workers", "1");
        assertThat(launched.code()).as(launched.err()).isZero();
        assertThat(sweep.run("leaderboard", "two", "--columns", "rank,front,trial,val.auc,val.cost", "--format", "csv")
                        .out())
                .isEqualTo("""
                        rank,front,trial,val.auc,val.cost
                        1,1,4,3.0,9.0
                        2,1,2,2.0,4.0
                        3,1,0,1.0,1.0
                        4,2,5,3.0,10.0
                        5,2,3,2.0,5.0
                        6,2,1,1.0,2.0
                        """);
        assertThat(sweep.run("best", "two").out())
                .contains("maximize val.auc, minimize val.cost")
                .contains("\n    1 |     1 |     4 |  3.0000 |   9.0000 |")
                .doesNotContain("|     5 |");
        assertThat(sweep.run("best", "two", "-n", "4", "--format", "csv").out().lines())
                .hasSize(5);
        assertThat(sweep.run("show", "two").out()).contains("objectives").contains("front");
        assertThat(sweep.run("show", "two", "--format", "json").out()).contains("\"objectives\"");
        assertThat(sweep.run("show", "two", "5", "--format", "json").out().replace(" ", ""))
                .contains("\"front\":2");
    }

    /// The time of a trial is an objective of any program.
    @Test
    void secondsAreAnObjective() {
        assertThat(sweep.launch(sweep.write("timed.yaml", """
                        version: 1
                        name: timed
                        runner: {command: [awk, "-va={a}", 'BEGIN {{ print "{{\\"auc\\":" a "}}" }}']}
                        objectives: [{metric: auc, goal: maximize}, seconds]
                        method: grid
                        parameters: {a: {values: [1, 2]}}
                        """)).code()).isZero();
        assertThat(sweep.run("trials", "timed", "--where", "trial.seconds >= 0", "--format", "csv")
                        .out()
                        .lines())
                .hasSize(3);
        assertThat(sweep.run("best", "timed").out()).contains("minimize trial.seconds");
    }

    @Test
    void theNumberOfWeightsIsAnObjective() {
        sweep.spec("");
        Cli launched = sweep.launch(sweep.write("sizes.yaml", """
                version: 1
                name: sizes
                base: base.yaml
                objectives: [val.auc, parameters]
                method: grid
                parameters: {feature.fm_embed_dim: {values: [2, 4]}}
                """), "--workers", "1");
        assertThat(launched.code()).as(launched.err()).isZero();
        assertThat(sweep.run(
                                "leaderboard",
                                "sizes",
                                "--sort",
                                "trial",
                                "--columns",
                                "trial.parameters",
                                "--format",
                                "csv")
                        .out())
                .isEqualTo("trial.parameters\n2956.0\n3012.0\n");
    }

    /// An interrupted search goes on with the points that it would have had.
    @Test
    void aSearchOfTheFrontGoesOnAsItBegan() {
        assertThat(sweep.launch(search(), "--workers", "1").code()).isZero();
        String whole = trials();
        assertThat(whole.lines()).hasSize(15);
        sweep.run("delete", "whole", "--yes");
        sweep.launch(sweep.write("whole.yaml", text(search()).replace("trials: 14", "trials: 9")), "--workers", "1");
        assertThat(trials().lines()).hasSize(10);
        sweep.launch(search(), "--workers", "1");
        assertThat(trials()).isEqualTo(whole);
    }

    private Path search() {
        return spec("whole", "gp", "a: {min: 0.0, max: 3.0}, b: {min: 0.0, max: 1.0}");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String trials() {
        return sweep.run("leaderboard", "whole", "--no-timings", "--sort", "trial", "--format", "csv")
                .out();
    }
}
