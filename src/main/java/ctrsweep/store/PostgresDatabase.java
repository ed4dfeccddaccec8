package ctrsweep.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import ctrsweep.files.Sha256;
import ctrsweep.sweep.DatabaseAddress;
import ctrsweep.sweep.ResultsException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.postgresql.PGProperty;

/// A database on a PostgreSQL server. Threads share a few connections; each runs its transactions beside the
/// others'.
///
/// Transactions that write hold an advisory lock of the schema: shared for what happens to one trial, whose row
/// they lock, and exclusive for what changes whole sweeps.
///
/// A lost connection is waited for, see [Patience], and the work runs again. If it was lost during a commit, the
/// server is asked whether the transaction was committed.
final class PostgresDatabase extends Database {
    private static final int CONNECTIONS = 4;
    private static final int CONFLICTS = 20;
    private static final Duration CONNECTING = Duration.ofSeconds(10);

    /// Longer than any statement of a launch takes; a network that fell silent is noticed by it.
    private static final Duration SILENCE = Duration.ofMinutes(5);

    private static final String SHARED = "pg_advisory_xact_lock_shared";
    private static final String EXCLUSIVE = "pg_advisory_xact_lock";

    private final PostgresUrl url;
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final Patience patience;
    private final ChangeListener listener;
    private final String channel;
    private final String self = UUID.randomUUID().toString();
    private final ThreadLocal<Boolean> working = ThreadLocal.withInitial(() -> false);

    private PostgresDatabase(
            PostgresUrl url, DataSource source, String schema, boolean reading, Consumer<String> told) {
        this.url = url;
        this.pool = pool(source, reading);
        this.jdbi = Dialect.POSTGRESQL.on(Jdbi.create(pool));
        this.patience = new Patience(told);
        this.channel = "ctrsweep_" + Sha256.of(schema).substring(0, 16);
        this.listener = new ChangeListener(source, channel, self);
    }

    static Database forWriting(DatabaseAddress.Server address, Consumer<String> told) {
        PostgresUrl url = PostgresUrl.of(address);
        DataSource source = source(url, SILENCE);
        prepare(url, source);
        String schema = requireCurrent(url, source);
        refuseReadOnly(url, source);
        return new PostgresDatabase(url, source, schema, false, told);
    }

    static Database forReading(DatabaseAddress.Server address, Consumer<String> told) {
        PostgresUrl url = PostgresUrl.of(address);
        DataSource source = source(url, Duration.ZERO);
        return new PostgresDatabase(url, source, requireCurrent(url, source), true, told);
    }

    static boolean exists(DatabaseAddress.Server address) {
        PostgresUrl url = PostgresUrl.of(address);
        return look(url, source(url, Duration.ZERO), SchemaVersion::of) != SchemaVersion.EMPTY;
    }

    private static DataSource source(PostgresUrl url, Duration silence) {
        Properties properties = url.properties();
        PGProperty.STRING_TYPE.set(properties, "unspecified");
        setDefault(properties, PGProperty.APPLICATION_NAME, "ctrsweep");
        setDefault(properties, PGProperty.TCP_KEEP_ALIVE, "true");
        setDefault(properties, PGProperty.CONNECT_TIMEOUT, Long.toString(CONNECTING.toSeconds()));
        setDefault(properties, PGProperty.SOCKET_TIMEOUT, Long.toString(silence.toSeconds()));
        setDefault(properties, PGProperty.DEFAULT_ROW_FETCH_SIZE, "1000");
        setDefault(properties, PGProperty.OPTIONS, "-c TimeZone=UTC");
        if (url.server().contains(",")) {
            setDefault(properties, PGProperty.TARGET_SERVER_TYPE, "primary");
        }
        return url.source(properties);
    }

    private static void setDefault(Properties properties, PGProperty property, String value) {
        properties.putIfAbsent(property.getName(), value);
    }

