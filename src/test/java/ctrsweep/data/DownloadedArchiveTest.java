package ctrsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import ctrsweep.files.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadedArchiveTest {
    private static final SortedMap<String, String> WANTED =
            new TreeMap<>(Map.of("one.txt", Sha256.of("1"), "two.txt", Sha256.of("2")));
    private static final Map<String, String> GOOD =
            new TreeMap<>(Map.of("set/one.txt", "1", "set/two.txt", "2", "set/other.txt", "not wanted"));

    @TempDir
    Path temporary;

    private final List<String> notes = new ArrayList<>();
    private HttpServer server;
    private int status = 200;
    private byte[] body = {};
    private int requests;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests++;
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void downloadsChecksAndKeepsTheWantedFiles() throws IOException {
        body = zip(GOOD);
        Path folder = archive().in(cache(), notes::add);
        assertThat(folder).isEqualTo(cache().resolve("set"));
        assertThat(below(temporary)).containsExactly("cache/set/one.txt", "cache/set/two.txt");
        assertThat(folder.resolve("two.txt")).hasContent("2");
        assertThat(notes)
                .startsWith("downloading %s to %s".formatted(archive().address(), folder), "For research.")
                .anyMatch(note -> note.matches("  [0-9.]+ MB of [0-9.]+ MB"))
                .endsWith("kept in " + folder);
    }

    @Test
    void doesNotAskAgainForWhatIsKept() throws IOException {
        body = zip(GOOD);
        archive().in(cache(), notes::add);
        notes.clear();
        archive().in(cache(), notes::add);
        assertThat(requests).isEqualTo(1);
        assertThat(notes).isEmpty();
    }

    @Test
    void refusesAFileOfAnotherContent() throws IOException {
        body = zip(Map.of("set/one.txt", "1", "set/two.txt", "changed"));
        refused("two.txt is not the known file: its sha256 is " + Sha256.of("changed") + ", not " + Sha256.of("2"));
    }

    @Test
    void refusesAnArchiveThatLacksAFile() throws IOException {
        body = zip(Map.of("set/one.txt", "1"));
        refused("there is no set/two.txt in it");
    }

    @Test
    void refusesAnEntryThatLeadsOut() throws IOException {
        Map<String, String> entries = new TreeMap<>(GOOD);
        entries.put("../../evil.txt", "evil");
        body = zip(entries);
        refused("an entry leads out of its folder: ../../evil.txt");
    }

    @Test
    void saysWhatTheServerAnswered() throws IOException {
        status = 404;
        refused("the server answers 404");
    }

    @Test
    void refusesWhatIsNoZip() throws IOException {
        body = "<html>".getBytes(StandardCharsets.UTF_8);
        refused("java.util.zip.ZipException");
    }

    @Test
    void saysThatNobodyAnswers() throws IOException {
        server.stop(0);
        refused("java.net.ConnectException");
    }

    @Test
    void namesTheFileThatTheCacheLost() throws IOException {
        body = zip(GOOD);
        Files.delete(archive().in(cache(), notes::add).resolve("one.txt"));
        assertThatThrownBy(() -> archive().in(cache(), notes::add))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        cache().resolve("set") + ": one.txt is missing; delete the folder and it is downloaded anew");
    }

    @Test
    void namesTheFileThatWasCutInTheCache() throws IOException {
        body = zip(GOOD);
        Files.writeString(archive().in(cache(), notes::add).resolve("one.txt"), "cut");
        assertThatThrownBy(() -> archive().in(cache(), notes::add))
                .isInstanceOf(DataException.class)
                .hasMessage(cache().resolve("set")
                        + ": one.txt is not as it was downloaded; delete the folder and it is downloaded anew");
    }

    private void refused(String why) throws IOException {
        assertThatThrownBy(() -> archive().in(cache(), notes::add))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(archive().address() + ": not downloaded: " + why)
                .hasMessageEndingWith(
                        "; nothing was kept. Try again, or unpack the file yourself and set data_dir to its folder");
        assertThat(below(temporary)).isEmpty();
        try (Stream<Path> left = Files.list(cache())) {
            assertThat(left).isEmpty();
        }
    }

    private Path cache() {
        return temporary.resolve("cache");
    }

    private DownloadedArchive archive() {
        URI address = URI.create("http://%s:%d/set.zip"
                .formatted(
                        server.getAddress().getAddress().getHostAddress(),
                        server.getAddress().getPort()));
        return new DownloadedArchive(address, "set", WANTED, "For research.");
    }

    private static byte[] zip(Map<String, String> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static List<String> below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }
}
