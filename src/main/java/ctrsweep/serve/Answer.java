package ctrsweep.serve;

import java.util.Optional;

/// What a browser gets.
///
/// @param status of HTTP
/// @param html empty where the browser has it already
/// @param policy what the page may fetch and run
/// @param tag tells this state of the page from others, in quotes
public record Answer(int status, String html, String policy, Optional<String> tag) {
    static final int NOT_MODIFIED = 304;

    public static Answer page(int status, String html, String policy) {
        return new Answer(status, html, policy, Optional.empty());
    }

    /// A page that may change.
    public static Answer state(String html, String policy, String tag) {
        return new Answer(200, html, policy, Optional.of(tag));
    }

    /// The browser has the page as it is.
    public static Answer notModified(String tag) {
        return new Answer(NOT_MODIFIED, "", "default-src 'none'", Optional.of(tag));
    }
}
