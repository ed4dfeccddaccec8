package ctrsweep.cli;

import ctrsweep.cli.text.ExitCodes;
import ctrsweep.store.GeneratedResults;
import ctrsweep.store.NativeLibrary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/// What the launcher has done once after a build, so that results start quickly: it unpacks SQLite's library,
/// brings picocli into the form of today, and runs results while the JVM takes down which classes they load and how
/// they are linked.
final class StartupCache {
    private static final String NAME = "startup";

    private StartupCache() {}

    /// @param args `prepare` or `perform`, and a folder of its own
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[1]);
        Path database = folder.resolve("startup.db");
        switch (args[0]) {
            case "prepare" -> {
                NativeLibrary.unpack(folder);
                ModernClasses.write(jarOf(CommandLine.class), folder.resolve("picocli.jar"));
                Files.deleteIfExists(database);
                new GeneratedResults(NAME, 3).record(database, 8);
                new FormulaSweep(folder).file("random", 1_000);
            }
            case "perform" -> perform(database, folder.resolve("spec.yaml"));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static Path jarOf(Class<?> library) {
        return Path.of(URI.create(
                library.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    private static void perform(Path database, Path spec) {
        for (List<String> words : List.of(
                List.of("list"),
                List.of("best", NAME),
                List.of("show", NAME),
                List.of("show", NAME, "1"),
                List.of("trials", NAME, "--where", "params.training.lr < 0.01 and val.auc > 0.1", "--sort", "-val.auc"),
                List.of("leaderboard", NAME, "--format", "csv"),
                List.of("leaderboard", NAME, "--format", "json"),
                List.of("importance", NAME),
                List.of("diff", NAME, "0", "1"),
                List.of("tail", NAME),
                List.of("launch", spec.toString(), "--plan"))) {
            ByteArrayOutputStream nowhere = new ByteArrayOutputStream();
            PrintStream out = new PrintStream(nowhere, true, StandardCharsets.UTF_8);
            List<String> all = new ArrayList<>(words);
            all.addAll(List.of("--db", database.toString()));
            int code = Main.run(all.toArray(String[]::new), Main.console(out, out));
            if (code != ExitCodes.DONE) {
                throw new IllegalStateException(words + ": " + nowhere.toString(StandardCharsets.UTF_8));
            }
        }
    }
}
