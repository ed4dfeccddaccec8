package ctrsweep.cli.text;

import ctrsweep.data.DataPlaces;
import ctrsweep.report.terminal.TerminalStyle;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZoneId;

/// Where a command runs.
///
/// @param out for results
/// @param err for everything else
/// @param width columns of the terminal that results go to
/// @param pen what that terminal can show
/// @param database used unless `--db` names another
/// @param zone in which times are shown
/// @param home the product's folder
/// @param outputs the folder below which the files of sweeps and runs go
/// @param places where data sets are
/// @param interactive whether a person at a terminal reads what goes to `err`
public record ConsoleEnvironment(
        PrintStream out,
        PrintStream err,
        int width,
        TerminalStyle pen,
        Path database,
        ZoneId zone,
        Path home,
        Path outputs,
        DataPlaces places,
        boolean interactive) {

    /// The same, with outputs somewhere else.
    public ConsoleEnvironment withOutputs(Path folder) {
        return new ConsoleEnvironment(out, err, width, pen, database, zone, home, folder, places, interactive);
    }
}
