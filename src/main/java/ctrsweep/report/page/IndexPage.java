package ctrsweep.report.page;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// The list of sweeps. Columns that all rows would leave empty are left out.
///
/// @param home the path of this page
public record IndexPage(List<Line> sweeps, String home) {
    private static final List<String> SCRIPTS =
            Stream.concat(Template.TABLES.stream(), Stream.of("index.js")).toList();

    public IndexPage {
        sweeps = List.copyOf(sweeps);
    }

    /// @param address of the sweep's page, encoded
    /// @param owner empty if nobody is known
    /// @param tags with a space between
    /// @param best empty if no trial has completed
    /// @param count the number of trials
    /// @param trials how many trials are in each state, in words
    /// @param ended how many trials have come to their end
    /// @param planned how many there will be, if that is known
    public record Line(
            String address,
            String name,
            String owner,
            String tags,
            String objective,
            String best,
            int count,
            String trials,
            int ended,
            OptionalLong planned,
            String lastActivity) {

        public String progress() {
            return planned.isPresent() ? "%d of %d".formatted(ended, planned.getAsLong()) : "";
        }

        /// Sorts the column: the share that has ended.
        public String share() {
            return planned.isPresent() ? Double.toString((double) ended / (double) planned.getAsLong()) : "";
        }
    }

    public HtmlPage html() {
        List<String> scripts = sweeps.isEmpty() ? List.of() : SCRIPTS;
        return new Template("index.html", scripts, Template.Sends.NOTHING)
                .with(Map.of(
                        "title",
                        "Sweeps",
                        "home",
                        home,
                        "sweeps",
                        sweeps,
                        "any",
                        !sweeps.isEmpty(),
                        "anyOwner",
                        sweeps.stream().anyMatch(sweep -> !sweep.owner.isEmpty()),
                        "anyTag",
                        sweeps.stream().anyMatch(sweep -> !sweep.tags.isEmpty()),
                        "anyPlan",
                        sweeps.stream().anyMatch(sweep -> sweep.planned.isPresent())));
    }
}
