package ctrsweep.report.page;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import ctrsweep.report.Escaped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// A page with places to be filled. Whatever fills them is text, unless the template says otherwise.
///
/// @param name of the resource
/// @param policy what the page may fetch and run
record Template(String name, String policy) {
    /// Nothing at all. Styles may stand in elements: charts' labels need it.
    static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

    /// A template of a page without scripts.
    Template(String name) {
        this(name, POLICY);
    }

    Html with(Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("policy", policy);
        all.put("style", resource("page.css"));
        String text = Mustache.compiler()
                .withEscaper(value -> Escapers.HTML.escape(Escaped.of(value)))
                .emptyStringIsFalse(true)
                .compile(resource(name))
                .execute(all);
        return new Html(text, policy);
    }

    /// A browser reads every end of line as `\n`, and so do digests.
    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Template.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
