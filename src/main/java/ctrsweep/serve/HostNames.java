package ctrsweep.serve;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The host names under which a browser may reach this server: IP addresses, `localhost`, and names that the user
/// gave. Any other name may belong to a stranger who points it at this machine to read its pages (DNS rebinding).
///
/// @param given by the user, in lower case
record HostNames(Set<String> given) {
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-f:.]+]|[^:\\[\\]]+)(:\\d{1,5})?");
    private static final Pattern IP_ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[.*]");

    static HostNames of(Access access) {
        return new HostNames(Stream.concat(Stream.of(access.host()), access.otherHosts().stream())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet()));
    }

    /// Says why a request is refused; empty if it is not.
    ///
    /// @param headers all `Host` headers of the request
    Optional<String> refusal(List<String> headers) {
        if (headers.size() != 1) {
            return Optional.of("The request has %d Host headers instead of one.".formatted(headers.size()));
        }
        var host = HOST.matcher(headers.getFirst().strip().toLowerCase(Locale.ROOT));
        if (!host.matches()) {
            return Optional.of("'%s' is not a host name.".formatted(headers.getFirst()));
        }
        String name = host.group(1);
        return isAllowed(name)
                ? Optional.empty()
                : Optional.of(("Host '%1$s' is not allowed; open the address that the server printed, use localhost, "
                                + "or start it with --allow-host %1$s.")
                        .formatted(name));
    }

    private boolean isAllowed(String name) {
        return name.equals("localhost")
                || given.contains(name)
                || IP_ADDRESS.matcher(name).matches();
    }
}
