package ctrsweep.cli;

import ctrsweep.cli.launch.DatabaseOption;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.report.TableFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the sweeps of the database, the most recently active first.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./sweep list", "  ./sweep list --format json"})
final class ListCommand implements Runnable {
    private final ConsoleEnvironment console;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Option(names = "--format", paramLabel = "FORM", description = "table, csv, json or md. Default: table.")
    private TableFormat format = TableFormat.TABLE;

    ListCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public void run() {
        database.ask(console, results -> {
            SweepTable sweeps = SweepTable.of(results, console.zone());
            console.out()
                    .print(format.write(
                            format == TableFormat.TABLE ? sweeps.forTerminal() : sweeps.table(), console.width()));
        });
    }
}
