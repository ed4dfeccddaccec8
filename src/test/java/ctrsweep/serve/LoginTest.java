package ctrsweep.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server with a token below `/team`, and clients that do not know the token.
class LoginTest {
    private static final String TOKEN = "correct horse+battery&staple=%".replace(" ", "-");
    private static final Pattern COOKIE = Pattern.compile("(?i)\r\nSet-Cookie: (([^=]+)=([^;]+); .*)\r\n");

    private PageServer server;

    @BeforeEach
    void start() throws IOException {
        server = PageServer.start(
                new Access(
                        "127.0.0.1",
                        List.of("team.example"),
                        Optional.of(new AccessToken(TOKEN)),
                        new BasePath("/team")),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new EchoSite());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /// The answer to a request; empty if the server closes the connection without one.
    ///
    /// @param head the first line and headers
    private String send(String head, String body) {
        String request = head.strip().replace("\n", "\r\n") + "\r\nConnection: close\r\n\r\n" + body;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException closed) {
            return "";
        }
    }

    private String get(String path, String... headers) {
        return send("GET %s HTTP/1.1\nHost: localhost\n%s".formatted(path, String.join("\n", headers)), "");
    }

    private String post(String path, String body, String... headers) {
        return send(
                "POST %s HTTP/1.1\nHost: team.example\nContent-Type: application/x-www-form-urlencoded\nContent-Length: %d\n%s"
                        .formatted(path, body.length(), String.join("\n", headers)),
                body);
    }

    private static String form(String token) {
        return "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
    }

    private static Matcher cookie(String answer) {
        Matcher cookie = COOKIE.matcher(answer);
        assertThat(cookie.find()).as(answer).isTrue();
        return cookie;
    }

    private static void assertUnknown(String answer) {
        assertThat(answer)
                .startsWith("HTTP/1.1 401 ")
                .contains("log in", "Bearer realm=\"ctrsweep\"")
                .doesNotContain("[]", "[x]", "Set-Cookie");
    }

    @Test
    void aBrowserPostsTheTokenOnceAndIsSentToItsPage() {
        assertUnknown(get("/team/x"));
        String answer = post("/team/x?a=b", form(TOKEN), "Origin: http://team.example");
        assertThat(answer).startsWith("HTTP/1.1 303 ").contains("Location: /team/x\r\n");
        assertThat(answer).doesNotContain(TOKEN, URLEncoder.encode(TOKEN, StandardCharsets.UTF_8));
        Matcher cookie = cookie(answer);
        assertThat(cookie.group(1)).endsWith("; Path=/team; HttpOnly; SameSite=Strict");
        assertThat(cookie.group(3)).matches("[0-9a-f]{64}");
        assertThat(get("/team/x", "Cookie: other=1; %s=%s".formatted(cookie.group(2), cookie.group(3))))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("[x]");
    }

    @Test
    void aProgramSendsTheTokenInAHeader() {
        assertThat(get("/team/", "Authorization: Bearer " + TOKEN))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("[]");
        assertThat(get("/team/x", "authorization: bearer " + TOKEN)).endsWith("[x]");
    }

    @Test
    void theCookieIsForHttpsOnlyWhereAProxyHasHttps() {
        assertThat(cookie(post("/team/", form(TOKEN), "X-Forwarded-Proto: https"))
                        .group(1))
                .endsWith("; Secure");
        assertThat(cookie(post("/team/", form(TOKEN), "X-Forwarded-Proto: HTTPS, http"))
                        .group(1))
                .endsWith("; Secure");
        assertThat(cookie(post("/team/", form(TOKEN), "X-Forwarded-Proto: http"))
                        .group(1))
                .doesNotContain("Secure");
    }

    @Test
    void aTokenThatIsAlmostRightIsWrong() {
        String shorter = TOKEN.substring(0, TOKEN.length() - 1);
        for (String wrong : List.of("", shorter, TOKEN + "x", TOKEN.toUpperCase(Locale.ROOT), "\u0000")) {
            assertUnknown(get("/team/x", "Authorization: Bearer " + wrong));
            assertUnknown(post("/team/x", form(wrong)));
        }
        assertUnknown(get("/team/x", "Authorization: Basic " + TOKEN));
        assertUnknown(get("/team/x", "Authorization: " + TOKEN));
        assertUnknown(get("/team/x", "Authorization: Bearer " + TOKEN, "Authorization: Bearer " + TOKEN));
    }

    @Test
    void theTokenIsNotReadFromTheAddress() {
        assertUnknown(get("/team/x?" + form(TOKEN)));
        assertUnknown(get("/team/x?token=" + URLEncoder.encode(TOKEN, StandardCharsets.UTF_8)));
        assertUnknown(post("/team/x?" + form(TOKEN), ""));
    }

