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
    private final Site site;

    private PageServer(HttpServer server, HostNames names, Site site) {
        this.server = server;
        this.names = names;
        this.site = site;
        // A client that sends half a request blocks a thread, so each connection has a virtual one.
        threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("page-", 0).factory());
    }

    /// @param own the host name or address as the user wrote it
    /// @param at where to listen; port 0 means any free port
    /// @throws IOException if the address is in use or not available
    public static PageServer start(String own, InetSocketAddress at, Site site) throws IOException {
        limitSlowClients();
        PageServer started = new PageServer(HttpServer.create(at, BACKLOG), new HostNames(own), site);
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

    private PageResponse answer(HttpExchange exchange) {
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return site.refusal(405, "Only GET and HEAD are allowed.");
        }
        Headers headers = exchange.getRequestHeaders();
        Optional<String> wrongHost = names.refusal(headers.getOrDefault("Host", List.of()));
        if (wrongHost.isPresent()) {
            return site.refusal(421, wrongHost.get());
        }
        InetAddress address = exchange.getRemoteAddress().getAddress();
        try {
            return requests.merge(address, 1, Integer::sum) > MAX_PER_CLIENT
                    ? site.refusal(429, "Too many requests at the same time from this address; try again.")
                    : page(exchange.getRequestURI().getRawPath(), headers);
        } finally {
            requests.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
        }
    }

    private PageResponse page(String path, Headers headers) {
        try {
            rendering.acquire();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return site.refusal(503, "The server is shutting down.");
        }
        try {
            return site.answer(path(path), Optional.ofNullable(headers.getFirst("If-None-Match")));
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
        long length = Utf8.length(answer.html());
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Security-Policy", answer.policy() + "; frame-ancestors 'none'");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
        answer.tag().ifPresent(tag -> headers.set("ETag", tag));
        if (answer.status() != PageResponse.NOT_MODIFIED) {
            headers.set("Content-Type", "text/html; charset=utf-8");
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
                for (int at = 0; at < answer.html().length(); at += CHUNK) {
                    body.write(answer.html(), at, Math.min(CHUNK, answer.html().length() - at));
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
