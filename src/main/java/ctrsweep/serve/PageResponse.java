package ctrsweep.serve;

import java.util.Optional;

/// The server's response.
///
/// @param status of HTTP
/// @param type of the text, as `Content-Type` says it
/// @param text empty if the browser has the page already
/// @param policy the Content-Security-Policy
/// @param tag the entity tag, in quotes
public record PageResponse(int status, String type, String text, String policy, Optional<String> tag) {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String NOTHING = "default-src 'none'";
    static final int NOT_MODIFIED = 304;

    public static PageResponse page(int status, String html, String policy) {
        return new PageResponse(status, HTML, html, policy, Optional.empty());
    }

    /// A page that the browser may ask for again.
    public static PageResponse state(String html, String policy, String tag) {
        return new PageResponse(200, HTML, html, policy, Optional.of(tag));
    }

    /// A table for programs.
    public static PageResponse table(String text, String type) {
        return new PageResponse(200, type, text, NOTHING, Optional.empty());
    }

    static PageResponse seeOther() {
        return new PageResponse(303, HTML, "", NOTHING, Optional.empty());
    }

    public static PageResponse notModified(String tag) {
        return new PageResponse(NOT_MODIFIED, HTML, "", NOTHING, Optional.of(tag));
    }
}
