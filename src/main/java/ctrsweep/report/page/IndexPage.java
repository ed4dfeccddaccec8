package ctrsweep.report.page;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The list of sweeps.
public record IndexPage(List<Line> sweeps) {
    private static final List<String> SCRIPTS =
            Stream.concat(Template.TABLES.stream(), Stream.of("index.js")).toList();

    public IndexPage {
        sweeps = List.copyOf(sweeps);
    }

    /// @param address of the sweep's page, encoded
    /// @param best empty if no trial has completed
    /// @param count the number of trials
    /// @param trials how many trials are in each state, in words
    public record Line(
            String address,
            String name,
            String objective,
            String best,
            int count,
            String trials,
            String lastActivity) {}

    public HtmlPage html() {
        List<String> scripts = sweeps.isEmpty() ? List.of() : SCRIPTS;
        return new Template("index.html", scripts, Template.Sends.NOTHING)
                .with(Map.of("title", "Sweeps", "sweeps", sweeps, "any", !sweeps.isEmpty()));
    }
}