    private static HikariDataSource pool(DataSource source, boolean reading) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setIdleTimeout(Duration.ofSeconds(60).toMillis());
        config.setConnectionTimeout(CONNECTING.toMillis());
        config.setInitializationFailTimeout(-1);
        config.setReadOnly(reading);
        return new HikariDataSource(config);
    }

    /// Creates or migrates the schema if it is not current. Processes that start at the same time wait for the first.
    private static void prepare(PostgresUrl url, DataSource source) {
        if (isOld(look(url, source, SchemaVersion::of))) {
            look(url, source, handle -> {
                handle.execute("SELECT pg_advisory_lock(hashtext('ctrsweep migration'))");
                if (isOld(look(url, source, SchemaVersion::of))) {
                    migrate(url, source);
                }
                return handle;
            });
        }
    }

    private static boolean isOld(SchemaVersion version) {
        return version == SchemaVersion.EMPTY || version == SchemaVersion.BEHIND;
    }

    private static void migrate(PostgresUrl url, DataSource source) {
        try {
            Migration.ofServer(source, url.schema());
        } catch (FlywayException problem) {
            throw PostgresProblem.of(url, problem);
        }
    }

    /// @return the schema's name
    private static String requireCurrent(PostgresUrl url, DataSource source) {
        return look(url, source, handle -> {
            String schema = Optional.ofNullable(handle.select("SELECT current_schema()")
                            .mapTo(String.class)
                            .one())
                    .or(url::schema)
                    .orElse("public");
            return switch (SchemaVersion.of(handle)) {
                case EMPTY ->
                    throw new ResultsException(
                            "%s has no sweeps: schema %s is empty; launch a sweep first: ./sweep launch sweeps/quickstart.yaml"
                                    .formatted(url.address(), schema));
                case FOREIGN ->
                    throw new ResultsException(
                            "%s: schema %s has tables of another program; ?currentSchema=NAME names one for ctrsweep"
                                    .formatted(url.address(), schema));
                case AHEAD ->
                    throw new ResultsException("%s was written by a newer ctrsweep: its schema is beyond version %d"
                            .formatted(url.address(), SchemaVersion.VERSION));
                case BEHIND -> {
                    // Views of an older version are for people only.
                    if (SchemaVersion.version(handle) < SchemaVersion.VERSION) {
                        throw new ResultsException(
                                "%s was written by an older ctrsweep; a launch by the owner of its tables migrates it"
                                        .formatted(url.address()));
                    }
                    yield schema;
                }
                case CURRENT -> schema;
            };
        });
    }

    private static void refuseReadOnly(PostgresUrl url, DataSource source) {
        look(url, source, handle -> handle.execute("DELETE FROM trial WHERE FALSE"));
    }

    /// Looks at a database that was not opened yet: a server that cannot be reached is reported at once.
    private static <T> T look(PostgresUrl url, DataSource source, Function<Handle, T> work) {
        try (Connection connection = source.getConnection()) {
            return Dialect.POSTGRESQL.on(Jdbi.create(connection)).withHandle(work::apply);
        } catch (SQLException | JdbiException problem) {
            throw PostgresProblem.of(url, problem);
        }
    }

    @Override
    public String place() {
        return url.address().toString();
    }

    @Override
    public boolean isWritable() {
        return use(handle -> handle.select("""
                        SELECT NOT pg_is_in_recovery()
                               AND bool_and(has_table_privilege(place, 'INSERT') AND has_table_privilege(place, 'UPDATE')
                                            AND has_table_privilege(place, 'DELETE'))
                          FROM (SELECT format('%I.%I', schemaname, tablename) AS place
                                  FROM pg_catalog.pg_tables
                                 WHERE schemaname = current_schema() AND tablename IN ('sweep', 'trial', 'epoch')) AS ours""").mapTo(Boolean.class).one());
    }

    @Override
    Dialect dialect() {
        return Dialect.POSTGRESQL;
    }

    @Override
    DatabaseClock clock() {
        return PostgresDatabase::now;
    }

    private static Instant now(Handle handle) {
        return handle.select("SELECT clock_timestamp()")
                .mapTo(OffsetDateTime.class)
                .one()
                .toInstant()
                .truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    <T> T transact(Function<Handle, T> work) {
        return write(EXCLUSIVE, work);
    }

    @Override
    <T> T record(Function<Handle, T> work) {
        return write(SHARED, work);
    }

    private <T> T write(String lock, Function<Handle, T> work) {
        return patiently(() -> jdbi.withHandle(handle -> commit(handle, lock, work)));
    }

    private <T> T commit(Handle handle, String lock, Function<Handle, T> work) {
        handle.begin();
        String transaction;
        T result;
        try {
            transaction = handle.select(
                            "SELECT CAST(pg_current_xact_id() AS text), pg_notify(?, ?), %s(hashtext(?))"
                                    .formatted(lock),
                            channel,
                            self,
                            channel)
                    .map((row, _) -> row.getString(1))
                    .one();
            result = work.apply(handle);
        } catch (Throwable problem) {
            rollBack(handle, problem);
            throw problem;
        }
        try {
            handle.commit();
        } catch (JdbiException problem) {
            if (PostgresProblem.isLoss(problem)) {
                throw new UncertainCommit(transaction, problem, result);
            }
            throw problem;
        }
        return result;
    }

    private static void rollBack(Handle handle, Throwable problem) {
        try {
            handle.rollback();
        } catch (JdbiException alsoLost) {
            problem.addSuppressed(alsoLost);
        }
    }

    /// The connection was lost during a commit, so that the transaction may have been committed.
    private static final class UncertainCommit extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String transaction;
        private final transient Object result;

        UncertainCommit(String transaction, Throwable cause, Object result) {
            super(cause);
            this.transaction = transaction;
            this.result = result;
        }
    }

    /// Runs the work, again and again while the server is lost. Within other work it runs once, as part of that.
    private <T> T patiently(Supplier<T> work) {
        if (working.get()) {
            return work.get();
        }
        working.set(true);
        try {
            return again(work);
        } finally {
            working.remove();
        }
    }

    @SuppressWarnings("unchecked")
    private <T> T again(Supplier<T> work) {
        Optional<UncertainCommit> uncertain = Optional.empty();
        int conflicts = 0;
        for (int attempts = 1; ; attempts++) {
            try {
                if (uncertain.isPresent() && isCommitted(uncertain.get().transaction)) {
                    patience.isBack();
                    return (T) uncertain.get().result;
                }
                uncertain = Optional.empty();
                T result = work.get();
                patience.isBack();
                return result;
            } catch (UncertainCommit problem) {
                uncertain = Optional.of(problem);
                waitAfter(problem, attempts);
            } catch (JdbiException problem) {
                if (PostgresProblem.isConflict(problem) && conflicts < CONFLICTS) {
                    conflicts++;
                } else {
                    waitAfter(problem, attempts);
                }
            }
        }
    }

    private void waitAfter(RuntimeException problem, int attempts) {
        ResultsException told = PostgresProblem.of(url, problem);
        if (!PostgresProblem.isLoss(problem) || !patience.permits(String.valueOf(told.getMessage()), attempts)) {
            throw told;
        }
    }

    /// A transaction of a connection that was lost ends soon; its locks are released then.
    private boolean isCommitted(String transaction) {
        while (true) {
            String status =
                    jdbi.withHandle(handle -> handle.select("SELECT pg_xact_status(CAST(? AS xid8))", transaction)
                            .mapTo(String.class)
                            .findOne()
                            .orElse("aborted"));
            if (!status.equals("in progress")) {
                return status.equals("committed");
            }
            if (!patience.permits(place() + ": a commit is under way", 1)) {
                throw new ResultsException(place() + ": a commit did not end");
            }
        }
    }

    @Override
    <T> T use(Function<Handle, T> work) {
        return patiently(() -> jdbi.withHandle(work::apply));
    }

    /// One transaction, because the driver reads rows piece by piece only in one.
    @Override
    <T> T stream(Function<Handle, T> work) {
        return snapshot(work);
    }

    /// Waits for a lost server before the work, but runs it only once.
    @Override
    <T> T snapshot(Function<Handle, T> work) {
        if (working.get()) {
            return jdbi.withHandle(work::apply);
        }
        use(handle -> handle.execute("SELECT 1"));
        working.set(true);
        try {
            return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, work::apply);
        } catch (JdbiException problem) {
            throw PostgresProblem.of(url, problem);
        } finally {
            working.remove();
        }
    }

    @Override
    long version() {
        return listener.changes();
    }

    /// Lets the server use the space of deleted rows again.
    Upkeep.Compacted compact() {
        long before = bytes();
        for (String table : tables()) {
            use(handle -> handle.execute("VACUUM (ANALYZE) \"" + table + "\""));
        }
        return new Upkeep.Compacted(before, bytes());
    }

    private List<String> tables() {
        return use(handle ->
                handle.select(Dialect.POSTGRESQL.tables()).mapTo(String.class).list());
    }

    private long bytes() {
        return use(handle -> handle.select("""
                        SELECT coalesce(sum(pg_total_relation_size(oid)), 0) FROM pg_catalog.pg_class
                         WHERE relkind = 'r' AND relnamespace = CAST(current_schema() AS regnamespace)""").mapTo(Long.class).one());
    }

    @Override
    public void close() {
        listener.close();
        pool.close();
    }
}
