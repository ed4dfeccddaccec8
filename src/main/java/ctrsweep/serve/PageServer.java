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

/// Shows a site to browsers until it is closed.
public final class PageServer implements AutoCloseable {
    /// Pages that are made at once; other requests wait for their turn.
    private static final int MADE_AT_ONCE = 8;

    /// Requests of one address whose pages wait or are made.
    private static final int MOST_OF_AN_ADDRESS = 256;

    /// Characters that are encoded at once.
    private static final int PIECE = 1 << 13;

    /// Connections that wait to be taken.
    private static final int BACKLOG = 1024;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Semaphore making = new Semaphore(MADE_AT_ONCE, true);
    private final Map<InetAddress, Integer> asking = new ConcurrentHashMap<>();
    private final HostNames names;
    private final Site site;

    private PageServer(HttpServer server, HostNames names, Site site) {
        this.server = server;
        this.names = names;
        this.site = site;
        // The server reads a request on the thread that it gets: a client that sends half of one keeps a thread.
        threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("page-", 0).factory());
    }

    /// @param given the name or address that was asked for, as it was written
    /// @param at where to listen; port 0 takes any that is free
    /// @throws IOException when nobody may listen there, or somebody does
    public static PageServer start(String given, InetSocketAddress at, Site site) throws IOException {
        limitSlowness();
        PageServer started = new PageServer(HttpServer.create(at, BACKLOG), new HostNames(given), site);
        started.server.createContext("/", started::handle);
        started.server.setExecutor(started.threads);
        started.server.start();
        return started;
    }

    /// A client that is slow to ask, or to take the answer, keeps its connection no longer than this, in seconds.
    private static void limitSlowness() {
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "120");
        System.setProperty("jdk.httpserver.maxConnections", "4000");
    }

    /// The one that was free, where any was asked for.
    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, answer(exchange));
        }
    }

    private Answer answer(HttpExchange exchange) {
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return site.refusal(405, "Pages can be read here, and nothing else.");
        }
        Headers headers = exchange.getRequestHeaders();
        Optional<String> wrongHost = names.refusal(headers.getOrDefault("Host", List.of()));
        if (wrongHost.isPresent()) {
            return site.refusal(421, wrongHost.get());
        }
        InetAddress address = exchange.getRemoteAddress().getAddress();
        try {
            return asking.merge(address, 1, Integer::sum) > MOST_OF_AN_ADDRESS
                    ? site.refusal(429, "This address asks for too many pages at once.")
                    : page(exchange.getRequestURI().getRawPath(), headers);
        } finally {
            asking.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
        }
    }

    private Answer page(String path, Headers headers) {
        try {
            making.acquire();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return site.refusal(503, "The server is being closed.");
        }
        try {
            return site.answer(path(path), Optional.ofNullable(headers.getFirst("If-None-Match")));
        } catch (RuntimeException problem) {
            return site.refusal(500, "internal error: " + problem);
        } finally {
            making.release();
        }
    }

    private static List<String> path(String raw) {
        return Stream.of(raw.substring(1).split("/", -1))
                .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                .filter(part -> raw.length() > 1)
                .toList();
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        long length = Utf8.length(answer.html());
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Security-Policy", answer.policy() + "; frame-ancestors 'none'");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
        answer.tag().ifPresent(tag -> headers.set("ETag", tag));
        if (answer.status() != Answer.NOT_MODIFIED) {
            headers.set("Content-Type", "text/html; charset=utf-8");
        }
        if (answer.status() == Answer.NOT_MODIFIED
                || exchange.getRequestMethod().equals("HEAD")) {
            if (length > 0) {
                headers.set("Content-Length", Long.toString(length));
            }
            exchange.sendResponseHeaders(answer.status(), -1);
        } else {
            exchange.sendResponseHeaders(answer.status(), length);
            // Piece by piece: clients share the page's text, and none has a copy in bytes of its own.
            try (Writer body = new OutputStreamWriter(exchange.getResponseBody(), StandardCharsets.UTF_8)) {
                for (int at = 0; at < answer.html().length(); at += PIECE) {
                    body.write(answer.html(), at, Math.min(PIECE, answer.html().length() - at));
                }
            }
        }
    }

    /// Takes no more requests; those under way are cut short.
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
