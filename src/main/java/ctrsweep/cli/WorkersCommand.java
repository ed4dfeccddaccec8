package ctrsweep.cli;

import ctrsweep.cli.launch.DatabaseOption;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.cli.text.DisplayTime;
import ctrsweep.report.Cell;
import ctrsweep.report.Table;
import ctrsweep.report.Table.Column;
import ctrsweep.report.Table.Precision;
import ctrsweep.report.TableFormat;
import ctrsweep.sweep.Owner;
import ctrsweep.sweep.WorkerStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "workers",
        mixinStandardHelpOptions = true,
        description = "Lists the trials under way: who runs them, since when, how fast and on which device.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./sweep workers", "  ./sweep workers --db postgresql://lab@db.lab/sweeps --format json"})
final class WorkersCommand implements Runnable {
    private static final List<Column> COLUMNS = Stream.of(
                    "sweep",
                    "trial",
                    "host",
                    "process",
                    "device",
                    "state",
                    "since",
                    "epoch",
                    "epoch_seconds",
                    "heartbeat")
            .map(name -> new Column(name, name.equals("epoch_seconds") ? Precision.FOUR_DECIMALS : Precision.EXACT))
            .toList();

    private final ConsoleEnvironment console;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Option(names = "--format", paramLabel = "FORM", description = "table, csv, json or md. Default: table.")
    private TableFormat format = TableFormat.TABLE;

    WorkersCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public void run() {
        Owner self = Owner.self();
        database.ask(console, results -> {
            List<List<Cell>> rows = results.workers().stream()
                    .map(worker -> row(worker, self.knowsDead(worker.owner())))
                    .toList();
            if (rows.isEmpty() && format == TableFormat.TABLE) {
                console.out().println("No trial is under way.");
            } else {
                console.out().print(format.write(new Table(COLUMNS, rows), console.width()));
            }
        });
    }

    private List<Cell> row(WorkerStatus worker, boolean dead) {
        Optional<Owner> owner = Owner.read(worker.owner());
        return List.of(
                Cell.of(worker.sweep()),
                Cell.of(worker.trial()),
                Cell.of(owner.map(Owner::host).orElse(worker.owner())),
                Cell.of(owner.map(Owner::pid).map(Cell::of)),
                Cell.of(worker.device().map(Cell::of)),
                Cell.of(state(worker, dead)),
                time(Optional.of(worker.since())),
                Cell.of(worker.epochs()),
                Cell.of(worker.epochSeconds().map(Cell::of)),
                time(worker.heartbeat()));
    }

    /// A silent process may have ended, or may have lost its connection; one that has ended is on this host.
    private static String state(WorkerStatus worker, boolean dead) {
        if (dead) {
            return "ended";
        }
        return worker.leaseOver() ? "silent" : "alive";
    }

    private Cell time(Optional<Instant> time) {
        return Cell.of(time.map(at -> Cell.of(DisplayTime.of(at, console.zone()))));
    }
}
