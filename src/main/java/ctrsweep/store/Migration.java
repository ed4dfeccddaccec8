package ctrsweep.store;

import java.nio.file.Path;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// Runs Flyway, which no other class loads. All migrations run in one transaction: a process that dies leaves the
/// old schema.
final class Migration {
    private Migration() {}

    /// @param database with connections that do not enforce foreign keys, since creating a table anew would delete
    ///     rows that refer to it
    static void ofFile(Path file, DataSource database) {
        try {
            of(Dialect.SQLITE, database)
                    .javaMigrations(new V3__PointHashes())
                    .load()
                    .migrate();
        } catch (FlywayException problem) {
            throw SqliteProblem.of(file, problem);
        }
    }

    /// @param schema created if it is missing; empty for the connection's own
    static void ofServer(DataSource database, Optional<String> schema) {
        FluentConfiguration flyway = of(Dialect.POSTGRESQL, database);
        schema.ifPresent(flyway::defaultSchema);
        flyway.load().migrate();
    }

    private static FluentConfiguration of(Dialect dialect, DataSource database) {
        return Flyway.configure()
                .loggers("slf4j")
                .dataSource(database)
                .locations("classpath:" + dialect.folder())
                .group(true);
    }
}
