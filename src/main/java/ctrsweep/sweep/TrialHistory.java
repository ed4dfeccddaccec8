package ctrsweep.sweep;

import ctrsweep.search.History;
import ctrsweep.space.Assignment;
import java.util.List;
import java.util.Optional;

/// The recorded trials, as samplers that learn from results see them.
public interface TrialHistory {

    /// Nothing was tried yet.
    TrialHistory NONE = new TrialHistory() {
        @Override
        public Optional<Assignment> assignment(long number) {
            return Optional.empty();
        }

        @Override
        public List<Assignment> before(long number) {
            return List.of();
        }

        @Override
        public History history() {
            return History.NONE;
        }
    };

    /// The point of a trial that has begun.
    Optional<Assignment> assignment(long number);

    /// The points of the trials below a number, each once, in their order.
    List<Assignment> before(long number);

    /// The results of points and the points that are running.
    History history();
}
