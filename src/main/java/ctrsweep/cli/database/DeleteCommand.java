package ctrsweep.cli.database;

import ctrsweep.cli.launch.DatabaseOption;
import ctrsweep.cli.launch.OutputsOption;
import ctrsweep.cli.launch.RemoteOutputs;
import ctrsweep.cli.launch.RemoteSweepFolder;
import ctrsweep.cli.launch.SweepFolder;
import ctrsweep.cli.launch.SweepFolders;
import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.report.Escaped;
import ctrsweep.store.Database;
import ctrsweep.store.DatabaseResults;
import ctrsweep.store.SweepEdits;
import ctrsweep.sweep.Owner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Deletes the rows first, in one transaction, then the files. If the process ends in between, a folder without
/// a sweep is left; running the same command again deletes it.
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        description = {
            "Deletes a sweep: all that the database has of it, and its folder below outputs/.",
            "Without --yes it only says what would go."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ./sweep delete NAME           # what would go", "  ./sweep delete NAME --yes"})
public final class DeleteCommand implements Runnable {
    private final ConsoleEnvironment console;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Parameters(paramLabel = "SWEEP", description = "The sweep's name.")
    private String sweep = "";

    @Mixin
    private final OutputsOption outputs = new OutputsOption();

    @Option(names = "--yes", description = "Does it.")
    private boolean sure;

    public DeleteCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public void run() {
        Found found = find();
        if (!sure) {
            found.left.forEach(files -> console.err().println("would be left: " + Escaped.of(files)));
            throw new CommandFailure("this would delete %s; to do it, say --yes".formatted(found.what));
        }
        try (Database results = database.forWriting(console)) {
            new SweepEdits(results, Owner.self()::knowsDead).delete(sweep);
        }
        found.folder.ifPresent(SweepFolder::delete);
        found.remote.ifPresent(RemoteSweepFolder::delete);
        console.err().println("deleted: " + Escaped.of(found.what));
        found.left.forEach(files -> console.err().println("left: " + Escaped.of(files)));
    }

    /// @param what the rows and files to delete, in words
    /// @param folder the folder to delete, if there is one
    /// @param remote the folder to delete in an object store, if there is one and it can be reached
    /// @param left files that are not deleted
    private record Found(
            String what, Optional<SweepFolder> folder, Optional<RemoteSweepFolder> remote, List<String> left) {}

    private Found find() {
        try (Database results = database.forReading(console)) {
            ConsoleEnvironment here = RemoteOutputs.local(outputs.in(console), results, sweep);
            Optional<SweepFolder> place = SweepFolders.of(here, results.id(), database.address(console))
                    .find(sweep, true);
            Optional<SweepFolder> folder = place.filter(SweepFolder::exists);
            Path root = place.map(SweepFolder::path).orElse(console.home());
            List<String> left = new ArrayList<>();
            Optional<RemoteSweepFolder> remote =
                    RemoteSweepFolder.find(results, sweep, console.home(), problem -> left.add("all " + problem));
            left.addAll(new FilesElsewhere(Owner.self().host(), console.home(), root)
                    .lines(SweepEdits.files(results, sweep).stream()
                            .filter(file -> !remote.filter(where -> where.holds(file.path()))
                                    .isPresent())
                            .toList()));
            return new Found(what(results, folder, remote), folder, remote, List.copyOf(left));
        }
    }

    /// @throws ctrsweep.sweep.ResultsException when there is no sweep and no folder of that name
    private String what(Database results, Optional<SweepFolder> folder, Optional<RemoteSweepFolder> remote) {
        List<String> parts = new ArrayList<>();
        Optional<SweepEdits.Contents> contents = SweepEdits.contents(results, sweep);
        if (contents.isEmpty() && !folder.map(SweepFolder::isOfASweep).orElse(false)) {
            new DatabaseResults(results).sweep(sweep);
        }
        contents.ifPresent(
                has -> parts.add("sweep %s with %d trials and %d epochs".formatted(sweep, has.trials(), has.epochs())));
        folder.ifPresent(left -> parts.add(left.inWords()));
        remote.ifPresent(left -> parts.add(left.inWords()));
        return String.join(", and ", parts);
    }
}
