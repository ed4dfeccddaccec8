package ctrsweep.store;

import ctrsweep.json.Json;
import ctrsweep.space.Value;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.config.JdbiConfig;

/// The SQL that differs between the two databases; all other SQL is common.
enum Dialect {
    SQLITE {
        @Override
        String folder() {
            return "db/migration/sqlite";
        }

        @Override
        List<String> scripts() {
            return List.of(
                    "V1__results.sql",
                    "V2__points_and_sizes.sql",
                    "ctrsweep.store.V3__PointHashes",
                    "V4__plans.sql",
                    "V5__identity.sql",
                    "V6__generations.sql",
                    "V7__workers.sql",
                    "V8__objectives.sql",
                    "V9__outputs.sql",
                    "V10__labels.sql",
                    "R__leaderboard.sql");
        }

        @Override
        String tables() {
            return "SELECT name FROM sqlite_schema WHERE type = 'table'";
        }

        @Override
        List<String> afterExplicitIds() {
            return List.of();
        }

        @Override
        String objects() {
            return """
                    SELECT type, name, tbl_name FROM sqlite_schema
                     WHERE type IN ('table', 'view', 'trigger') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
                     ORDER BY type, name""";
        }

        @Override
        String lockingFreeRows() {
            return "";
        }

        @Override
        String secondsBetween(String from, String to) {
            return "max(0, %s - %s) / 1000.0".formatted(to, from);
        }

        @Override
        String numbers(String list) {
            return "SELECT value FROM json_each(" + list + ")";
        }

        @Override
        String texts(String list) {
            return numbers(list);
        }

        @Override
        String measured() {
            return "coalesce(value, non_finite)";
        }

        @Override
        String infinity() {
            return "9e999";
        }

        @Override
        String like(String text, String pattern) {
            return text + " LIKE " + pattern;
        }

        @Override
        String numberOf(String json) {
            return "CASE WHEN json_type(%1$s) IN ('integer', 'real') THEN CAST(%1$s ->> '$' AS REAL) END"
                    .formatted(json);
        }

        @Override
        String textOf(String json) {
            return "CASE json_type(%1$s) WHEN 'text' THEN %1$s ->> '$' END".formatted(json);
        }

        @Override
        String equalJson(String json, String other) {
            return "json(%s) = json(%s)".formatted(json, other);
        }

        @Override
        Object time(Instant time) {
            return time.toEpochMilli();
        }
    },

    POSTGRESQL {
        @Override
        String folder() {
            return "db/migration/postgresql";
        }

        @Override
        List<String> scripts() {
            return List.of(
                    "V6__results.sql",
                    "V7__workers.sql",
                    "V8__objectives.sql",
                    "V9__outputs.sql",
                    "V10__labels.sql",
                    "R__leaderboard.sql");
        }

        @Override
        String tables() {
            return "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = current_schema()";
        }

        @Override
        List<String> afterExplicitIds() {
            return Stream.of("sweep", "sweep_revision", "trial", "metric")
                    .map(
                            "SELECT setval(pg_get_serial_sequence('%1$s', 'id'), greatest(max(id), 1)) FROM %1$s"
                                    ::formatted)
                    .toList();
        }

        @Override
        String objects() {
            return """
                    SELECT 'table' AS type, tablename AS name, tablename AS tbl_name
                      FROM pg_catalog.pg_tables WHERE schemaname = current_schema()
                     UNION ALL
                    SELECT 'view', viewname, viewname FROM pg_catalog.pg_views WHERE schemaname = current_schema()
                     UNION ALL
                    SELECT 'trigger', tgname, relname
                      FROM pg_catalog.pg_trigger JOIN pg_catalog.pg_class ON pg_class.oid = tgrelid
                     WHERE NOT tgisinternal AND relnamespace = CAST(current_schema() AS regnamespace)
                     ORDER BY type, name""";
        }

        @Override
        String lockingFreeRows() {
            return "FOR UPDATE SKIP LOCKED";
        }

        @Override
        String secondsBetween(String from, String to) {
            return "greatest(0, CAST(extract(epoch FROM %s - %s) AS double precision))".formatted(to, from);
        }

        @Override
        String numbers(String list) {
            return "SELECT CAST(value AS bigint) FROM json_array_elements_text(CAST(" + list + " AS json))";
        }

        @Override
        String texts(String list) {
            return "SELECT value FROM json_array_elements_text(CAST(" + list + " AS json))";
        }

        @Override
        String measured() {
            return "coalesce(value, CAST(non_finite AS double precision))";
        }

        @Override
        String infinity() {
            return "CAST('inf' AS double precision)";
        }

        /// Without an escape character, as in SQLite; with the collation C only ASCII letters are equal in both
        /// cases.
        @Override
        String like(String text, String pattern) {
            return "%s ILIKE %s ESCAPE ''".formatted(text, pattern);
        }

        @Override
        String numberOf(String json) {
            return "CASE json_typeof(%1$s) WHEN 'number' THEN CAST(%1$s #>> '{}' AS double precision) END"
                    .formatted(json);
        }

        @Override
        String textOf(String json) {
            return "CASE json_typeof(%1$s) WHEN 'string' THEN %1$s #>> '{}' END COLLATE \"C\"".formatted(json);
        }

        @Override
        String equalJson(String json, String other) {
            return "CAST(%s AS jsonb) = CAST(%s AS jsonb)".formatted(json, other);
        }

        @Override
        Object time(Instant time) {
            return time.atOffset(ZoneOffset.UTC);
        }
    };

