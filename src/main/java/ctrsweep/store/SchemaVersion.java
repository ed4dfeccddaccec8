package ctrsweep.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jdbi.v3.core.Handle;

/// How the schema of a database file relates to this program's migrations.
enum SchemaVersion {
    /// The database has no table.
    EMPTY,
    /// Another program made the database.
    FOREIGN,
    /// A migration of this program has not run yet.
    BEHIND,
    CURRENT,
    /// A newer version of this program wrote the database.
    AHEAD;

    private static final String HISTORY = "flyway_schema_history";
    private static final Pattern CREATED = Pattern.compile(
            "(?im)^\\s*CREATE\\s+(?:UNIQUE\\s+)?(?:TABLE|VIEW|TRIGGER|INDEX)\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?(\\w+)"
                    + "|^ALTER\\s+TABLE\\s+\\w+\\s+RENAME\\s+TO\\s+(\\w+)");

    static final int VERSION = 10;

    /// Reads Flyway's record of the migrations that ran and their checksums, so that Flyway is loaded only when
    /// a migration is pending.
    static SchemaVersion of(Handle database) {
        Dialect dialect = Dialect.of(database);
        List<String> tables =
                database.select(dialect.tables()).mapTo(String.class).list();
        if (tables.isEmpty()) {
            return EMPTY;
        }
        return tables.contains(HISTORY) ? of(dialect, history(database)) : FOREIGN;
    }

    /// The names of the tables, views, triggers and indexes that the migrations create.
    static Set<String> created(Dialect dialect) {
        return Stream.concat(
                        dialect.scripts().stream()
                                .filter(script -> script.endsWith(".sql"))
                                .flatMap(script ->
                                        CREATED.matcher(text(dialect, script)).results())
                                .map(statement -> Objects.requireNonNullElse(statement.group(1), statement.group(2))
                                        .toLowerCase(Locale.ROOT)),
                        Stream.of(HISTORY))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String text(Dialect dialect, String script) {
        try (InputStream resource = resource(dialect, script)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static InputStream resource(Dialect dialect, String script) {
        String name = "/%s/%s".formatted(dialect.folder(), script);
        return Objects.requireNonNull(SchemaVersion.class.getResourceAsStream(name), name);
    }

    /// The version that a database has, 0 for an empty one.
    static int version(Handle database) {
        return of(database) == EMPTY
                ? 0
                : history(database).stream().mapToInt(Ran::version).max().orElse(0);
    }

    private static SchemaVersion of(Dialect dialect, List<Ran> history) {
        if (history.stream().anyMatch(ran -> ran.isForeign(dialect))) {
            return FOREIGN;
        }
        if (history.stream().anyMatch(ran -> ran.version > VERSION)) {
            return AHEAD;
        }
        Map<String, Integer> latest = new HashMap<>();
        history.forEach(ran -> latest.put(ran.script, ran.checksum));
        boolean complete = dialect.scripts().stream()
                .allMatch(script -> Objects.equals(latest.get(script), checksum(dialect, script)));
        return complete ? CURRENT : BEHIND;
    }

    /// @param version 0 for a repeatable script
    private record Ran(int version, String script, int checksum) {
        boolean isForeign(Dialect dialect) {
            return version > 0 && version <= VERSION && !dialect.scripts().contains(script);
        }
    }

    private static List<Ran> history(Handle database) {
        return database.select("""
                        SELECT CAST(coalesce(version, '0') AS INTEGER), script, coalesce(checksum, 0)
                          FROM flyway_schema_history WHERE success ORDER BY installed_rank
                        """)
                .map((row, context) -> new Ran(row.getInt(1), row.getString(2), row.getInt(3)))
                .list();
    }

    /// Flyway's checksum: CRC-32 of a file's lines without their ends; a class has its own.
    static int checksum(Dialect dialect, String script) {
        if (!script.endsWith(".sql")) {
            return V3__PointHashes.CHECKSUM;
        }
        CRC32 crc = new CRC32();
        try (InputStream resource = resource(dialect, script);
                BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            lines.lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        return (int) crc.getValue();
    }
}
