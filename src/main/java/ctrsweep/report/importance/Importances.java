package ctrsweep.report.importance;

import java.util.List;

/// The importance of all parameters of a sweep, or why it is unknown.
public sealed interface Importances {

    /// @param parameters the most important first, equal ones in the order of the spec
    /// @param points the number of points compared
    /// @param best the number of best points among them
    /// @param remarks what the figures do not show
    record Ranked(List<Importance> parameters, int points, int best, List<String> remarks) implements Importances {
        public Ranked {
            parameters = List.copyOf(parameters);
            remarks = List.copyOf(remarks);
        }
    }

    /// @param reason a clause such as `all 20 points are equally good`
    record Unknown(String reason) implements Importances {}
}
