package ctrsweep.report.page;

import java.util.List;
import java.util.Map;

/// The page that explains an error.
///
/// @param text what happened and what to do
public record ErrorPage(String title, String text) {
    public HtmlPage html() {
        return new Template("error.html", List.of(), false).with(Map.of("title", title, "text", text));
    }
}
