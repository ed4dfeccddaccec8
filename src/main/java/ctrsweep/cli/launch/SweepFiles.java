package ctrsweep.cli.launch;

import ctrsweep.files.RemoteFolder;
import java.util.Optional;

/// Where a sweep's files are.
///
/// @param local the folder on this machine: of the launch's log, and of trials while they run
/// @param remote the folder in an object store, where the files of trials are kept
record SweepFiles(SweepFolder local, Optional<RemoteFolder> remote) {}
