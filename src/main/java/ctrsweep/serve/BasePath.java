package ctrsweep.serve;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The path below which a server's pages lie, as `/sweeps` behind a proxy that passes on that path only.
///
/// @param text without a slash at its end; empty if the pages lie at `/`
public record BasePath(String text) {
    private static final Pattern PATH = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)*");

    /// Pages at `/`.
    public static final BasePath NONE = new BasePath("");

    /// @throws IllegalArgumentException if this is not such a path
    public BasePath {
        if (!PATH.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "must begin and not end with a slash, as /sweeps or /team/sweeps, and have only letters, digits and . _ ~ -, not "
                            + text);
        }
    }

    /// The segments after those of the base; empty if the path is not below the base.
    ///
    /// @param path decoded segments
    Optional<List<String>> below(List<String> path) {
        List<String> base =
                Stream.of(text.split("/")).filter(part -> !part.isEmpty()).toList();
        if (path.size() < base.size() || !path.subList(0, base.size()).equals(base)) {
            return Optional.empty();
        }
        List<String> rest = path.subList(base.size(), path.size());
        return Optional.of(rest.equals(List.of("")) ? List.of() : rest);
    }
}
