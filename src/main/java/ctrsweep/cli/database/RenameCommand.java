package ctrsweep.cli.database;

import ctrsweep.cli.launch.DatabaseOption;
import ctrsweep.cli.launch.OutputsOption;
import ctrsweep.cli.launch.RemoteOutputs;
import ctrsweep.cli.launch.RemoteSweepFolder;
import ctrsweep.cli.launch.SweepFolder;
import ctrsweep.cli.launch.SweepFolders;
import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.config.SweepName;
import ctrsweep.report.Escaped;
import ctrsweep.store.Database;
import ctrsweep.store.SweepEdits;
import ctrsweep.sweep.Owner;
import ctrsweep.sweep.Results;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The folder is moved last, before the transaction is committed. If the process ends in between, the sweep
/// keeps its old name while its files have the new one; running the same command again completes the renaming.
@Command(
        name = "rename",
        mixinStandardHelpOptions = true,
        description = {
            "Gives a sweep another name, in the database and below outputs/. Its spec file is yours to change.",
            "Without --yes it only says what would happen."
        },
        footerHeading = "%nExample:%n",
        footer = "  ./sweep rename OLD NEW --yes")
public final class RenameCommand implements Runnable {
    private final ConsoleEnvironment console;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Parameters(index = "0", paramLabel = "SWEEP", description = "The sweep's name.")
    private String sweep = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "Its new name.")
    private String newName = "";

    @Mixin
    private final OutputsOption outputs = new OutputsOption();

    @Option(names = "--yes", description = "Does it.")
    private boolean sure;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public RenameCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public void run() {
        SweepFolders folders = folders();
        SweepFolder target = folders.find(newName, true)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "the new name %s: %s".formatted(newName, SweepName.RULE)));
        SweepFolder source = folders.find(sweep, true).orElse(target);
        database.ask(console, queries -> check(queries, source, target));
        if (!sure) {
            throw new CommandFailure("sweep %s would be %s, and %s would be %s; to do it, say --yes"
                    .formatted(sweep, newName, source, target));
        }
        try (Database results = database.forWriting(console)) {
            Optional<RemoteSweepFolder> remote = RemoteSweepFolder.find(results, sweep, console.home(), problem -> {
                throw new CommandFailure("the new name cannot be written to the sweep's files: " + problem);
            });
            new SweepEdits(results, Owner.self()::knowsDead)
                    .rename(sweep, newName, new SweepEdits.Moved(source.toString(), target.toString()), () -> {
                        if (!source.equals(target) && source.exists()) {
                            source.moveTo(target);
                            folders.rename(target, newName);
                        }
                        remote.ifPresent(files -> files.rename(results.id(), newName));
                    });
            RemoteOutputs.renamed(results, newName, target);
        }
        console.err()
                .printf(
                        "sweep %s is %s now; a spec that says name: %1$s would begin a new sweep%n",
                        Escaped.of(sweep), newName);
    }

    private SweepFolders folders() {
        try (Database results = database.forReading(console)) {
            ConsoleEnvironment here = RemoteOutputs.local(outputs.in(console), results, sweep);
            return SweepFolders.of(here, results.id(), database.address(console));
        }
    }

    private void check(Results queries, SweepFolder source, SweepFolder target) {
        queries.sweep(sweep);
        if (source.equals(target) || !target.exists()) {
            return;
        }
        if (source.exists() || !target.isOfASweep()) {
            throw new CommandFailure("%s exists already; move it away, or choose another name".formatted(target));
        }
    }
}
