package ctrsweep.space;

import java.util.Optional;

/// A hyperparameter of a space.
///
/// @param when it takes part; a point in which this does not hold has no value of it, and its trial has the base's
public record Parameter(Domain domain, Optional<Condition> when) {

    /// One that always takes part.
    public static Parameter always(Domain domain) {
        return new Parameter(domain, Optional.empty());
    }
}
