package ctrsweep.cli;

import ctrsweep.cli.launch.ResultsSource;
import ctrsweep.serve.Access;
import ctrsweep.serve.PageServer;
import ctrsweep.sweep.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.ZoneOffset;

/// Serves a database in this process.
record Served(PageServer server, HttpClient client) implements AutoCloseable {
    static Served start(Path database) {
        return start(database, 0);
    }

    static Served start(Path database, int port) {
        return start(database, port, Access.open("127.0.0.1"));
    }

    static Served start(Path database, int port, Access access) {
        SweepSite site = new SweepSite(
                new ResultsSource(new DatabaseAddress.File(database), _ -> {}),
                ZoneOffset.UTC,
                new PageCache(System::nanoTime),
                access.base());
        try {
            PageServer server =
                    PageServer.start(access, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), site);
            return new Served(server, HttpClient.newHttpClient());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address(path)));
        try {
            return client.send(
                    (headers.length > 0 ? request.headers(headers) : request).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        client.close();
    }
}
