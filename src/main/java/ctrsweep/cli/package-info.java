/// The command line: one class per command, wired by hand in [ctrsweep.cli.Main].
///
/// Results go to standard output, everything else to standard error. A command throws; the one handler in `Main`
/// turns what it knows into a line for a person and an exit code: 0 done, 1 a clear error, 2 wrong usage. What a
/// command says while it works goes through a [ctrsweep.cli.launch.LaunchReporter]: `--quiet`, `--verbose`, and a
/// launch's log. Queries never touch the engine.
@org.jspecify.annotations.NullMarked
package ctrsweep.cli;
