package ctrsweep.store;

import ctrsweep.sweep.ResultsException;
import java.nio.file.Path;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Turns SQLite's exceptions into messages that name the database's file.
final class SqliteProblem {
    private SqliteProblem() {}

    /// Explains an exception in terms of the file. The SQLite exception among its causes decides.
    static ResultsException of(Path file, Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                return new ResultsException(describe(file, sqlite), problem);
            }
        }
        return new ResultsException(file + ": " + firstLine(problem), problem);
    }

    private static String describe(Path file, SQLiteException problem) {
        SQLiteErrorCode primary = SQLiteErrorCode.getErrorCode(problem.getResultCode().code & 0xff);
        return switch (primary) {
            case SQLITE_NOTADB -> file + " is not a SQLite database";
            case SQLITE_READONLY -> file + " cannot be written: it or its folder is read-only";
            case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
                file + " cannot be opened: this user needs access to the file and its folder";
            case SQLITE_BUSY, SQLITE_LOCKED -> file + " is locked by another program";
            case SQLITE_FULL -> file + " cannot grow: the disk is full";
            case SQLITE_CONSTRAINT ->
                file + " refused a row that breaks a rule of its schema (" + firstLine(problem)
                        + "); another program or a trigger may have changed it: ./sweep db check tells";
            case SQLITE_CORRUPT -> file + " is damaged: " + firstLine(problem);
            default -> file + ": " + firstLine(problem);
        };
    }

    static String firstLine(Throwable problem) {
        String message = problem.getMessage();
        if (message == null) {
            return problem.getClass().getSimpleName();
        }
        return message.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    }
}
