package ctrsweep.sweep;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The place of a results database.
public sealed interface DatabaseAddress {
    Pattern SERVER = Pattern.compile("(?:jdbc:)?postgres(?:ql)?://(.*)", Pattern.DOTALL);

    /// Reads a path or a URL. Nothing is checked before the database is opened.
    static DatabaseAddress of(String text) {
        Matcher server = SERVER.matcher(text);
        return server.matches() ? new Server(server.group(1)) : new File(Path.of(text));
    }

    /// A SQLite file.
    record File(Path path) implements DatabaseAddress {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /// A PostgreSQL database.
    ///
    /// @param url what follows `postgresql://`, perhaps with a password; [#toString] leaves out the password and
    ///     all parameters but the schema
    record Server(String url) implements DatabaseAddress {
        private static final Pattern PASSWORD = Pattern.compile("^([^:@/?]*):.*@", Pattern.DOTALL);
        private static final Pattern SCHEMA = Pattern.compile("[?&](currentSchema=[^&]*)");

        @Override
        public String toString() {
            int parameters = url.indexOf('?');
            String place = parameters < 0 ? url : url.substring(0, parameters);
            Matcher schema = SCHEMA.matcher(url);
            return "postgresql://" + PASSWORD.matcher(place).replaceFirst("$1@")
                    + (schema.find() ? "?" + schema.group(1) : "");
        }
    }
}
