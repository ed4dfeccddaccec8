package ctrsweep.serve;

import java.util.List;
import java.util.Optional;

/// The pages of a server. Several threads call it at the same time.
public interface Site {
    /// @param path the decoded segments of the path; none for `/`
    /// @param known the entity tag of the page that the browser has
    PageResponse answer(List<String> path, Optional<String> known);

    /// The page that asks for the token.
    ///
    /// @param problem why the last one was refused; empty before the first
    PageResponse login(Optional<String> problem);

    /// An error page.
    ///
    /// @param status of HTTP, from 400
    /// @param text what happened and what to do
    PageResponse refusal(int status, String text);
}
