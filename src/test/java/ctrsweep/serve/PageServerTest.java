package ctrsweep.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageServerTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private PageServer server;

    @BeforeEach
    void start() throws IOException {
        server = PageServer.start(
                Access.open("127.0.0.1"), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), new EchoSite());
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The response to bytes that no HTTP client sends.
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void givesTheSiteThePartsOfTheAddressDecoded() {
        assertThat(send(request("/")).body()).isEqualTo("[]");
        assertThat(send(request("/a%2Fb/c+d%20%C3%A9?x=1")).body()).isEqualTo("[a/b, c+d é]");
        assertThat(send(request("/sweeps/%2e%2e%2f%2e%2e/x")).body()).isEqualTo("[sweeps, ../.., x]");
    }

    @Test
    void saysWithEachAnswerWhatABrowserMayNotDo() {
        for (HttpResponse<String> answer : List.of(send(request("/")), send(request("/broken")))) {
            assertThat(answer.headers().map())
                    .containsEntry("content-security-policy", List.of("default-src 'none'; frame-ancestors 'none'"))
                    .containsEntry("x-content-type-options", List.of("nosniff"))
                    .containsEntry("x-frame-options", List.of("DENY"))
                    .containsEntry("cache-control", List.of("no-store"))
                    .containsEntry("content-type", List.of("text/html; charset=utf-8"))
                    .doesNotContainKey("access-control-allow-origin");
        }
    }

    @Test
    void sendsNothingThatTheBrowserHas() {
        HttpResponse<String> first = send(request("/x"));
        String tag = first.headers().firstValue("etag").orElseThrow();
        HttpResponse<String> second = send(request("/x").header("If-None-Match", tag));
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(send(request("/x").header("If-None-Match", "\"other\"")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void headHasTheSizeAndNoBody() {
        HttpResponse<String> answer = send(request("/abc").method("HEAD", BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValueAsLong("content-length")).hasValue("[abc]".length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"})
    void nothingCanBeWritten(String method) {
        HttpResponse<String> answer = send(request("/").method(method, BodyPublishers.ofString("x")));
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow")).hasValue("GET, HEAD");
    }

    @Test
    void aPageThatCallsThisMachineByItsOwnNameGetsNothing() throws IOException {
        assertThat(raw("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ")
                .doesNotContain("[]");
        assertThat(raw("GET / HTTP/1.0\r\n\r\n")).contains(" 421 ");
        assertThat(raw("GET / HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\n\r\n".formatted(server.port())))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void whatIsNoRequestIsRefused() throws IOException {
        assertThat(raw("GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(raw("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(send(request("/still-there")).statusCode()).isEqualTo(200);
    }

    @Test
    void aBrokenPageIsAPage() {
        HttpResponse<String> answer = send(request("/broken"));
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("out of order");
    }

    /// Sixteen clients send half a request and then nothing.
    @Test
    @Timeout(60)
    void thoseWhoAreSlowToAskDoNotKeepTheOthersOut() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 16; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                slow.add(socket);
                socket.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(send(request("/")).statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void aPortThatIsTakenIsNotShared() {
        InetSocketAddress same = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
        assertThatThrownBy(() -> PageServer.start(Access.open("127.0.0.1"), same, new EchoSite()))
                .isInstanceOf(BindException.class);
    }

    @Test
    void closedItIsGone() {
        server.close();
        assertThatThrownBy(() -> client.send(request("/").build(), BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @Test
    @Timeout(60)
    void hundredsOfHalfSentRequestsHoldUpNobody() throws IOException {
        List<Socket> hostile = new ArrayList<>();
        try {
            for (int i = 0; i < 600; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                socket.getOutputStream().write("GET /page HTTP/1.1\r\nHost: loc".getBytes(StandardCharsets.ISO_8859_1));
                hostile.add(socket);
            }
            for (int i = 0; i < 20; i++) {
                assertThat(send(request("/page").timeout(Duration.ofSeconds(5))).statusCode())
                        .isEqualTo(200);
            }
            Socket first = hostile.getFirst();
            first.setSoTimeout(40_000);
            assertThat(first.getInputStream().readAllBytes())
                    .as("its time to ask is over")
                    .isEmpty();
        } finally {
            for (Socket socket : hostile) {
                socket.close();
            }
        }
    }

    @Test
    @Timeout(60)
    void thoseWhoDoNotReadTheirAnswerHoldUpNobody() throws IOException {
        List<Socket> hostile = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                socket.getOutputStream()
                        .write("GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                hostile.add(socket);
            }
            assertThat(send(request("/page").timeout(Duration.ofSeconds(5))).statusCode())
                    .isEqualTo(200);
            assertThat(send(request("/long").timeout(Duration.ofSeconds(20))).body())
                    .hasSize(EchoSite.LONG);
        } finally {
            for (Socket socket : hostile) {
                socket.close();
            }
        }
    }
}
