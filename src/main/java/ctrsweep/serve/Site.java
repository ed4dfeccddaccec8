package ctrsweep.serve;

import java.util.List;
import java.util.Optional;

/// What a server shows. Asked by several threads at once.
public interface Site {
    /// @param path the parts of the address between slashes, decoded; none for `/`
    /// @param known the entity tag of what the asker has already
    Answer answer(List<String> path, Optional<String> known);

    /// The page that says why there is no other.
    ///
    /// @param status of HTTP, from 400
    /// @param text what would be right
    Answer refusal(int status, String text);
}
