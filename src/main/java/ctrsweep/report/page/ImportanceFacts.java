package ctrsweep.report.page;

import ctrsweep.report.Table;
import ctrsweep.report.importance.Importance;
import ctrsweep.report.importance.ImportanceTable;
import ctrsweep.report.importance.Importances;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Which parameters mattered.
///
/// @param unknown why nothing can be told, as a clause
/// @param points how many were compared
/// @param best how many of them are the best ones
/// @param remarks sentences on what the figures do not show
/// @param table what `sweep importance` prints
/// @param order the places of all parameters, the most important first; those of which nothing is known come last
record ImportanceFacts(
        Optional<String> unknown, int points, int best, List<String> remarks, Table table, List<Integer> order) {

    /// @param parameters the names of all
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
