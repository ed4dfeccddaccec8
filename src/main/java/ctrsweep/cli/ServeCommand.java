package ctrsweep.cli;

import ctrsweep.cli.launch.DatabaseOption;
import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.files.FileProblem;
import ctrsweep.report.Escaped;
import ctrsweep.serve.Access;
import ctrsweep.serve.AccessToken;
import ctrsweep.serve.BasePath;
import ctrsweep.serve.PageServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Serves the pages of `report` to a browser. The page of a running sweep updates itself. "
                + "The command writes nothing; Ctrl-C ends it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./sweep serve                   # all sweeps, at http://127.0.0.1:8090",
            "  ./sweep serve NAME --port 9000",
            "  ./sweep serve --port 0          # any free port",
            "  ./sweep serve --host 0.0.0.0    # for a team; needs CTRSWEEP_TOKEN",
            "  ./sweep serve --allow-host team.example.com --base-path /sweeps    # behind a proxy"
        })
final class ServeCommand implements Runnable {
    private final ConsoleEnvironment console;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Parameters(
            arity = "0..1",
            paramLabel = "SWEEP",
            description = "The sweep whose address is printed. Default: the list of all sweeps.")
    private Optional<String> sweep = Optional.empty();

    @Option(
            names = "--port",
            paramLabel = "N",
            converter = PortConverter.class,
            description = "Port to listen on; 0 means any free port. Default: 8090.")
    private int port = 8090;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Address or host name to listen on. Default: 127.0.0.1, which only this machine can reach.")
    private Optional<String> host = Optional.empty();

    @Option(
            names = "--allow-host",
            paramLabel = "NAME",
            description = "A further host name under which browsers reach the server, such as that of a proxy; may be "
                    + "repeated.")
    private List<String> otherHosts = new ArrayList<>();

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            converter = TokenConverter.class,
            description = "Secret that readers must know. Default: $CTRSWEEP_TOKEN, which other users of this machine "
                    + "cannot see in the list of processes. Needed where others can reach the server.")
    private Optional<AccessToken> token = Optional.empty();

    @Option(
            names = "--base-path",
            paramLabel = "PATH",
            converter = BasePathConverter.class,
            description = "The path below which the pages lie, as /sweeps, for a proxy that passes on that path "
                    + "unchanged. Default: none.")
    private BasePath base = BasePath.NONE;

    ServeCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public void run() {
        SweepSite site = new SweepSite(database.source(console), console.zone(), new PageCache(System::nanoTime), base);
        String path = database.answer(console, results -> sweep.map(
                        name -> site.address(results.sweep(name).name()))
                .orElseGet(site::home));
        InetAddress address = address();
        Optional<AccessToken> secret = token.or(() -> TokenConverter.in(System.getenv()));
        requireToken(address, secret);
        Access access = new Access(host.orElseGet(address::getHostAddress), otherHosts, secret, base);
        try (PageServer server = start(access, new InetSocketAddress(address, port), site)) {
            warn(address);
            console.out().println("http://" + authority(address, server.port()) + path);
            console.out().flush();
            makeFirstPage(site);
            console.err()
                    .println("serving " + Escaped.of(database.address(console).toString()) + " until Ctrl-C");
            waitUntilStopped(server);
        }
    }

    private static void requireToken(InetAddress address, Optional<AccessToken> token) {
        if (token.isEmpty() && !address.isLoopbackAddress()) {
            throw new CommandFailure(("everyone who can reach %s could read every sweep of this database: set "
                            + "CTRSWEEP_TOKEN to a secret, such as the output of `openssl rand -hex 16`, and give it "
                            + "to your readers")
                    .formatted(place(address)));
        }
    }

    /// The first page takes longest, since the JVM has compiled nothing yet: it is rendered before a browser asks.
    private void makeFirstPage(SweepSite site) {
        Thread.ofVirtual().name("first-page").start(() -> site.makeAhead(sweep));
    }

    private InetAddress address() {
        try {
            return InetAddress.getAllByName(host.orElse("127.0.0.1"))[0];
        } catch (UnknownHostException e) {
            throw new CommandFailure("--host %s: no such address".formatted(host.orElse("")));
        }
    }

    private static PageServer start(Access access, InetSocketAddress at, SweepSite site) {
        try {
            return PageServer.start(access, at, site);
        } catch (BindException e) {
            throw new CommandFailure(
                    "cannot listen on port %d of %s: %s; choose another with --port N, or any free one with --port 0"
                            .formatted(at.getPort(), at.getAddress().getHostAddress(), FileProblem.of(e)));
        } catch (IOException e) {
            throw new CommandFailure("cannot listen on %s: %s".formatted(at, FileProblem.of(e)));
        }
    }

    private void warn(InetAddress address) {
        if (!address.isLoopbackAddress()) {
            console.err()
                    .println(("warning: the token and the pages go to readers of %s unencrypted; outside a trusted "
                                    + "network, let a proxy with HTTPS stand before 127.0.0.1")
                            .formatted(place(address)));
        }
    }

    private static String place(InetAddress address) {
        return address.isAnyLocalAddress() ? "this machine" : address.getHostAddress();
    }

    private static String authority(InetAddress address, int port) {
        String name = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        return (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
    }

    /// Waits until Ctrl-C or SIGTERM ends the process, or the thread is interrupted.
    private static void waitUntilStopped(PageServer server) {
        Thread hook = new Thread(server::close, "closing");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
