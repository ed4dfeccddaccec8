package ctrsweep.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What a killed launch of [SmallSweep] left behind, by which one knows what it was doing.
enum Remains {
    NO_DATABASE("no database yet"),
    NO_SCHEMA("database begun, no schema yet"),
    SCHEMA("schema begun, not complete"),
    IDLE("no trial running"),
    CLAIM("trial claimed, no epoch yet"),
    EPOCH("in an epoch, the one before is committed"),
    PART("checkpoint cut short"),
    CHECKPOINT("checkpoint written, its epoch not committed"),
    LAST_EPOCH("all epochs committed, trial not ended");

    static final Set<Remains> WITHOUT_SCHEMA = EnumSet.of(NO_DATABASE, NO_SCHEMA, SCHEMA);

    private final String text;

    Remains(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }

    /// @param sweep that nobody touched since
    /// @param epochs of each of its trials
    /// @return for each of the trials that were running, or what there was instead
    static List<Remains> of(SmallSweep sweep, int epochs) {
        if (Files.notExists(sweep.database())) {
            return List.of(NO_DATABASE);
        }
        if (!has(sweep, "flyway_schema_history")) {
            return List.of(NO_SCHEMA);
        }
        if (!has(sweep, "learning_curve")) {
            return List.of(SCHEMA);
        }
        List<Remains> running = sweep.ask("""
                        SELECT number, (SELECT count(*) FROM epoch WHERE trial_id = id AND epoch.attempt = trial.attempt)
                          FROM trial WHERE state = 'running'""").stream()
                .map(row -> of(sweep, Integer.parseInt(row.get(0)), Integer.parseInt(row.get(1)), epochs))
                .toList();
        return running.isEmpty() ? List.of(IDLE) : running;
    }

    private static Remains of(SmallSweep sweep, int trial, int committed, int epochs) {
        Path folder = sweep.folder().resolve("outputs/small/trial-%04d".formatted(trial));
        if (committed == epochs) {
            return LAST_EPOCH;
        }
        if (!files(folder, ".part").isEmpty()) {
            return PART;
        }
        if (committed == 0) {
            return CLAIM;
        }
        return Files.exists(folder.resolve("checkpoint-%04d.bin".formatted(committed + 1))) ? CHECKPOINT : EPOCH;
    }

    private static boolean has(SmallSweep sweep, String name) {
        return !sweep.ask("SELECT 1 FROM sqlite_schema WHERE name = '%s'".formatted(name))
                .isEmpty();
    }

    /// Files below a folder, which may change meanwhile.
    static List<Path> files(Path folder, String suffix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        } catch (IOException | UncheckedIOException changed) {
            return List.of();
        }
    }
}
