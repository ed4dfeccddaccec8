package ctrsweep.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Lets those in who know the token: programs send it as `Authorization: Bearer TOKEN`, browsers post it once and
/// then send a cookie. A browser may post it to the address of any page, and is then sent to that page.
///
/// @param cookie the name of the cookie, which differs between servers on one host, since cookies are shared by
///     ports
record Login(AccessToken token, String cookie, BasePath base) {
    /// Bytes of a form with a token: three for each character, and the field's name.
    private static final int LONGEST_FORM = 1024;

    private static final String BEARER = "bearer ";
    private static final String FIELD = "token=";

    boolean isKnown(Headers headers) {
        return only(headers, "Authorization")
                        .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
                        .map(value -> value.substring(BEARER.length()).strip())
                        .filter(token::isSecret)
                        .isPresent()
                || headers.getOrDefault("Cookie", List.of()).stream()
                        .flatMap(line -> Stream.of(line.split(";")))
                        .map(String::strip)
                        .filter(pair -> pair.startsWith(cookie + "="))
                        .anyMatch(pair -> token.isSession(pair.substring(cookie.length() + 1)));
    }

    /// Whether a form was sent by a page of another site, which could log its reader in unnoticed. Browsers say in
    /// `Sec-Fetch-Site` or `Origin` where a form comes from; programs send neither.
    static boolean isOfAnotherSite(Headers headers) {
        List<String> site = headers.getOrDefault("Sec-Fetch-Site", List.of());
        if (!site.isEmpty()) {
            return !Set.of("same-origin", "none").containsAll(site);
        }
        return !headers.getOrDefault("Origin", List.of()).stream()
                .allMatch(origin -> only(headers, "Host").equals(authority(origin)));
    }

    private static Optional<String> authority(String origin) {
        try {
            return Optional.ofNullable(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// The token in the form that the browser sends; empty if there is none.
    static Optional<String> posted(HttpExchange exchange) throws IOException {
        byte[] form = exchange.getRequestBody().readNBytes(LONGEST_FORM + 1);
        if (form.length > LONGEST_FORM) {
            return Optional.empty();
        }
        try {
            return Stream.of(new String(form, StandardCharsets.ISO_8859_1).split("&"))
                    .filter(field -> field.startsWith(FIELD))
                    .map(field -> URLDecoder.decode(field.substring(FIELD.length()), StandardCharsets.UTF_8))
                    .findFirst();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// The value of `Set-Cookie`. The cookie is sent back over HTTPS only, if the browser came to a proxy over HTTPS.
    String newCookie(Headers headers) {
        boolean https = only(headers, "X-Forwarded-Proto")
                .map(value -> value.split(",", 2)[0].strip())
                .filter("https"::equalsIgnoreCase)
                .isPresent();
        return "%s=%s; Path=%s; HttpOnly; SameSite=Strict%s"
                .formatted(cookie, token.session(), base.text().isEmpty() ? "/" : base.text(), https ? "; Secure" : "");
    }

    /// The page that was posted to. One slash only begins it, since two would begin the name of another host.
    static String destination(HttpExchange exchange) {
        return exchange.getRequestURI().getRawPath().replaceFirst("^/*", "/");
    }

    private static Optional<String> only(Headers headers, String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }
}
