package ctrsweep.store;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// Runs Flyway, which no other class loads. Its connections do not enforce foreign keys, since creating a table
/// anew would delete rows that refer to it. All migrations run in one transaction: a process that dies leaves
/// the old schema.
final class Migration {
    private Migration() {}

    static void run(Path file, DataSource database) {
        try {
            Flyway.configure()
                    .loggers("slf4j")
                    .dataSource(database)
                    .locations("classpath:db/migration")
                    .javaMigrations(new V3__PointHashes())
                    .group(true)
                    .load()
                    .migrate();
        } catch (FlywayException problem) {
            throw SqliteProblem.of(file, problem);
        }
    }
}
