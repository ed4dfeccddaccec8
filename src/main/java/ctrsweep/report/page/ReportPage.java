package ctrsweep.report.page;

import ctrsweep.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The page as HTML.
///
/// @param zone in which times are shown
/// @param version of what a server shows, in the form of an entity tag: its page asks for later ones. Empty for a
///     file, which stands alone.
public record ReportPage(List<SearchedSweep> sweeps, ZoneId zone, Optional<String> version) {
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

    private static final List<String> LIVE = List.of("live.js");

    public ReportPage {
        sweeps = List.copyOf(sweeps);
    }

    /// A page that stands alone.
    public ReportPage(List<SearchedSweep> sweeps, ZoneId zone) {
        this(sweeps, zone, Optional.empty());
    }

    public Html html() {
        List<String> scripts = Stream.of(LIBRARIES, SCRIPTS, version.isPresent() ? LIVE : List.<String>of())
                .flatMap(List::stream)
                .map(Template::resource)
                .toList();
        List<SweepFacts> facts = sweeps.stream().map(SweepFacts::of).toList();
        return new Template("page.html", policy(scripts))
                .with(Map.of(
                        "title", sweeps.stream().map(SearchedSweep::name).collect(Collectors.joining(", ")),
                        "scripts", scripts,
                        "several", several(facts),
                        "version", version.orElse(""),
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

    /// No script runs but these, and nothing is fetched, unless later facts from where the page came.
    private String policy(List<String> scripts) {
        return Template.POLICY + (version.isPresent() ? "; connect-src 'self'" : "") + "; script-src "
                + scripts.stream().map(ReportPage::digest).collect(Collectors.joining(" "));
    }

    private static String digest(String script) {
        byte[] bytes = Sha256.digest().digest(script.getBytes(StandardCharsets.UTF_8));
        return "'sha256-%s'".formatted(Base64.getEncoder().encodeToString(bytes));
    }
}
