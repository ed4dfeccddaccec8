package ctrsweep.store;

import ctrsweep.sweep.ResultsException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.postgresql.util.PSQLException;

/// Turns exceptions of PostgreSQL into messages that name the database.
final class PostgresProblem {
    private PostgresProblem() {}

    /// Whether the server was lost, is restarting or takes no writes any more: it may be back soon.
    static boolean isLoss(Throwable problem) {
        return sql(problem)
                .map(SQLException::getSQLState)
                .map(state -> state.startsWith("08")
                        || state.startsWith("57P0")
                        || state.equals("53300")
                        || state.equals("25006"))
                .orElse(false);
    }

    /// Whether the transaction has no effect and may be run again at once.
    static boolean isConflict(Throwable problem) {
        return sql(problem)
                .map(SQLException::getSQLState)
                .map(state -> state.equals("40001") || state.equals("40P01"))
                .orElse(false);
    }

    /// The driver's own exception if there is one, which tells more than a pool's.
    private static Optional<SQLException> sql(Throwable problem) {
        Optional<SQLException> found = find(problem, PSQLException.class).map(SQLException.class::cast);
        return found.or(() -> find(problem, SQLException.class)).filter(sql -> sql.getSQLState() != null);
    }

    private static <T extends Throwable> Optional<T> find(Throwable problem, Class<T> kind) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return Optional.of(kind.cast(cause));
            }
        }
        return Optional.empty();
    }

    static ResultsException of(PostgresUrl url, Throwable problem) {
        return new ResultsException(describe(url, problem), problem);
    }

    private static String describe(PostgresUrl url, Throwable problem) {
        String place = url.address().toString();
        Optional<SQLException> sql = sql(problem);
        if (sql.isEmpty()) {
            return place + ": "
                    + SqliteProblem.firstLine(find(problem, SQLException.class)
                            .map(Throwable.class::cast)
                            .orElse(problem));
        }
        String said = SqliteProblem.firstLine(sql.get()).replaceFirst("^(FATAL|ERROR): ", "");
        if (find(problem, UnknownHostException.class).isPresent()) {
            return "%s: there is no host %s".formatted(place, url.server());
        }
        if (find(problem, ConnectException.class).isPresent()) {
            return "%s: nothing answers at %s".formatted(place, url.server());
        }
        if (find(problem, SSLException.class).isPresent()) {
            return "%s: no TLS connection: %s".formatted(place, said);
        }
        String state = sql.get().getSQLState();
        return switch (state) {
            case "28P01", "28000" ->
                "%s refuses the user: %s; the password comes from PGPASSWORD, ~/.pgpass or the URL"
                        .formatted(place, said);
            case "3D000" -> "%s: %s; CREATE DATABASE makes it".formatted(place, said);
            case "42501" -> "%s: a right is missing: %s; db/README.md has the GRANTs".formatted(place, said);
            case "25006" -> "%s is read-only: %s".formatted(place, said);
            case "53100" -> place + " cannot grow: the server's disk is full";
            case "53300" -> "%s: too many connections: %s".formatted(place, said);
            case "08004" -> "%s: connection rejected: %s".formatted(place, said);
            case "57P01", "57P02", "57P03" -> "%s is not available: %s".formatted(place, said);
            default -> {
                if (state.startsWith("08")) {
                    yield "%s: no connection: %s".formatted(place, said);
                }
                if (state.startsWith("23")) {
                    yield "%s refused a row that breaks a rule of its schema (%s)".formatted(place, said);
                }
                yield "%s: %s".formatted(place, said);
            }
        };
    }
}
