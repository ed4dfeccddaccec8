package ctrsweep.serve;

import java.util.Optional;

/// The server's response to a browser.
///
/// @param status of HTTP
/// @param html empty if the browser has the page already
/// @param policy the Content-Security-Policy
/// @param tag the entity tag, in quotes
public record PageResponse(int status, String html, String policy, Optional<String> tag) {
    static final int NOT_MODIFIED = 304;

    public static PageResponse page(int status, String html, String policy) {
        return new PageResponse(status, html, policy, Optional.empty());
    }

    /// A page that the browser may ask for again.
    public static PageResponse state(String html, String policy, String tag) {
        return new PageResponse(200, html, policy, Optional.of(tag));
    }

    static PageResponse seeOther() {
        return new PageResponse(303, "", "default-src 'none'", Optional.empty());
    }

    public static PageResponse notModified(String tag) {
        return new PageResponse(NOT_MODIFIED, "", "default-src 'none'", Optional.of(tag));
    }
}
