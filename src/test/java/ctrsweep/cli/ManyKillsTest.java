package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.store.Wal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills launches at every kind of moment, many times: `./mvnw verify -Pkill`. The number of kills is
/// `-Dctrsweep.kills=N`.
@Tag("kill")
class ManyKillsTest {
    private static final int EPOCHS = 4;
    private static final int POINTS = 10;
    private static final int ROWS = 6_000;
    private static final int KILLS = Integer.getInteger("ctrsweep.kills", 200);

    /// Kills of one sweep; then it is launched to its end, and the next one begins with an empty database.
    private static final int KILLS_PER_SWEEP = 20;

    private static final List<Moment> FIRST = List.of(Moment.START, Moment.SCHEMA, Moment.SCHEMA, Moment.SCHEMA);
    private static final List<Moment> LATER =
            List.of(Moment.CLAIM, Moment.EPOCH, Moment.EPOCH, Moment.CHECKPOINT, Moment.TRIAL_END, Moment.EXPORT);

    private final SplittableRandom random = new SplittableRandom(23);
    private final Map<Moment, Integer> aimed = new EnumMap<>(Moment.class);
    private final Map<String, Integer> found = new TreeMap<>();
    private int migrationMillis;

    @TempDir
    Path folder;

    /// What a kill is aimed at.
    private enum Moment {
        START,
        SCHEMA,
        CLAIM,
        EPOCH,
        CHECKPOINT,
        TRIAL_END,
        EXPORT
    }

    @Test
    void whateverMomentAKillHitsNothingIsLost() throws Exception {
        String undisturbed = undisturbed();
        int left = KILLS;
        for (int number = 0; left > 0; number++) {
            Victim victim = new Victim(folder.resolve("sweep-" + number), number % 2 + 1);
            left -= victim.killedUpTo(Math.min(left, KILLS_PER_SWEEP));
            victim.finish(undisturbed);
        }
        System.out.printf(Locale.ROOT, "%d kills aimed at %s%nwhat they left behind: %s%n", KILLS, aimed, found);
        assertThat(aimed).containsOnlyKeys(Moment.values());
        assertThat(found)
                .containsKeys(Remains.CLAIM.toString(), Remains.EPOCH.toString(), Remains.LAST_EPOCH.toString());
    }

    private String undisturbed() throws Exception {
        Victim left = new Victim(folder.resolve("undisturbed"), 2);
        try (Child child = left.launch()) {
            awaitFile(child, left.sweep.folder(), ".lock");
            long began = System.nanoTime();
            assertThat(child.says(1, ManyKillsTest::isBegun)).isTrue();
            migrationMillis = (int) ((System.nanoTime() - began) / 1_000_000);
            assertThat(child.exitCode()).isZero();
        }
        return left.sweep.leaderboard();
    }

    private static boolean isBegun(String line) {
        return line.startsWith("small: ");
    }

    /// A sweep that begins with an empty database and is killed again and again.
    private final class Victim {
        private final SmallSweep sweep;
        private final Path spec;
        private final Path board;
        private final String workers;
        private final Witness witness;
        private boolean schema;

        Victim(Path folder, int workers) throws IOException {
            sweep = SmallSweep.in(Files.createDirectory(folder));
            spec = sweep.spec(ROWS, "{metric: val.auc}", SmallSweep.TEN_POINTS);
            board = folder.resolve("board.csv");
            this.workers = Integer.toString(workers);
            witness = new Witness(sweep);
        }

        /// @return how many kills there were; fewer when the sweep came to its end before
        int killedUpTo(int most) throws Exception {
            int kills = 0;
            while (kills < most) {
                Moment moment = moment();
                if (moment == Moment.EXPORT ? killExport() : killLaunch(moment)) {
                    aimed.merge(moment, 1, Integer::sum);
                    kills++;
                } else if (moment != Moment.EXPORT) {
                    return kills;
                }
            }
            return kills;
        }

