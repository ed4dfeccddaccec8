package ctrsweep.cli.launch;

import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.files.OutputsUri;
import ctrsweep.files.RemoteFolder;
import ctrsweep.store.Database;
import ctrsweep.store.SweepOutputs;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where a launch stores the files of trials: at the URI of the command line, else of the spec, else where the
/// sweep's files lie already, else at the URI that CTRSWEEP_OUTPUTS names; and in the local outputs folder where
/// there is none.
///
/// @param asked by the command line or the spec
/// @param standard what CTRSWEEP_OUTPUTS names
/// @param jars the folder of file systems' libraries
public record RemoteOutputs(Optional<OutputsUri> asked, Optional<OutputsUri> standard, Path jars) {

    static RemoteOutputs of(Optional<OutputsUri> asked, Path home) {
        return new RemoteOutputs(asked, OutputsOption.uri(System.getenv()), jars(home, System.getenv()));
    }

    /// The folder of the jars of file systems: CTRSWEEP_LIB, else `lib` in the product's folder.
    static Path jars(Path home, Map<String, String> environment) {
        String named = environment.getOrDefault("CTRSWEEP_LIB", "");
        return (named.isEmpty() ? home.resolve("lib") : Path.of(named)).toAbsolutePath();
    }

    /// Checks, before anything is written, that the place that was asked for can be used.
    void check() {
        asked.filter(OutputsUri::isRemote)
                .ifPresent(uri -> RemoteFolder.open(uri, jars).requireWritable());
    }

    /// The sweep's folder in an object store, marked as its own; empty where its files lie in a local folder.
    Optional<RemoteFolder> claim(Database database, String sweep) {
        Optional<OutputsUri> recorded = new SweepOutputs(database, sweep).uri();
        Optional<OutputsUri> base = asked.or(() -> recorded.isPresent() ? Optional.empty() : standard);
        boolean stays = base.isEmpty() || recorded.stream().anyMatch(uri -> uri.isBelow(base.get()));
        return stays
                ? recorded.filter(OutputsUri::isRemote).map(uri -> RemoteFolder.open(uri, jars))
                : base.filter(OutputsUri::isRemote)
                        .map(uri -> new RemoteSweepFolders(RemoteFolder.open(uri, jars), database.id()).claim(sweep));
    }

    /// The folder of all sweeps that a `file:` URI names, if one does: each machine has it under this path.
    Optional<Path> folder(Database database, String sweep) {
        return asked.isPresent()
                ? asked.flatMap(OutputsUri::folder)
                : new SweepOutputs(database, sweep)
                        .uri()
                        .flatMap(OutputsUri::folder)
                        .flatMap(own -> Optional.ofNullable(own.getParent()));
    }

    /// The console of a command that looks for a sweep's local files: with the folder that its launches recorded,
    /// if they did.
    public static ConsoleEnvironment local(ConsoleEnvironment console, Database database, String sweep) {
        return new RemoteOutputs(Optional.empty(), Optional.empty(), console.home())
                .folder(database, sweep)
                .map(console::withOutputs)
                .orElse(console);
    }

    /// Records where a sweep's local folder is now, if it was recorded before.
    public static void renamed(Database database, String sweep, SweepFolder folder) {
        SweepOutputs outputs = new SweepOutputs(database, sweep);
        outputs.uri().flatMap(OutputsUri::folder).ifPresent(_ -> outputs.record(uri(folder)));
    }

    private static OutputsUri uri(SweepFolder folder) {
        return OutputsUri.of(folder.path().toAbsolutePath().toUri().toString());
    }

    /// Records where the files of a sweep that exists lie, unless they just lie below the outputs folder.
    void record(Database database, String sweep, SweepFiles files) {
        files.remote()
                .map(RemoteFolder::uri)
                .or(() -> asked.filter(uri -> !uri.isRemote()).map(_ -> uri(files.local())))
                .ifPresent(new SweepOutputs(database, sweep)::record);
    }
}
