package ctrsweep.serve;

import java.util.List;
import java.util.Optional;

/// Answers with the path. `/broken` throws, and the entity tag `"same"` is up to date.
final class EchoSite implements Site {
    static final int LONG = 6_000_000;
    private static final String MUCH = "\u00fc".repeat(LONG);

    @Override
    public PageResponse answer(List<String> path, Optional<String> known) {
        if (path.equals(List.of("broken"))) {
            throw new IllegalStateException("out of order");
        }
        if (path.equals(List.of("long"))) {
            return PageResponse.page(200, MUCH, "default-src 'none'");
        }
        return known.filter("\"same\""::equals)
                .map(PageResponse::notModified)
                .orElseGet(() -> PageResponse.state(path.toString(), "default-src 'none'", "\"same\""));
    }

    @Override
    public PageResponse refusal(int status, String text) {
        return PageResponse.page(status, text, "default-src 'none'");
    }

    @Override
    public PageResponse login(Optional<String> problem) {
        return PageResponse.page(401, "log in" + problem.orElse(""), "default-src 'none'");
    }
}
