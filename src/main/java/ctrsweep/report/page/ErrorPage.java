package ctrsweep.report.page;

import java.util.List;
import java.util.Map;

/// The page that explains an error.
///
/// @param text what happened and what to do
/// @param home the path of the list of sweeps
public record ErrorPage(String title, String text, String home) {
    public HtmlPage html() {
        return new Template("error.html", List.of(), Template.Sends.NOTHING)
                .with(Map.of("title", title, "text", text, "home", home));
    }
}
