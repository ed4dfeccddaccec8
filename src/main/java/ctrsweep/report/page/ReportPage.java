package ctrsweep.report.page;

import com.samskivert.mustache.Mustache;
import ctrsweep.config.Sha256;
import ctrsweep.report.Escaped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The page as HTML.
///
/// @param zone in which times are shown
public record ReportPage(List<SearchedSweep> sweeps, ZoneId zone) {
    private static final List<String> LIBRARIES =
            List.of("library/jquery.slim.min.js", "library/dataTables.min.js", "library/echarts.min.js");

    /// In the order in which they need each other.
    private static final List<String> SCRIPTS = List.of(
            "elements.js",
            "charts.js",
            "tables.js",
            "curves.js",
            "parameters.js",
            "importance.js",
            "time.js",
            "trial.js",
            "compare.js",
            "page.js");

    public ReportPage {
        sweeps = List.copyOf(sweeps);
    }

    public String html() {
        List<String> scripts = Stream.concat(LIBRARIES.stream(), SCRIPTS.stream())
                .map(ReportPage::resource)
                .toList();
        List<SweepFacts> facts = sweeps.stream().map(SweepFacts::of).toList();
        return Mustache.compiler()
                .withEscaper(text -> com.samskivert.mustache.Escapers.HTML.escape(Escaped.of(text)))
                .emptyStringIsFalse(true)
                .compile(resource("page.html"))
                .execute(Map.of(
                        "title", sweeps.stream().map(SearchedSweep::name).collect(Collectors.joining(", ")),
                        "policy", policy(scripts),
                        "style", resource("page.css"),
                        "scripts", scripts,
                        "several", several(facts),
                        "sweeps",
                                sweeps.stream()
                                        .map(sweep -> Summary.of(sweep, zone))
                                        .toList(),
                        "facts", PageJson.of(facts)));
    }

    /// What a page of several sweeps has at its top; nothing, of one.
    private List<Map<String, String>> several(List<SweepFacts> facts) {
        if (facts.size() == 1) {
            return List.of();
        }
        SideBySide sideBySide = SideBySide.of(sweeps, facts);
        return List.of(Map.of("note", sideBySide.note(), "sideBySide", PageJson.of(sideBySide)));
    }

    /// Nothing is fetched, and no script runs but these. Styles may stand in elements: charts' labels need it.
    private static String policy(List<String> scripts) {
        return "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; script-src "
                + scripts.stream().map(ReportPage::digest).collect(Collectors.joining(" "));
    }

    private static String digest(String script) {
        byte[] bytes = Sha256.digest().digest(script.getBytes(StandardCharsets.UTF_8));
        return "'sha256-%s'".formatted(Base64.getEncoder().encodeToString(bytes));
    }

    /// A browser reads every end of line as `\n`, and so do the digests.
    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(ReportPage.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
