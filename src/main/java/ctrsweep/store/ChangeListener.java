package ctrsweep.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/// Counts the changes that other processes commit, of which PostgreSQL notifies a connection of its own. A lost
/// connection counts as a change.
///
/// @see PostgresDatabase which sends the notifications
final class ChangeListener implements AutoCloseable {
    private final DataSource source;
    private final String channel;
    private final String own;
    private Optional<Connection> connection = Optional.empty();
    private long changes;

    /// @param channel a name without quotes
    /// @param own the payload of this process's notifications
    ChangeListener(DataSource source, String channel, String own) {
        this.source = source;
        this.channel = channel;
        this.own = own;
    }

    synchronized long changes() {
        try {
            count(listening());
        } catch (SQLException lost) {
            close();
            changes++;
        }
        return changes;
    }

    private Connection listening() throws SQLException {
        if (connection.isEmpty()) {
            Connection opened = source.getConnection();
            connection = Optional.of(opened);
            changes++;
            execute(opened, "LISTEN \"" + channel + "\"");
        }
        return connection.get();
    }

    /// A statement without effect makes the server send what is due.
    private void count(Connection open) throws SQLException {
        execute(open, "SELECT 1");
        for (PGNotification notification : open.unwrap(PGConnection.class).getNotifications()) {
            if (!notification.getParameter().equals(own)) {
                changes++;
            }
        }
    }

    private static void execute(Connection open, String sql) throws SQLException {
        try (Statement statement = open.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public synchronized void close() {
        connection.ifPresent(open -> {
            try {
                open.close();
            } catch (SQLException gone) {
                // The server has closed it.
                return;
            }
        });
        connection = Optional.empty();
    }
}
