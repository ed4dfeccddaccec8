package ctrsweep.report.page;

import java.util.List;
import java.util.Map;

/// A page that says why there is no other.
///
/// @param title what is the matter, in few words
/// @param text what would be right
public record Notice(String title, String text) {
    public Html html() {
        return new Template("notice.html", List.of(), false).with(Map.of("title", title, "text", text));
    }
}
