package ctrsweep.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepFoldersTest {
    @TempDir
    Path home;

    private SweepFolders of(String database) {
        return new SweepFolders(
                home.resolve("outputs"),
                home,
                database,
                home.resolve(database + ".db").toString());
    }

    @Test
    void eachDatabaseHasItsOwn() {
        SweepFolders one = of("one");
        SweepFolders two = of("two");
        assertThat(one.claim("s", false)).hasToString("outputs/s");
        assertThat(two.claim("s", false)).hasToString("outputs/s-2");
        assertThat(two.claim("s-2", false)).hasToString("outputs/s-2-2");
        assertThat(one.claim("s", true)).hasToString("outputs/s");
        assertThat(two.claim("s", true)).hasToString("outputs/s-2");
        assertThat(two.find("s", true).orElseThrow()).hasToString("outputs/s-2");
        assertThat(one.find("s-2", true).orElseThrow()).hasToString("outputs/s-2-2".replace("-2-2", "-2-3"));
        assertThat(one.find("../s", true)).isEmpty();
    }

    @Test
    void aFolderOfAnEarlierVersionIsThatOfTheDatabaseThatKnowsTheSweep() throws IOException {
        Files.createDirectories(home.resolve("outputs/s/trial-0000"));
        assertThat(of("new").claim("s", false)).hasToString("outputs/s-2");
        assertThat(of("old").claim("s", true)).hasToString("outputs/s");
        assertThat(of("third").find("s", true).orElseThrow()).hasToString("outputs/s-3");
    }

    @Test
    void aFolderWithoutTrialsMayBeShared() throws IOException {
        Files.createDirectories(home.resolve("outputs/s"));
        Files.writeString(home.resolve("outputs/s/results.json"), "{}");
        assertThat(of("one").claim("s", false)).hasToString("outputs/s");
    }

    @Test
    void aDatabaseInThePlaceOfALostOneGoesOnFromItsCheckpointsOnly() throws IOException {
        SweepFolders lost = new SweepFolders(
                home.resolve("outputs"), home, "lost", home.resolve("sweeps.db").toString());
        SweepFolders anew = new SweepFolders(
                home.resolve("outputs"), home, "anew", home.resolve("sweeps.db").toString());
        lost.claim("s", false);
        Files.createDirectories(home.resolve("outputs/s/trial-0000"));
        Files.writeString(home.resolve("outputs/s/trial-0000/checkpoint-1.bin"), "");
        assertThat(of("other").claim("s", false)).hasToString("outputs/s-2");
        assertThat(anew.claim("s", false)).hasToString("outputs/s");

        lost.claim("t", false);
        Files.createDirectories(home.resolve("outputs/t/trial-0000"));
        Files.writeString(home.resolve("outputs/t/trial-0000/best.safetensors"), "");
        assertThat(anew.claim("t", false)).hasToString("outputs/t-2");
    }

    @Test
    void processesThatStartTogetherAgree() throws Exception {
        for (int round = 0; round < 20; round++) {
            String sweep = "s" + round + "x";
            List<Callable<String>> claims = new ArrayList<>();
            for (String database : List.of("a", "b", "a", "b", "a", "b")) {
                claims.add(() -> database + " " + of(database).claim(sweep, false));
            }
            Set<String> claimed = new HashSet<>();
            try (ExecutorService threads = Executors.newFixedThreadPool(claims.size())) {
                for (Future<String> claim : threads.invokeAll(claims)) {
                    claimed.add(claim.get());
                }
            }
            assertThat(claimed).hasSize(2);
            assertThat(claimed.stream().map(claim -> claim.substring(2)))
                    .containsExactlyInAnyOrder("outputs/" + sweep, "outputs/" + sweep + "-2");
        }
    }
}
