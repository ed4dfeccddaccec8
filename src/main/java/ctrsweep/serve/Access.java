package ctrsweep.serve;

import java.util.List;
import java.util.Optional;

/// Who may read a server's pages, and under which address.
///
/// @param host the name or address that the server listens on, as the user wrote it
/// @param otherHosts further names under which a browser may reach it, as that of a proxy
/// @param token which a reader must know; empty if everyone who reaches the server may read
/// @param base the path below which the pages lie
public record Access(String host, List<String> otherHosts, Optional<AccessToken> token, BasePath base) {
    public Access {
        otherHosts = List.copyOf(otherHosts);
    }

    /// Access without a token, at `/`.
    public static Access open(String host) {
        return new Access(host, List.of(), Optional.empty(), BasePath.NONE);
    }
}
