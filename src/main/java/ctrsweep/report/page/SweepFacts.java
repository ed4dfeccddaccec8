package ctrsweep.report.page;

import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.report.Leaderboard;
import ctrsweep.report.Table;
import ctrsweep.space.Value;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialDetails;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The facts about a sweep that the page's scripts draw. A trial's place is its index, from 0, in the order of
/// numbers.
///
/// @param ofProgram whether its trials are runs of a user's program
/// @param ofFiles whether its trials are single runs from result files
/// @param bestSoFar the best objective after each trial
/// @param range the axis range of the objective at the best epochs
/// @param secondsPerEpoch the median of each trial
/// @param heatmaps of every pair of parameters
/// @param fronts the points by each pair of objectives; empty if there is one objective
/// @param topPoints the best points; the first is the winner
/// @param bases the distinct base configs of the trials
/// @param provenances the distinct provenances of the trials
/// @param metrics every metric at the best epoch, one row for each trial
/// @param epochsTable the best-epoch report
record SweepFacts(
        String name,
        Metric objective,
        Goal goal,
        boolean ofProgram,
        boolean ofFiles,
        TrialColumns trials,
        Curves curves,
        List<Double> bestSoFar,
        ValueRange range,
        List<Optional<Double>> secondsPerEpoch,
        List<ParameterFacts> parameters,
        ImportanceFacts importance,
        List<Heatmap> heatmaps,
        List<FrontFacts> fronts,
        List<TopPoint> topPoints,
        Timeline timeline,
        List<Map<String, String>> bases,
        List<Map<String, String>> provenances,
        Table metrics,
        TrialTable board,
        TrialTable epochsTable) {

    static SweepFacts of(ReportedSweep sweep) {
        List<TrialDetails> trials = sweep.trials();
        List<Trial> results = sweep.results();
        Map<Long, Integer> places = IntStream.range(0, results.size())
                .boxed()
                .collect(Collectors.toMap(place -> results.get(place).number(), place -> place));
        List<TrainingSummary> summaries = sweep.summaries();
        Interner<Map<String, Value>> bases = new Interner<>();
        Interner<Map<String, String>> provenances = new Interner<>();
        TrialColumns columns = TrialColumns.of(trials, summaries, bases, provenances);
        Leaderboard board = Leaderboard.ofPoints(sweep.objectives(), sweep.parameters(), results);
        List<String> names = board.parameterColumns();
        List<ParameterFacts> parameters = names.stream()
                .map(name -> ParameterFacts.of(name, names, sweep))
                .toList();
        List<TopPoint> topPoints = TopPoint.of(sweep.ties(), places);
        return new SweepFacts(
                sweep.name(),
                sweep.objective(),
                sweep.goal(),
                sweep.origin() instanceof PageSource.Sweep origin && origin.ofProgram(),
                sweep.origin() instanceof PageSource.Files,
                columns,
                Curves.of(trials, sweep.objective(), sweep.goal(), winner(topPoints)),
                BestSoFar.byTrial(results, columns.objective(), sweep.goal()),
                ValueRange.ofObjectives(columns.objective(), sweep.goal()),
                summaries.stream().map(TrainingSummary::secondsPerEpoch).toList(),
                parameters,
                ImportanceFacts.of(sweep.importances(), names),
                Heatmap.ofPairs(parameters, ranked(results, sweep.objective())),
                FrontFacts.of(sweep.objectives(), results, places),
                topPoints,
                Timeline.of(trials),
                bases.values().stream().map(TrialColumns::labels).toList(),
                provenances.values(),
                TrialTable.metrics(sweep.objective(), results),
                TrialTable.of(board, places).from(sweep.origin()),
                new BestEpochs(sweep.objective(), summaries).table().from(sweep.origin()));
    }

    private static List<Integer> winner(List<TopPoint> topPoints) {
        return topPoints.isEmpty() ? List.of() : topPoints.getFirst().trials();
    }

    /// The objective of each trial with a rank; NaN for the others.
    private static List<Double> ranked(List<Trial> results, Metric objective) {
        return results.stream()
                .map(trial -> trial.rank().flatMap(_ -> trial.metric(objective)).orElse(Double.NaN))
                .toList();
    }
}