    @Test
    void aCookieThatIsAlmostRightIsWrong() {
        Matcher cookie = cookie(post("/team/", form(TOKEN)));
        String name = cookie.group(2);
        String session = cookie.group(3);
        for (String wrong : List.of(
                name + "=",
                name + "=" + session.substring(1),
                name + "=" + session + "0",
                name + "=" + TOKEN,
                "x" + name + "=" + session,
                name.substring(1) + "=" + session,
                session,
                "=;;=;")) {
            assertUnknown(get("/team/x", "Cookie: " + wrong));
        }
    }

    @Test
    void anotherSiteLogsNobodyIn() {
        for (String header : List.of(
                "Origin: http://evil.example",
                "Origin: null",
                "Origin: http://team.example.evil.example",
                "Origin: http://team.example:81",
                "Origin: %%%",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site")) {
            assertThat(post("/team/", form(TOKEN), header))
                    .as(header)
                    .startsWith("HTTP/1.1 403 ")
                    .doesNotContain("Set-Cookie");
        }
        assertThat(post("/team/", form(TOKEN), "Sec-Fetch-Site: same-origin", "Origin: https://team.example"))
                .startsWith("HTTP/1.1 303 ");
    }

    @Test
    void aForeignHostGetsNothingEvenWithTheToken() {
        assertThat(send("GET /team/x HTTP/1.1\nHost: evil.example\nAuthorization: Bearer " + TOKEN, ""))
                .startsWith("HTTP/1.1 421 ")
                .doesNotContain("[x]");
        assertThat(send("POST /team/ HTTP/1.1\nHost: evil.example\nContent-Length: 0", ""))
                .startsWith("HTTP/1.1 421 ");
        assertThat(send("GET /team/x HTTP/1.1\nHost: Team.Example:443\nAuthorization: Bearer " + TOKEN, ""))
                .endsWith("[x]");
    }

    /// Two slashes would begin the name of another host.
    @Test
    void theLoginLeadsToNoOtherHost() {
        for (String path :
                List.of("//evil.example/", "///evil.example/", "////evil.example/", "http://evil.example/")) {
            assertThat(post(path, form(TOKEN)))
                    .as(path)
                    .doesNotContain("Location: //", "Location: http", "Location: /\\");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/x",
                "/teams",
                "/TEAM/x",
                "/../team/x",
                "/team/../x/../../team",
                "/%2e%2e/team/x",
                "/team%2fx",
                "//x/sweeps.db"
            })
    void outsideTheBasePathThereIsNothing(String path) {
        assertUnknown(get(path));
        String known = get(path, "Authorization: Bearer " + TOKEN);
        assertThat(known).doesNotContain("[x]", "[]");
        // Segments that lead upward are no folders: a site finds nothing of that name.
        assertThat(known)
                .satisfiesAnyOf(answer -> assertThat(answer).startsWith("HTTP/1.1 404 "), answer -> assertThat(answer)
                        .endsWith("[.., x, .., .., team]"));
    }

    @Test
    void veryLongHeadersAndFormsDoNoHarm() {
        String much = "a".repeat(300_000);
        assertUnknown(get("/team/x", "Authorization: Bearer " + much));
        assertUnknown(get("/team/x", "Cookie: " + much));
        assertUnknown(get("/team/x", "Cookie: " + ";=".repeat(100_000)));
        assertThat(get("/team/x", "Authorization: Bearer " + TOKEN, "X: " + "b".repeat(2_000_000)))
                .doesNotContain("[x]");
        assertThat(post("/team/x", form(TOKEN + much))).doesNotContain("Set-Cookie", "[x]");
        assertThat(post("/team/x", "a=" + much + "&" + form(TOKEN))).doesNotContain("Set-Cookie", "[x]");
        assertUnknown(post("/team/x", "token=%zz"));
        assertUnknown(post("/team/x", "token"));
        assertThat(get("/team/x", "Authorization: Bearer " + TOKEN)).endsWith("[x]");
    }

    @Test
    void nothingElseCanBeWritten() {
        for (String method : List.of("PUT", "DELETE", "PATCH")) {
            assertThat(send(
                            "%s /team/x HTTP/1.1\nHost: localhost\nAuthorization: Bearer %s".formatted(method, TOKEN),
                            ""))
                    .startsWith("HTTP/1.1 405 ")
                    .contains("Allow: GET, HEAD, POST");
        }
    }

    @Test
    void aTokenIsLongAndFitsInAHeader() {
        for (String wrong : List.of(
                "", "fifteen-letters", "with spaces in between", "tabs\tand\nlines-in-it", "ümläute-sind-keine")) {
            assertThatThrownBy(() -> new AccessToken(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("must have 16 to 256 ASCII letters, digits or signs, without spaces");
        }
    }

    @Test
    void aNewTokenEndsAllSessions() {
        assertThat(new AccessToken(TOKEN).session()).isNotEqualTo(new AccessToken(TOKEN + "2").session());
        assertThat(new AccessToken(TOKEN).session()).isEqualTo(new AccessToken(TOKEN).session());
    }
}