    /// The folder of the migrations among the resources.
    abstract String folder();

    /// Migrations in the order in which they run: files of the folder, and one class.
    abstract List<String> scripts();

    /// Selects the names of the tables in the database or its schema.
    abstract String tables();

    /// What makes ids of further rows follow those that were inserted with their ids.
    abstract List<String> afterExplicitIds();

    /// Selects type, name and table of the tables, views and triggers.
    abstract String objects();

    /// What locks the rows that a query finds and leaves out those that another transaction has locked; empty where
    /// transactions that write run one after the other.
    abstract String lockingFreeRows();

    /// The seconds from one time to another, at least 0.
    abstract String secondsBetween(String from, String to);

    /// Selects the whole numbers of a JSON list.
    abstract String numbers(String list);

    /// Selects the texts of a JSON list.
    abstract String texts(String list);

    /// The column `value`, or else `non_finite` in any form that tells which it is.
    abstract String measured();

    abstract String infinity();

    /// Compares ASCII letters without their case.
    abstract String like(String text, String pattern);

    /// A JSON value as a real number; NULL where it is none.
    abstract String numberOf(String json);

    /// A JSON value as text; NULL where it is none.
    abstract String textOf(String json);

    abstract String equalJson(String json, String other);

    /// A time as the driver takes it.
    abstract Object time(Instant time);

    static Dialect of(Handle handle) {
        return handle.getConfig(Chosen.class).dialect;
    }

    /// Makes statements take times as this database stores them.
    Jdbi on(Jdbi jdbi) {
        jdbi.getConfig(Chosen.class).dialect = this;
        jdbi.registerArgument(new TimeArgument());
        return jdbi;
    }

    static String list(Collection<Long> numbers) {
        return Json.write(Value.Items.of(numbers, Value.Int::new));
    }

    private final class TimeArgument extends AbstractArgumentFactory<Instant> {
        TimeArgument() {
            super(java.sql.Types.OTHER);
        }

        @Override
        protected Argument build(Instant value, ConfigRegistry config) {
            return (position, statement, context) -> statement.setObject(position, time(value));
        }
    }

    /// The dialect of a handle. Jdbi creates it by its public constructor.
    public static final class Chosen implements JdbiConfig<Chosen> {
        private Dialect dialect = SQLITE;

        public Chosen() {}

        private Chosen(Dialect dialect) {
            this.dialect = dialect;
        }

        @Override
        public Chosen createCopy() {
            return new Chosen(dialect);
        }
    }
}
