package ctrsweep.data.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnCacheTest {
    private static final Fingerprint DATA = new Fingerprint.Parts().text("data").fingerprint();
    private static final Fingerprint OTHER =
            new Fingerprint.Parts().text("other").fingerprint();

    @TempDir
    Path temporary;

    private ColumnCache cache;

    @BeforeEach
    void inAFolderThatIsNotThereYet() {
        cache = new ColumnCache(temporary.resolve("columns"), 2);
    }

    /// One row with one number.
    static void number(FileWriter writer, int value) throws IOException {
        TableWriter table = writer.table("t", List.of(ColumnType.ints("i", 1)));
        table.ints("i").add(value);
        table.endRow();
    }

    private ColumnCache.Opened open(String name, Fingerprint fingerprint, int value) throws IOException {
        return cache.open(name, fingerprint, writer -> number(writer, value));
    }

    private static int number(ColumnCache.Opened opened) {
        return opened.file().table("t").ints("i").at(0, 0);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(cache.folder())) {
            return all.map(path -> String.valueOf(path.getFileName())).sorted().toList();
        }
    }

    @Test
    void whatIsThereIsNotBuiltAgain() throws IOException {
        assertThat(open("a", DATA, 1).before()).isInstanceOf(Found.Missing.class);
        ColumnCache.Opened again = open("a", DATA, 2);
        assertThat(again.before()).isInstanceOf(Found.Whole.class);
        assertThat(number(again)).isEqualTo(1);
        assertThat(files()).containsExactly("a-" + DATA.brief() + ".columns", "a.lock");
        assertThat(number(open("a", OTHER, 3))).isEqualTo(3);
    }

    @Test
    void aDamagedFileIsBuiltAgain() throws IOException {
        Path place = open("a", DATA, 1).file().path();
        byte[] bytes = Files.readAllBytes(place);
        Files.write(place, Arrays.copyOf(bytes, bytes.length - 1));
        ColumnCache.Opened again = open("a", DATA, 2);
        assertThat(again.before()).isInstanceOf(Found.Damaged.class);
        assertThat(number(again)).isEqualTo(2);
    }

    @Test
    void aFileOfOtherDataIsBuiltAgain() throws IOException {
        Path other = open("a", OTHER, 1).file().path();
        Files.move(other, cache.place("a", DATA));
        ColumnCache.Opened again = open("a", DATA, 2);
        assertThat(again.before())
                .isEqualTo(new Found.Foreign(
                        cache.place("a", DATA), "holds other data: its fingerprint is " + OTHER.hex()));
        assertThat(number(again)).isEqualTo(2);
    }

    @Test
    void aBuilderThatFailsLeavesNothingThatCounts() throws IOException {
        assertThatThrownBy(() -> cache.open("a", DATA, writer -> {
                    number(writer, 1);
                    throw new IOException("No space left on device");
                }))
                .hasMessage("No space left on device");
        assertThat(files()).containsExactly("a.lock");
        assertThat(number(open("a", DATA, 2))).isEqualTo(2);
    }

    @Test
    void aRowBegunButNotEndedIsNotWritten() throws IOException {
        assertThatThrownBy(() -> cache.open("a", DATA, writer -> {
                    number(writer, 1);
                    writer.table("u", List.of(ColumnType.ints("i", 1)))
                            .ints("i")
                            .add(1);
                }))
                .hasMessage("column i of u: a row was begun but not ended");
        assertThat(files()).containsExactly("a.lock");
    }

    @Test
    void theOldestOfANameGoesWhenThereAreTooMany() throws IOException {
        Fingerprint third = new Fingerprint.Parts().text("third").fingerprint();
        Path oldest = open("a", DATA, 1).file().path();
        Files.setLastModifiedTime(oldest, FileTime.fromMillis(1000));
        Path younger = open("a", OTHER, 2).file().path();
        Path neighbour = open("a-b", DATA, 3).file().path();
        Files.setLastModifiedTime(neighbour, FileTime.fromMillis(1));
        Path newest = open("a", third, 4).file().path();
        assertThat(oldest).doesNotExist();
        assertThat(List.of(younger, neighbour, newest)).allMatch(Files::exists);
    }

    @Test
    void whatIsMappedStaysWhenItsFileGoes() throws IOException {
        ColumnCache.Opened opened = open("a", DATA, 1);
        Files.delete(opened.file().path());
        assertThat(number(opened)).isEqualTo(1);
    }

    @Test
    void ofManyThreadsOneBuilds() throws Exception {
        AtomicInteger built = new AtomicInteger();
        Callable<Integer> opener = () -> number(cache.open("a", DATA, writer -> {
            Thread.sleep(50);
            number(writer, built.incrementAndGet());
        }));
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> all = threads.invokeAll(
                    IntStream.range(0, 8).mapToObj(_ -> opener).toList());
            for (Future<Integer> each : all) {
                assertThat(each.get()).isEqualTo(1);
            }
        }
        assertThat(built).hasValue(1);
    }

    private Process builder(String way) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Builder.class.getName(),
                        cache.folder().toString(),
                        way)
                .redirectErrorStream(true)
                .start();
    }

    @Test
    void ofTwoProcessesOneBuildsAndBothSeeIt() throws Exception {
        List<Process> processes = List.of(builder("slowly"), builder("slowly"));
        for (Process process : processes) {
            assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .endsWith("has 1\n");
            assertThat(process.waitFor()).isZero();
        }
        assertThat(Files.readString(temporary.resolve("built"))).isEqualTo("built\n");
    }

    @Test
    void aKilledBuilderLeavesNothingThatCountsAndIsClearedAway() throws Exception {
        Process killed = builder("for ever");
        assertThat(killed.inputReader().readLine()).isEqualTo("building");
        assertThat(files()).anyMatch(name -> name.endsWith(".part"));
        killed.destroyForcibly().waitFor();
        assertThat(cache.find("a", DATA)).isInstanceOf(Found.Missing.class);
        assertThat(number(open("a", DATA, 2))).isEqualTo(2);
        assertThat(files()).containsExactly("a-" + DATA.brief() + ".columns", "a.lock");
    }

    /// Another process that wants the same columns.
    static final class Builder {
        private Builder() {}

        public static void main(String[] arguments) throws Exception {
            ColumnCache cache = new ColumnCache(Path.of(arguments[0]), 2);
            ColumnCache.Opened opened = cache.open("a", DATA, writer -> {
                number(writer, 1);
                System.out.println("building");
                Thread.sleep(arguments[1].equals("slowly") ? 300 : Long.MAX_VALUE);
                Files.writeString(
                        cache.folder().resolveSibling("built"),
                        "built\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            });
            System.out.println("has " + number(opened));
        }
    }

    @Test
    void aFingerprintDependsOnEachPartAndItsOrder() throws IOException {
        assertThat(new Fingerprint.Parts().text("ab").text("c").fingerprint())
                .isNotEqualTo(new Fingerprint.Parts().text("a").text("bc").fingerprint())
                .isNotEqualTo(new Fingerprint.Parts().text("c").text("ab").fingerprint())
                .isEqualTo(new Fingerprint.Parts().text("ab").text("c").fingerprint());
        Path file = Files.writeString(temporary.resolve("data.csv"), "1,2\n");
        Fingerprint before = new Fingerprint.Parts().file(file).fingerprint();
        assertThat(new Fingerprint.Parts().file(file).fingerprint()).isEqualTo(before);
        Files.writeString(file, "1,23\n");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1000));
        Fingerprint longer = new Fingerprint.Parts().file(file).fingerprint();
        Files.setLastModifiedTime(file, FileTime.fromMillis(1001));
        assertThat(new Fingerprint.Parts().file(file).fingerprint())
                .isNotEqualTo(longer)
                .isNotEqualTo(before);
        assertThatThrownBy(() -> new Fingerprint("abc")).hasMessage("a fingerprint has 64 hexadecimal digits: abc");
    }
}
