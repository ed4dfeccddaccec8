package ctrsweep.report.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The report of one or several sweeps.
///
/// @param zone in which times are shown
/// @param version the entity tag of a served page, which asks the server for later versions; empty for a file
public record ReportPage(List<ReportedSweep> sweeps, ZoneId zone, Optional<String> version) {
    private static final List<String> SCRIPTS = Stream.concat(
                    Template.TABLES.stream(),
                    Stream.of(
                            "library/echarts.min.js",
                            "charts.js",
                            "curves.js",
                            "parameters.js",
                            "importance.js",
                            "fronts.js",
                            "time.js",
                            "trial.js",
                            "compare.js",
                            "page.js"))
            .toList();

    private static final List<String> LIVE_SCRIPTS =
            Stream.concat(SCRIPTS.stream(), Stream.of("live.js")).toList();

    public ReportPage {
        sweeps = List.copyOf(sweeps);
    }

    /// A page for a file.
    public ReportPage(List<ReportedSweep> sweeps, ZoneId zone) {
        this(sweeps, zone, Optional.empty());
    }

    public HtmlPage html() {
        List<SweepFacts> facts = sweeps.stream().map(SweepFacts::of).toList();
        return template()
                .with(Map.of(
                        "title", sweeps.stream().map(ReportedSweep::name).collect(Collectors.joining(", ")),
                        "several", several(facts),
                        "file", version.isEmpty(),
                        "version", version.orElse(""),
                        "tables", tables(),
                        "sweeps",
                                sweeps.stream()
                                        .map(sweep -> PageHeader.of(sweep, zone))
                                        .toList(),
                        "facts", PageJson.of(facts)));
    }

    /// The path of the served sweep's tables, seen from its page.
    private String tables() {
        String name = sweeps.getFirst().name();
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Template template() {
        return version.isPresent()
                ? new Template("page.html", LIVE_SCRIPTS, Template.Sends.FETCHES)
                : new Template("page.html", SCRIPTS, Template.Sends.NOTHING);
    }

    /// The comparison of several sweeps; empty for one sweep.
    private List<Map<String, String>> several(List<SweepFacts> facts) {
        if (facts.size() == 1) {
            return List.of();
        }
        SweepComparison comparison = SweepComparison.of(sweeps, facts);
        return List.of(Map.of("note", comparison.note(), "comparison", PageJson.of(comparison)));
    }
}
