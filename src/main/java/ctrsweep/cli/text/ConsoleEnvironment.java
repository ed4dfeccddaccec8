package ctrsweep.cli.text;

import ctrsweep.data.DataPlaces;
import ctrsweep.report.terminal.TerminalStyle;
import ctrsweep.sweep.DatabaseAddress;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZoneId;

/// The terminal and the folders that a command works with.
///
/// @param out the stream of results
/// @param err the stream of everything else
/// @param width columns of the terminal that shows results
/// @param pen draws with the characters that the terminal can show
/// @param database the results database without `--db`
/// @param zone of the times shown
/// @param home the project's folder
/// @param outputs the folder of all files of sweeps and runs
/// @param places the folders of data sets
/// @param interactive whether a person at a terminal reads `err`
public record ConsoleEnvironment(
        PrintStream out,
        PrintStream err,
        int width,
        TerminalStyle pen,
        DatabaseAddress database,
        ZoneId zone,
        Path home,
        Path outputs,
        DataPlaces places,
        boolean interactive) {

    /// A copy with another folder for outputs.
    public ConsoleEnvironment withOutputs(Path folder) {
        return new ConsoleEnvironment(out, err, width, pen, database, zone, home, folder, places, interactive);
    }
}
