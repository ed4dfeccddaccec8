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

/// What the page's scripts know of a sweep. Trials are told by their place, from 0, by number.
///
/// @param ofFiles whether its trials are runs that only their files tell of
/// @param trials one entry for each trial
/// @param bestSoFar after each trial
/// @param range of the objective at the best epochs that is worth seeing
/// @param secondsPerEpoch the median of each trial
/// @param importance which of the parameters mattered
/// @param landscapes of every pair of parameters
/// @param contenders the best points; the first is the winner
/// @param bases settings that trials share
/// @param metrics every metric at the best epoch, one row for each trial
/// @param board the leaderboard
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
        Span range,
        List<Optional<Double>> secondsPerEpoch,
        List<ParameterFacts> parameters,
        ImportanceFacts importance,
        List<Landscape> landscapes,
        List<TopPoint> contenders,
        Timeline timeline,
        List<Map<String, String>> bases,
        List<Map<String, String>> provenances,
        Table metrics,
        TrialTable board,
        TrialTable epochsTable) {

    static SweepFacts of(SearchedSweep sweep) {
        List<TrialDetails> trials = sweep.trials();
        List<Trial> results = sweep.results();
        Map<Long, Integer> places = IntStream.range(0, results.size())
                .boxed()
                .collect(Collectors.toMap(place -> results.get(place).number(), place -> place));
        List<EpochStory> stories = sweep.stories();
        Pool<Map<String, Value>> bases = new Pool<>();
        Pool<Map<String, String>> provenances = new Pool<>();
        TrialColumns columns = TrialColumns.of(trials, stories, bases, provenances);
        Leaderboard board = Leaderboard.ofPoints(sweep.objective(), sweep.parameters(), results);
        List<String> names = board.parameterColumns();
        List<ParameterFacts> parameters = names.stream()
                .map(name -> ParameterFacts.of(name, names, sweep))
                .toList();
        List<TopPoint> contenders = TopPoint.of(sweep.ties(), places);
        return new SweepFacts(
                sweep.name(),
                sweep.objective(),
                sweep.goal(),
                sweep.origin() instanceof PageSource.Sweep origin && origin.ofProgram(),
                sweep.origin() instanceof PageSource.Files,
                columns,
                Curves.of(trials, sweep.objective(), sweep.goal(), winner(contenders)),
                History.bestSoFar(results, columns.objective(), sweep.goal()),
                Span.ofObjectives(columns.objective(), sweep.goal()),
                stories.stream().map(EpochStory::secondsPerEpoch).toList(),
                parameters,
                ImportanceFacts.of(sweep.importances(), names),
                Landscape.ofPairs(parameters, ranked(results, sweep.objective())),
                contenders,
                Timeline.of(trials),
                bases.kept().stream().map(TrialColumns::labels).toList(),
                provenances.kept(),
                TrialTable.metrics(sweep.objective(), results),
                TrialTable.of(board, places).from(sweep.origin()),
                new BestEpochs(sweep.objective(), stories).table().from(sweep.origin()));
    }

    private static List<Integer> winner(List<TopPoint> contenders) {
        return contenders.isEmpty() ? List.of() : contenders.getFirst().trials();
    }

    /// The objective of those that have a rank; NaN of the others.
    private static List<Double> ranked(List<Trial> results, Metric objective) {
        return results.stream()
                .map(trial -> trial.rank().flatMap(_ -> trial.metric(objective)).orElse(Double.NaN))
                .toList();
    }
}
