package ctrsweep.report.page;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import ctrsweep.files.Sha256;
import ctrsweep.report.Escaped;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// The template of a page, which begins with `head.html`. It escapes every value, except where it says otherwise.
///
/// @param name of the resource
/// @param scripts names of the resources that the page runs, in this order; no other script runs
/// @param sends what the page may send to the server that it came from
record Template(String name, List<String> scripts, Sends sends) {
    static final List<String> TABLES =
            List.of("library/jquery.slim.min.js", "library/dataTables.min.js", "elements.js", "tables.js");

    /// Elements may have styles of their own, which the labels of charts need.
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'";

    enum Sends {
        NOTHING("; form-action 'none'"),
        FETCHES("; form-action 'none'; connect-src 'self'"),
        FORMS("; form-action 'self'");

        private final String policy;

        Sends(String policy) {
            this.policy = policy;
        }
    }

    HtmlPage with(Map<String, Object> values) {
        List<String> texts = scripts.stream().map(Template::resource).toList();
        String policy = policy(texts);
        Map<String, Object> all = new HashMap<>(values);
        all.put("policy", policy);
        all.put("style", resource("page.css"));
        all.put("scripts", texts);
        String text = Mustache.compiler()
                .withEscaper(value -> Escapers.HTML.escape(Escaped.of(value)))
                .withLoader(partial -> new StringReader(resource(partial)))
                .emptyStringIsFalse(true)
                .compile(resource(name))
                .execute(all);
        return new HtmlPage(text, policy);
    }

    private String policy(List<String> texts) {
        return POLICY
                + sends.policy
                + (texts.isEmpty()
                        ? ""
                        : texts.stream().map(Template::digest).collect(Collectors.joining(" ", "; script-src ", "")));
    }

    private static String digest(String script) {
        byte[] bytes = Sha256.digest().digest(script.getBytes(StandardCharsets.UTF_8));
        return "'sha256-%s'".formatted(Base64.getEncoder().encodeToString(bytes));
    }

    /// A browser reads every end of line as `\n` before it computes a script's digest.
    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Template.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
