package ctrsweep.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/// Serves a site to browsers until it is closed.
public final class PageServer implements AutoCloseable {
    /// Pages rendered at the same time; further requests wait.
    private static final int MAX_RENDERING = 8;

    /// Requests of one client that wait or are being rendered.
    private static final int MAX_PER_CLIENT = 256;

    /// Characters encoded at a time.
    private static final int CHUNK = 1 << 13;

    /// Connections that wait to be accepted.
    private static final int BACKLOG = 1024;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Semaphore rendering = new Semaphore(MAX_RENDERING, true);
    private final Map<InetAddress, Integer> requests = new ConcurrentHashMap<>();
    private final HostNames names;
    private final BasePath base;
    private final Optional<Login> login;
    private final Site site;

    private PageServer(HttpServer server, Access access, Site site) {
        this.server = server;
        names = HostNames.of(access);
        base = access.base();
        login = access.token()
                .map(token -> new Login(token, "ctrsweep-" + server.getAddress().getPort(), base));
        this.site = site;
        // A client that sends half a request blocks a thread, so each connection has a virtual one.
        threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("page-", 0).factory());
    }

    /// @param at where to listen; port 0 means any free port
    /// @throws IOException if the address is in use or not available
    public static PageServer start(Access access, InetSocketAddress at, Site site) throws IOException {
        limitSlowClients();
        PageServer started = new PageServer(HttpServer.create(at, BACKLOG), access, site);
        started.server.createContext("/", started::handle);
        started.server.setExecutor(started.threads);
        started.server.start();
        return started;
    }

    /// Limits the seconds that a slow client has to send its request and to read the response.
    private static void limitSlowClients() {
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "120");
        System.setProperty("jdk.httpserver.maxConnections", "4000");
    }

    /// The port that it listens on.
    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, answer(exchange));
        }
    }

    private PageResponse answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        boolean posted = login.isPresent() && method.equals("POST");
        if (!posted && !method.equals("GET") && !method.equals("HEAD")) {
            String allowed = login.isPresent() ? "GET, HEAD, POST" : "GET, HEAD";
            exchange.getResponseHeaders().set("Allow", allowed);
            return site.refusal(405, "Only GET and HEAD are allowed.");
        }
        Headers headers = exchange.getRequestHeaders();
        Optional<String> wrongHost = names.refusal(headers.getOrDefault("Host", List.of()));
        if (wrongHost.isPresent()) {
            return site.refusal(421, wrongHost.get());
        }
        InetAddress address = exchange.getRemoteAddress().getAddress();
        try {
            if (requests.merge(address, 1, Integer::sum) > MAX_PER_CLIENT) {
                return site.refusal(429, "Too many requests at the same time from this address; try again.");
            }
            if (posted) {
                return logIn(login.orElseThrow(), exchange);
            }
            return login.isEmpty() || login.get().isKnown(headers)
                    ? page(exchange.getRequestURI().getRawPath(), headers)
                    : askForToken(exchange, Optional.empty());
        } finally {
            requests.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
        }
    }

    private PageResponse logIn(Login secured, HttpExchange exchange) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        if (Login.isOfAnotherSite(headers)) {
            return site.refusal(403, "The form was sent by a page of another site.");
        }
        if (Login.posted(exchange).filter(secured.token()::isSecret).isEmpty()) {
            return askForToken(exchange, Optional.of("This is not the token."));
        }
        exchange.getResponseHeaders().set("Set-Cookie", secured.newCookie(headers));
        exchange.getResponseHeaders().set("Location", Login.destination(exchange));
        return PageResponse.seeOther();
    }

    private PageResponse askForToken(HttpExchange exchange, Optional<String> problem) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer realm=\"ctrsweep\"");
        return site.login(problem);
    }

    private PageResponse page(String path, Headers headers) {
        try {
            rendering.acquire();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return site.refusal(503, "The server is shutting down.");
        }
        try {
            return base.below(path(path))
                    .map(below -> site.answer(below, Optional.ofNullable(headers.getFirst("If-None-Match"))))
                    .orElseGet(() -> site.refusal(404, "There is no such page."));
        } catch (RuntimeException problem) {
            return site.refusal(500, "internal error: " + problem);
        } finally {
            rendering.release();
        }
    }

    private static List<String> path(String raw) {
        return Stream.of(raw.substring(1).split("/", -1))
                .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                .filter(part -> raw.length() > 1)
                .toList();
    }

    private static void send(HttpExchange exchange, PageResponse answer) throws IOException {
        long length = Utf8.length(answer.text());
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Security-Policy", answer.policy() + "; frame-ancestors 'none'");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        // Without any referrer, a browser would not say where a login form comes from.
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
        answer.tag().ifPresent(tag -> headers.set("ETag", tag));
        if (answer.status() != PageResponse.NOT_MODIFIED) {
            headers.set("Content-Type", answer.type());
        }
        if (answer.status() == PageResponse.NOT_MODIFIED
                || exchange.getRequestMethod().equals("HEAD")) {
            if (length > 0) {
                headers.set("Content-Length", Long.toString(length));
            }
            exchange.sendResponseHeaders(answer.status(), -1);
        } else {
            exchange.sendResponseHeaders(answer.status(), length);
            // Encoded in chunks, so that no client needs a copy of the whole page in bytes.
            try (Writer body = new OutputStreamWriter(exchange.getResponseBody(), StandardCharsets.UTF_8)) {
                for (int at = 0; at < answer.text().length(); at += CHUNK) {
                    body.write(answer.text(), at, Math.min(CHUNK, answer.text().length() - at));
                }
            }
        }
    }

    /// Accepts no more requests and aborts running ones.
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
