package ctrsweep.report.page;

import java.time.ZoneId;
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
    private static final List<String> SCRIPTS = Stream.concat(
                    Template.TABLES.stream(),
                    Stream.of(
                            "library/echarts.min.js",
                            "charts.js",
                            "curves.js",
                            "parameters.js",
                            "importance.js",
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

    /// A page that stands alone.
    public ReportPage(List<SearchedSweep> sweeps, ZoneId zone) {
        this(sweeps, zone, Optional.empty());
    }

    public Html html() {
        List<SweepFacts> facts = sweeps.stream().map(SweepFacts::of).toList();
        return new Template("page.html", version.isPresent() ? LIVE_SCRIPTS : SCRIPTS, version.isPresent())
                .with(Map.of(
                        "title", sweeps.stream().map(SearchedSweep::name).collect(Collectors.joining(", ")),
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
}
