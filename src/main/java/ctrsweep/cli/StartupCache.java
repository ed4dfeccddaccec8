package ctrsweep.cli;

import ctrsweep.cli.launch.StartupSweep;
import ctrsweep.cli.text.ExitCodes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/// Prepares, once after each build, the AOT cache that makes queries start quickly. `prepare` unpacks SQLite's
/// library, converts picocli's classes to the present class file format and records a small sweep; `perform` runs
/// queries on it while the JVM records which classes they load and how these are linked.
final class StartupCache {
    private StartupCache() {}

    /// @param args `prepare` or `perform`, and the folder of the cache
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[1]);
        StartupSweep sweep = new StartupSweep(folder);
        switch (args[0]) {
            case "prepare" -> {
                sweep.record();
                ModernClasses.write(jarOf(CommandLine.class), folder.resolve("picocli.jar"));
            }
            case "perform" -> perform(sweep);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static Path jarOf(Class<?> library) {
        return Path.of(URI.create(
                library.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    private static void perform(StartupSweep sweep) {
        String name = StartupSweep.NAME;
        for (List<String> words : List.of(
                List.of("list"),
                List.of("best", name),
                List.of("show", name),
                List.of("show", name, "1"),
                List.of("trials", name, "--where", "params.training.lr < 0.01 and val.auc > 0.1", "--sort", "-val.auc"),
                List.of("leaderboard", name, "--format", "csv"),
                List.of("leaderboard", name, "--format", "json"),
                List.of("importance", name),
                List.of("diff", name, "0", "1"),
                List.of("tail", name),
                List.of("launch", sweep.spec().toString(), "--plan"))) {
            ByteArrayOutputStream nowhere = new ByteArrayOutputStream();
            PrintStream out = new PrintStream(nowhere, true, StandardCharsets.UTF_8);
            List<String> all = new ArrayList<>(words);
            all.addAll(List.of("--db", sweep.database().toString()));
            int code = Main.run(all.toArray(String[]::new), Main.console(new String[0], out, out));
            if (code != ExitCodes.DONE) {
                throw new IllegalStateException(words + ": " + nowhere.toString(StandardCharsets.UTF_8));
            }
        }
    }
}
