package ctrsweep.report.page;

import java.util.List;
import java.util.Map;

/// Sweeps to choose from.
public record IndexPage(List<Line> sweeps) {
    public IndexPage {
        sweeps = List.copyOf(sweeps);
    }

    /// @param address of the sweep's page, encoded
    /// @param best empty where there is none
    /// @param trials in words
    public record Line(
            String address, String name, String objective, String best, String trials, String lastActivity) {}

    public Html html() {
        return new Template("index.html").with(Map.of("sweeps", sweeps, "any", !sweeps.isEmpty()));
    }
}
