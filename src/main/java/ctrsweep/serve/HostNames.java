package ctrsweep.serve;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Names by which a browser may ask for this server. A page from elsewhere can have its own name point to this machine
/// (DNS rebinding) and would then read what is served here; addresses in numbers, `localhost` and the name that the
/// server was given cannot be taken over so.
///
/// @param given the name or address that the server was told to listen at
record HostNames(String given) {
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-f:.]+]|[^:\\[\\]]+)(:\\d{1,5})?");
    private static final Pattern NUMBERS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[.*]");

    /// @param headers all `Host` headers of a request
    boolean allow(List<String> headers) {
        if (headers.size() != 1) {
            return false;
        }
        var host = HOST.matcher(headers.getFirst().strip().toLowerCase(Locale.ROOT));
        return host.matches() && isOurs(host.group(1));
    }

    private boolean isOurs(String name) {
        return name.equals("localhost")
                || name.equals(given.toLowerCase(Locale.ROOT))
                || NUMBERS.matcher(name).matches();
    }
}
