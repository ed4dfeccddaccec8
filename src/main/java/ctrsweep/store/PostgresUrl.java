package ctrsweep.store;

import ctrsweep.sweep.DatabaseAddress;
import ctrsweep.sweep.ResultsException;
import ctrsweep.text.NearestName;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/// What a `postgresql://` URL says. The password may stand in it, in PGPASSWORD or in `~/.pgpass`, which the driver
/// reads; it is never part of a message.
///
/// @param server host and port, or several of them
/// @param properties parameters of the driver, with user and perhaps password
record PostgresUrl(DatabaseAddress.Server address, String server, String database, Properties properties) {
    private static final Pattern FORM =
            Pattern.compile("(?:(?<user>[^:@/?]*)(?::(?<password>[^?]*))?@)?(?<server>[^/?@]*)(?:/(?<database>[^/?]*))?"
                    + "(?:\\?(?<parameters>.*))?");

    private static final Pattern HOST = Pattern.compile("(\\[[^\\]]*\\]|[^:]+)(?::(\\d{1,5}))?");
    private static final int DEFAULT_PORT = 5432;

    private static final List<String> PARAMETERS =
            Arrays.stream(PGProperty.values()).map(PGProperty::getName).toList();

    /// @throws ResultsException when it is no such URL
    static PostgresUrl of(DatabaseAddress.Server address) {
        Matcher parts = FORM.matcher(address.url());
        if (!parts.matches()
                || parts.group("server").isEmpty()
                || group(parts, "database").isEmpty()) {
            throw new ResultsException(
                    address + " is not an address of PostgreSQL; one is postgresql://user@host:5432/database");
        }
        Properties properties = parameters(address, group(parts, "parameters").orElse(""));
        set(
                properties,
                PGProperty.USER,
                group(parts, "user").map(text -> decoded(address, text)).or(() -> environment("PGUSER")));
        set(
                properties,
                PGProperty.PASSWORD,
                group(parts, "password").map(text -> decoded(address, text)).or(() -> environment("PGPASSWORD")));
        return new PostgresUrl(
                address,
                parts.group("server"),
                decoded(address, group(parts, "database").orElseThrow()),
                properties);
    }

    private static Optional<String> group(Matcher parts, String name) {
        return Optional.ofNullable(parts.group(name)).filter(text -> !text.isEmpty());
    }

    private static Optional<String> environment(String variable) {
        return Optional.ofNullable(System.getenv(variable)).filter(text -> !text.isEmpty());
    }

    private static void set(Properties properties, PGProperty property, Optional<String> value) {
        value.filter(_ -> !property.isPresent(properties))
                .ifPresent(text -> properties.setProperty(property.getName(), text));
    }

    private static Properties parameters(DatabaseAddress.Server address, String query) {
        Properties properties = new Properties();
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            if (!name.isEmpty() && !PARAMETERS.contains(name)) {
                throw new ResultsException("%s: no parameter %s%s"
                        .formatted(
                                address,
                                name,
                                NearestName.near(name, PARAMETERS)
                                        .map(near -> "; did you mean " + near + "?")
                                        .orElse("; currentSchema, sslmode and sslrootcert are some")));
            }
            if (!name.isEmpty()) {
                properties.setProperty(name, decoded(address, parameter.substring(equals + 1)));
            }
        }
        return properties;
    }

    private static String decoded(DatabaseAddress.Server address, String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException problem) {
            throw new ResultsException(address + ": a % must be written %25", problem);
        }
    }

    /// Connects with the given parameters of the driver.
    DataSource source(Properties parameters) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        List<Matcher> hosts =
                Arrays.stream(server.split(",", -1)).map(HOST::matcher).toList();
        for (Matcher host : hosts) {
            if (!host.matches()) {
                throw new ResultsException("%s: %s is not a host with a port".formatted(address, server));
            }
        }
        source.setServerNames(hosts.stream().map(host -> host.group(1)).toArray(String[]::new));
        source.setPortNumbers(hosts.stream()
                .mapToInt(host -> host.group(2) == null ? DEFAULT_PORT : Integer.parseInt(host.group(2)))
                .toArray());
        source.setDatabaseName(database);
        try {
            for (String name : parameters.stringPropertyNames()) {
                source.setProperty(name, parameters.getProperty(name));
            }
        } catch (SQLException problem) {
            throw new ResultsException("%s: %s".formatted(address, SqliteProblem.firstLine(problem)), problem);
        }
        return source;
    }

    Optional<String> schema() {
        return Optional.ofNullable(PGProperty.CURRENT_SCHEMA.getOrDefault(properties))
                .filter(schema -> !schema.isEmpty());
    }
}
