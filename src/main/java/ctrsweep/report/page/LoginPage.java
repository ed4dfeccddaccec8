package ctrsweep.report.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The page that asks for the token of a server.
///
/// @param problem why the last token was refused
public record LoginPage(Optional<String> problem) {
    public HtmlPage html() {
        return new Template("login.html", List.of(), Template.Sends.FORMS)
                .with(Map.of("title", "Log in", "problem", problem.orElse("")));
    }
}
