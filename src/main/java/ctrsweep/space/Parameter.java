package ctrsweep.space;

import java.util.Optional;

/// A hyperparameter of a space.
///
/// @param when the condition under which it is active; a point that does not satisfy it has no value for it, and
///     the trial uses the base's
public record Parameter(Domain domain, Optional<Condition> when) {

    public static Parameter always(Domain domain) {
        return new Parameter(domain, Optional.empty());
    }
}
