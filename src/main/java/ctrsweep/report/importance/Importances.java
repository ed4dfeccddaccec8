package ctrsweep.report.importance;

import java.util.List;

/// What can be told of the parameters' importance.
public sealed interface Importances {

    /// The most important parameter first, equal ones in the order of the spec.
    ///
    /// @param points how many were compared
    /// @param best how many of them are the best ones
    /// @param remarks sentences on what the figures do not show
    record Ranked(List<Importance> parameters, int points, int best, List<String> remarks) implements Importances {
        public Ranked {
            parameters = List.copyOf(parameters);
            remarks = List.copyOf(remarks);
        }
    }

    /// Nothing.
    ///
    /// @param reason as a clause: `there are 3 points, and it takes 8`
    record Unknown(String reason) implements Importances {}
}