        private Moment moment() {
            List<Moment> moments = schema ? LATER : FIRST;
            return moments.get(random.nextInt(moments.size()));
        }

        /// @return whether it was killed, rather than came to its end
        private boolean killLaunch(Moment moment) throws Exception {
            // Its coming tells that migration begins.
            Files.deleteIfExists(Path.of(sweep.database() + ".lock"));
            try (Child child = launch()) {
                await(moment, child);
                List<String> lines = child.kill();
                if (Wal.read(Path.of(sweep.database() + "-wal")).isCutShort()) {
                    count("transaction cut short");
                }
                SmallSweep copy = witness.heard(lines);
                if (child.wasKilled()) {
                    List<Remains> remains = Remains.of(copy, EPOCHS);
                    remains.forEach(what -> count(what.toString()));
                    schema = Collections.disjoint(remains, Remains.WITHOUT_SCHEMA);
                } else {
                    assertThat(child.exitCode()).as(String.join("\n", lines)).isZero();
                }
                return child.wasKilled();
            }
        }

        private Child launch() throws IOException {
            return Child.start(
                    sweep.folder(),
                    "launch",
                    spec.toString(),
                    "--db",
                    sweep.database().toString(),
                    "--workers",
                    workers);
        }

        private void await(Moment moment, Child child) throws Exception {
            switch (moment) {
                case START -> Thread.sleep(random.nextInt(1_000));
                case SCHEMA -> {
                    awaitFile(child, sweep.folder(), ".lock");
                    Thread.sleep(random.nextInt(migrationMillis));
                }
                case CLAIM -> {
                    child.says(1, ManyKillsTest::isBegun);
                    Thread.sleep(random.nextInt(100));
                }
                case EPOCH -> {
                    child.says(1 + random.nextInt(4), Witness::isEpoch);
                    Thread.sleep(random.nextInt(40));
                }
                case CHECKPOINT -> {
                    child.says(random.nextInt(3), Witness::isEpoch);
                    awaitFile(child, sweep.folder().resolve("outputs"), ".part");
                }
                case TRIAL_END -> {
                    child.says(1, line -> line.contains(" epoch 4/4 "));
                    Thread.sleep(random.nextInt(40));
                }
                case EXPORT -> throw new IllegalArgumentException("an export is another command");
            }
        }

        /// The file is there as it was, or as it should be.
        private boolean killExport() throws Exception {
            String before = text();
            int parts = Remains.files(sweep.folder(), ".part").size();
            String complete =
                    sweep.run("leaderboard", "small", "--format", "csv").out();
            try (Child child = Child.start(
                    sweep.folder(),
                    "leaderboard",
                    "small",
                    "--db",
                    sweep.database().toString(),
                    "--csv",
                    board.toString())) {
                if (random.nextInt(3) > 0) {
                    awaitFile(child, sweep.folder(), ".part");
                } else {
                    Thread.sleep(random.nextInt(1_000));
                }
                child.kill();
                assertThat(text()).isIn(before, complete);
                if (child.wasKilled()) {
                    count(text().equals(complete) ? "export done" : "export not done");
                    if (Remains.files(sweep.folder(), ".part").size() > parts) {
                        count("export cut short");
                    }
                }
                return child.wasKilled();
            }
        }

        private String text() throws IOException {
            return Files.exists(board) ? Files.readString(board) : "";
        }

        void finish(String undisturbed) {
            Cli last = sweep.launch(spec, "--workers", workers);
            assertThat(last.code()).as(last.err()).isZero();
            witness.assertFinished(POINTS, undisturbed);
        }
    }

    private void count(String what) {
        found.merge(what, 1, Integer::sum);
    }

    /// Until a file is there that was not there before.
    private static void awaitFile(Child child, Path folder, String suffix) {
        Set<Path> before = Set.copyOf(Remains.files(folder, suffix));
        while (child.runs() && before.containsAll(Remains.files(folder, suffix))) {
            Thread.onSpinWait();
        }
    }
}
