package ctrsweep.cli;

import ctrsweep.cli.launch.DatabaseOption;
import ctrsweep.cli.launch.ResultsSource;
import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.files.FileProblem;
import ctrsweep.report.Escaped;
import ctrsweep.serve.PageServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description =
                "Shows the pages of `report` at an address of this machine. That of a running sweep goes on with it. "
                        + "Nothing is written, and Ctrl-C ends it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./sweep serve                   # all sweeps, at http://127.0.0.1:8090",
            "  ./sweep serve NAME --port 9000",
            "  ./sweep serve --port 0          # at any port that is free"
        })
final class ServeCommand implements Runnable {
    private final ConsoleEnvironment console;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Parameters(
            arity = "0..1",
            paramLabel = "SWEEP",
            description = "The sweep whose address is printed. Default: that of all.")
    private Optional<String> sweep = Optional.empty();

    @Option(
            names = "--port",
            paramLabel = "N",
            converter = PortConverter.class,
            description = "0 for any that is free. Default: 8090.")
    private int port = 8090;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Where to listen. Default: 127.0.0.1, which only this machine reaches.")
    private Optional<String> host = Optional.empty();

    ServeCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public void run() {
        Path file = database.file(console);
        String path = database.answer(console, results -> sweep.map(
                        name -> SweepSite.address(results.sweep(name).name()))
                .orElse("/"));
        SweepSite site = new SweepSite(new ResultsSource(file), console.zone(), new PageCache(System::nanoTime));
        InetAddress address = address();
        String given = host.orElseGet(address::getHostAddress);
        try (PageServer server = start(given, new InetSocketAddress(address, port), site)) {
            warn(address);
            console.out().println("http://" + authority(address, server.port()) + path);
            console.out().flush();
            makeFirstPage(site);
            console.err().println("serving " + Escaped.of(file.toString()) + " until Ctrl-C");
            untilStopped(server);
        }
    }

    /// The first page takes longest, since nothing has been compiled yet: it is begun before somebody asks.
    private void makeFirstPage(SweepSite site) {
        Thread.ofVirtual().name("first-page").start(() -> site.makeAhead(sweep));
    }

    private InetAddress address() {
        try {
            return InetAddress.getAllByName(host.orElse("127.0.0.1"))[0];
        } catch (UnknownHostException e) {
            throw new CommandFailure("--host %s: there is no such address".formatted(host.orElse("")));
        }
    }

    private static PageServer start(String given, InetSocketAddress at, SweepSite site) {
        try {
            return PageServer.start(given, at, site);
        } catch (BindException e) {
            throw new CommandFailure(
                    "port %d of %s cannot be had: %s; --port N takes another, --port 0 any that is free"
                            .formatted(at.getPort(), at.getAddress().getHostAddress(), FileProblem.of(e)));
        } catch (IOException e) {
            throw new CommandFailure("%s cannot be listened at: %s".formatted(at, FileProblem.of(e)));
        }
    }

    private void warn(InetAddress address) {
        if (!address.isLoopbackAddress()) {
            console.err()
                    .println("warning: whoever reaches %s can read every sweep of this database"
                            .formatted(address.isAnyLocalAddress() ? "this machine" : address.getHostAddress()));
        }
    }

    private static String authority(InetAddress address, int port) {
        String name = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        return (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
    }

    /// Until Ctrl-C or a polite kill ends the process, or the thread is interrupted.
    private static void untilStopped(PageServer server) {
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
