package ctrsweep.store;

import ctrsweep.files.FileProblem;
import ctrsweep.files.PartFile;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.ResultsException;
import ctrsweep.sweep.SweepSummary;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// Writes a file that Optuna and its dashboard open as `sqlite:///FILE`, completely or not at all.
public final class OptunaFile {
    private OptunaFile() {}

    /// @param zone of the times in the file, in which Optuna stores no zone
    /// @throws ResultsException when the file exists already, or cannot be written
    public static void write(Results results, SweepSummary sweep, Path file, ZoneId zone) {
        refuseExisting(file);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path part = PartFile.beside(file);
            try {
                Jdbi.create(source(part)).useTransaction(handle -> OptunaStudy.write(handle, results, sweep, zone));
                try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
                    written.force(true);
                }
                Files.move(part, file);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException problem) {
            throw new ResultsException("%s cannot be written: %s".formatted(file, FileProblem.of(problem)), problem);
        } catch (JdbiException problem) {
            throw SqliteProblem.of(file, problem);
        }
    }

    private static void refuseExisting(Path file) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new ResultsException(file + " exists already; remove it or name another file");
        }
    }

    /// The file needs no journal: an incomplete one is deleted.
    private static SQLiteDataSource source(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.OFF);
        config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath().toUri());
        return source;
    }
}
