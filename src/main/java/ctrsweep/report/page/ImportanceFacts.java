package ctrsweep.report.page;

import ctrsweep.report.Table;
import ctrsweep.report.importance.Importance;
import ctrsweep.report.importance.ImportanceTable;
import ctrsweep.report.importance.Importances;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The importance of the parameters.
///
/// @param unknown why it is not known, as a clause
/// @param points the number of points compared
/// @param best how many of these count as the best
/// @param remarks clauses about the limits of the figures
/// @param table the table that `sweep importance` prints
/// @param order the places of all parameters, the most important first; those of unknown importance come last
record ImportanceFacts(
        Optional<String> unknown, int points, int best, List<String> remarks, Table table, List<Integer> order) {

    /// @param parameters the names of all parameters
    static ImportanceFacts of(Importances importances, List<String> parameters) {
        Table table = ImportanceTable.of(importances);
        return switch (importances) {
            case Importances.Unknown(String reason) ->
                new ImportanceFacts(Optional.of(reason), 0, 0, List.of(), table, order(List.of(), parameters));
            case Importances.Ranked ranked ->
                new ImportanceFacts(
                        Optional.empty(),
                        ranked.points(),
                        ranked.best(),
                        ranked.remarks(),
                        table,
                        order(ranked.parameters(), parameters));
        };
    }

    private static List<Integer> order(List<Importance> ranked, List<String> parameters) {
        return Stream.concat(
                        ranked.stream()
                                .map(importance -> parameters.indexOf(importance.parameter()))
                                .filter(place -> place >= 0),
                        IntStream.range(0, parameters.size()).boxed())
                .distinct()
                .toList();
    }
}
