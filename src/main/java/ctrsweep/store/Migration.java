package ctrsweep.store;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// The only place that loads Flyway, on connections that do not enforce foreign keys: a table that is made anew would
/// take the rows of others with it. All that is to be done is done in one transaction: a process that dies in between
/// leaves the schema as it was.
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
