package ctrsweep.report.page;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Sweeps to choose from.
public record IndexPage(List<Line> sweeps) {
    private static final List<String> SCRIPTS =
            Stream.concat(Template.TABLES.stream(), Stream.of("index.js")).toList();

    public IndexPage {
        sweeps = List.copyOf(sweeps);
    }

    /// @param address of the sweep's page, encoded
    /// @param best empty where there is none
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

    public Html html() {
        List<String> scripts = sweeps.isEmpty() ? List.of() : SCRIPTS;
        return new Template("index.html", scripts, false).with(Map.of("sweeps", sweeps, "any", !sweeps.isEmpty()));
    }
}
