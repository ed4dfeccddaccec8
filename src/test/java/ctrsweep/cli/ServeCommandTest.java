package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.serve.Access;
import ctrsweep.serve.AccessToken;
import ctrsweep.serve.BasePath;
import ctrsweep.store.Database;
import ctrsweep.store.DatabaseSweepLog;
import ctrsweep.store.Fixture;
import ctrsweep.store.SweepLabelEdits;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.RunningTrial;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServeCommandTest {
    private static final String HOSTILE =
            "</script><script>alert(1)</script>\"'<!-- <img src=x onerror=alert(2)> %2F.. \u001b[31m 漢 é";

    private static final String TOKEN = "0123456789abcdef";

    @TempDir
    Path folder;

    private Path database(String... sweeps) {
        Path file = folder.resolve("sweeps.db");
        try (Database database = Database.openForWriting(file)) {
            DatabaseSweepLog log = Fixture.log(database, "here:1:0", new Fixture.Hands());
            for (String name : sweeps) {
                OpenSweep open = log.open(Fixture.definition(name, name));
                log.finish(Fixture.take(log, open, Fixture.planned(0, 0.5)), Fixture.completed(0.7));
            }
        }
        return file;
    }

    @Test
    void theFirstPageLeadsToThatOfEachSweep() {
        try (Served served = Served.start(database("one", "two & more"))) {
            HttpResponse<String> index = served.get("/");
            assertThat(index.statusCode()).isEqualTo(200);
            List<String> addresses = Pattern.compile("href=\"(/sweeps/[^\"]*)\"")
                    .matcher(index.body())
                    .results()
                    .map(link -> link.group(1))
                    .toList();
            assertThat(addresses).containsExactlyInAnyOrder("/sweeps/one", "/sweeps/two%20%26%20more");
            assertThat(addresses)
                    .allSatisfy(address -> assertThat(served.get(address).body())
                            .startsWith("<!doctype html>")
                            .contains("<script type=\"application/json\" id=\"facts\">"));
        }
    }

    /// A served page has a version and asks for later ones; a file has and does neither.
    @Test
    void aPageAsksForNewsAndAFileDoesNot() {
        Path database = database("one");
        try (Served served = Served.start(database)) {
            HttpResponse<String> page = served.get("/sweeps/one");
            assertThat(page.body()).contains("<meta name=\"version\"", "fetch(location.pathname");
            assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                    .contains("connect-src 'self'", "frame-ancestors 'none'", "default-src 'none'");
        }
        assertThat(Report.write(database, folder.resolve("page.html"), "one").html())
                .doesNotContain("<meta name=\"version\"", "fetch(", "connect-src");
    }

    @Test
    void aPageIsSentAgainWhenTheSweepHasGoneOn() {
        Path file = database();
        try (Database database = Database.openForWriting(file);
                Served served = Served.start(file)) {
            DatabaseSweepLog log = Fixture.log(database, "here:1:0", new Fixture.Hands());
            RunningTrial running =
                    Fixture.take(log, log.open(Fixture.definition("one", "one")), Fixture.planned(0, 0.5));
            String tag = tag(served.get("/sweeps/one"));
            assertThat(served.get("/sweeps/one", "If-None-Match", tag).statusCode())
                    .isEqualTo(304);
            log.recordEpoch(running, Fixture.epoch(1, 0.6125));
            HttpResponse<String> later = afterRest(served, tag);
            assertThat(later.body()).contains("0.6125");
            log.finish(running, Fixture.completed(0.6125));
            assertThat(afterRest(served, tag(later)).body()).contains("<b>1</b> completed");
        }
    }

    /// Asks again, since a page that took long to render is served for a while.
    private static HttpResponse<String> afterRest(Served served, String tag) {
        HttpResponse<String> answer = served.get("/sweeps/one", "If-None-Match", tag);
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (answer.statusCode() == 304 && System.nanoTime() < deadline) {
            answer = served.get("/sweeps/one", "If-None-Match", tag);
        }
        return answer;
    }

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("etag").orElseThrow();
    }

    @Test
    void manyPagesAtOnceAreTheSamePage() {
        try (Served served = Served.start(database("one"))) {
            List<String> bodies = IntStream.range(0, 40)
                    .parallel()
                    .mapToObj(i -> served.get("/sweeps/one").body())
                    .distinct()
                    .toList();
            assertThat(bodies).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sweeps",
                "/sweeps/",
                "/sweeps/on",
                "/sweeps/one/",
                "/one",
                "/trials.csv",
                "/sweeps/list.csv",
                "/sweeps/one/list.csv",
                "/sweeps/one/trials.xml",
                "/../sweeps.db",
                "/sweeps/..%2f..%2fsweeps.db",
                "/favicon.ico",
                "/sweeps/x'%20OR%201=1"
            })
    void whatIsNotThereIsAPageThatSaysSo(String path) {
        try (Served served = Served.start(database("one"))) {
            HttpResponse<String> answer = served.get(path);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("<h1>Not found</h1>", "<a href=\"/\">All sweeps</a>");
        }
    }

    @Test
    void theNearestNameIsOffered() {
        try (Served served = Served.start(database("quickstart"))) {
            assertThat(served.get("/sweeps/quickstar").body())
                    .contains("There is no sweep quickstar; did you mean quickstart?");
        }
    }

    @Test
    void hostileNamesStayTextAndLeadToTheirSweep() {
        try (Served served = Served.start(database(HOSTILE))) {
            String index = served.get("/").body();
            String page = served.get("/sweeps/"
                            + URLEncoder.encode(HOSTILE, StandardCharsets.UTF_8).replace("+", "%20"))
                    .body();
            for (String html : List.of(index, page)) {
                assertThat(html.replaceAll("(?s)<script>.*?</script>", ""))
                        .doesNotContain("alert(1)</script>", "<img", "\u001b")
                        .contains("漢 é");
            }
            assertThat(served.get("/sweeps/%3Cscript%3Ealert(1)%3C%2Fscript%3E%1B")
                            .body())
                    .doesNotContain("<script", "\u001b")
                    .contains("&lt;script&gt;alert(1)");
        }
    }

    /// The database is deleted, then replaced by another kind of file, then by a new database.
    @Test
    void aDatabaseThatCannotBeReadIsAPageThatSaysSo() throws IOException {
        Path file = database("one");
        try (Served served = Served.start(file)) {
            Files.delete(file);
            assertThat(served.get("/").statusCode()).isEqualTo(503);
            assertThat(served.get("/sweeps/one").body()).contains("no database at");
            Files.writeString(file, "no database at all".repeat(100));
            assertThat(served.get("/").body()).contains("The database cannot be read");
            Files.delete(file);
            database("one");
            assertThat(served.get("/").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void mistakesAreOneLine() throws IOException {
        Path database = database("one");
        assertThat(Cli.launch(database, "serve", "on"))
                .isEqualTo(new Cli(1, "", "sweep: no sweep on; did you mean one?\n"));
        assertThat(Cli.launch(folder.resolve("none.db"), "serve").err()).startsWith("sweep: no database at");
        assertThat(Cli.launch(database, "serve", "--host", "no such host").err())
                .isEqualTo("sweep: --host no such host: no such address\n");
        assertThat(Cli.launch(database, "serve", "--port", "65536").err())
                .contains("must be a whole number from 0 to 65535, not 65536");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThat(Cli.launch(database, "serve", "--port", Integer.toString(port)))
                    .isEqualTo(new Cli(
                            1,
                            "",
                            "sweep: cannot listen on port %d of 127.0.0.1: Address already in use; choose another with --port N, or any free one with --port 0\n"
                                    .formatted(port)));
        }
    }

    /// A process of its own prints the address on standard output and ends on Ctrl-C.
    @Test
    void servesUntilCtrlC() throws Exception {
        Path database = database("one");
        try (Child child = Child.start(folder, "serve", "one", "--port", "0", "--db", database.toString())) {
            assertThat(child.says(1, line -> line.equals("serving " + database + " until Ctrl-C")))
                    .isTrue();
            String address = Files.readString(folder.resolve("out.txt")).strip();
            assertThat(address).matches("http://127\\.0\\.0\\.1:\\d+/sweeps/one");
            HttpURLConnection page =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
            assertThat(page.getResponseCode()).isEqualTo(200);
            // A shell's background jobs ignore Ctrl-C.
            child.signal(child.ignores(2) ? "TERM" : "INT");
            assertThat(child.exitCode()).isIn(130, 143);
            assertThat(child.lines()).hasSize(1);
        }
    }

    /// Two servers at once: one that others can reach, and one behind a proxy.
    @Test
    void whereOthersCanReachItReadersNeedAToken() throws Exception {
        Path database = database("one");
        assertThat(Cli.launch(database, "serve", "--host", "0.0.0.0"))
                .isEqualTo(new Cli(
                        1,
                        "",
                        "sweep: everyone who can reach this machine could read every sweep of this database: set "
                                + "CTRSWEEP_TOKEN to a secret, such as the output of `openssl rand -hex 16`, and give "
                                + "it to your readers\n"));
        try (Child child = Child.start(
                folder,
                "serve",
                "--host",
                "0.0.0.0",
                "--port",
                "0",
                "--token",
                TOKEN,
                "--base-path",
                "/team",
                "--db",
                database.toString())) {
            assertThat(child.says(1, line -> line.startsWith("serving "))).isTrue();
            assertThat(child.saidSoFar().getFirst())
                    .startsWith("warning: the token and the pages go to readers of this machine unencrypted");
            String address = Files.readString(folder.resolve("out.txt")).strip();
            assertThat(address).matches("http://127\\.0\\.0\\.1:\\d+/team/");
            HttpURLConnection page =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
            assertThat(page.getResponseCode()).isEqualTo(401);
            assertThat(String.join("\n", child.saidSoFar())).doesNotContain(TOKEN);
        }
    }

    @Test
    void aWrongTokenOrPathIsOneLineWithoutTheToken() {
        Path database = database("one");
        Cli shortToken = Cli.launch(database, "serve", "--token", "hunter2");
        assertThat(shortToken.code()).isEqualTo(2);
        assertThat(shortToken.err())
                .contains("--token", "must have 16 to 256 ASCII letters, digits or signs, without spaces")
                .doesNotContain("hunter2");
        assertThat(Cli.launch(database, "serve", "--base-path", "sweeps/").err())
                .contains("must begin and not end with a slash, as /sweeps or /team/sweeps");
        assertThat(TokenConverter.in(Map.of())).isEmpty();
        assertThat(TokenConverter.in(Map.of("CTRSWEEP_TOKEN", TOKEN))).isPresent();
        assertThatThrownBy(() -> TokenConverter.in(Map.of("CTRSWEEP_TOKEN", "")))
                .hasMessage("CTRSWEEP_TOKEN: must have 16 to 256 ASCII letters, digits or signs, without spaces");
    }

    @Test
    void belowABasePathAllLinksStayThere() {
        Access access = new Access("127.0.0.1", List.of(), Optional.empty(), new BasePath("/team"));
        try (Served served = Served.start(database("one"), 0, access)) {
            assertThat(served.get("/team/").body()).contains("href=\"/team/sweeps/one\"");
            assertThat(served.get("/team").statusCode()).isEqualTo(200);
            assertThat(served.get("/team/sweeps/one").body()).contains("href=\"../\">All sweeps");
            assertThat(served.get("/sweeps/one").statusCode()).isEqualTo(404);
            assertThat(served.get("/team/sweeps/two").body()).contains("href=\"/team/\">All sweeps");
        }
    }

    @Test
    void theFirstPageSaysWhatRunsWhoseItIsAndHowFarItIs() {
        Path file = database("older", "newer");
        try (Database database = Database.openForWriting(file);
                Served served = Served.start(file)) {
            assertThat(served.get("/").body()).doesNotContain(">owner<", ">tags<", ">ended<");
            DatabaseSweepLog log = Fixture.log(database, "here:1:0", new Fixture.Hands());
            Fixture.take(log, log.open(Fixture.definition("older", "older")), Fixture.planned(1, 0.6));
            SweepLabelEdits labels = new SweepLabelEdits(database, "older");
            labels.launched(Optional.empty(), Optional.of("Ada <b>"), 8);
            labels.add(List.of("b", "a"));
            log.finish(
                    Fixture.take(log, log.open(Fixture.definition("newer", "newer")), Fixture.planned(1, 0.6)),
                    Fixture.completed(0.8));
            String page = served.get("/").body();
            assertThat(page)
                    .contains(
                            ">owner<",
                            ">tags<",
                            ">ended<",
                            "<td>Ada &lt;b&gt;</td><td>a b</td>",
                            "<td data-order=\"0.125\">1 of 8</td>",
                            "<td data-order=\"\"></td>");
            assertThat(page.indexOf("/sweeps/older")).isLessThan(page.indexOf("/sweeps/newer"));
        }
    }

    @Test
    void programsFetchWhatTheCommandsPrint() {
        Path file = database("one", "two & more");
        try (Served served = Served.start(file)) {
            HttpResponse<String> csv = served.get("/sweeps/two%20%26%20more/leaderboard.csv");
            assertThat(csv.headers().firstValue("content-type")).hasValue("text/csv; charset=utf-8");
            assertThat(csv.body())
                    .contains("val.auc")
                    .isEqualTo(Cli.launch(file, "leaderboard", "two & more", "--format", "csv")
                            .out());
            HttpResponse<String> json = served.get("/list.json");
            assertThat(json.headers().firstValue("content-type")).hasValue("application/json; charset=utf-8");
            assertThat(json.body())
                    .isEqualTo(Cli.launch(file, "list", "--format", "json").out());
            for (String form : List.of("csv", "json")) {
                assertThat(served.get("/sweeps/one/trials." + form).body())
                        .isEqualTo(Cli.launch(file, "trials", "one", "--format", form)
                                .out());
            }
            assertThat(served.get("/").body()).contains("href=\"/list.csv\"");
            assertThat(served.get("/sweeps/two%20%26%20more").body()).contains("href=\"two%20%26%20more/trials.json\"");
            assertThat(served.get("/sweeps/on/trials.csv").statusCode()).isEqualTo(404);
            assertThat(served.get("/sweeps/on/trials.csv").body()).contains("There is no sweep on; did you mean one?");
        }
    }

    @Test
    void readersLogInWithoutScripts() {
        Access access = new Access("127.0.0.1", List.of(), Optional.of(new AccessToken(TOKEN)), BasePath.NONE);
        try (Served served = Served.start(database("one"), 0, access)) {
            HttpResponse<String> page = served.get("/sweeps/one");
            assertThat(page.statusCode()).isEqualTo(401);
            assertThat(page.body())
                    .contains("<form method=\"post\">", "type=\"password\"")
                    .doesNotContain("<script", "one</h1>");
            assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                    .contains("form-action 'self'");
            assertThat(served.get("/sweeps/one", "Authorization", "Bearer " + TOKEN)
                            .body())
                    .contains("id=\"facts\"");
        }
    }
}
