package ctrsweep.sweep;

import ctrsweep.metric.Metric;
import ctrsweep.settings.TrialConfig;
import ctrsweep.space.Value;
import ctrsweep.text.NearestName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What can be asked of recorded sweeps. [SweepLog] writes them.
///
/// Trials are ranked by [Ranks]: the trials of one point share a rank. Safe for several threads.
public interface Results {

    /// Tells these results from others; a copy of them has the same.
    String id();

    /// All sweeps, the most recently active first.
    List<SweepSummary> sweeps();

    /// The sweep of this name.
    ///
    /// @throws ResultsException when there is none; names the nearest
    default SweepSummary sweep(String name) {
        List<SweepSummary> all = sweeps();
        return all.stream()
                .filter(sweep -> sweep.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ResultsException("no sweep " + name
                        + NearestName.hint(
                                name, all.stream().map(SweepSummary::name).toList())));
    }

    /// The sweep that was active last.
    ///
    /// @throws ResultsException when there is none at all
    default SweepSummary latestSweep() {
        return sweeps().stream().findFirst().orElseThrow(() -> new ResultsException("there is no sweep yet"));
    }

    /// A text that changes whenever a trial of the sweep begins, has an epoch or ends; reading it costs a small part
    /// of what reading the sweep does. Empty where there is no such sweep.
    Optional<String> version(String sweep);

    /// All trials of a sweep's latest generation: by rank, then by number those without one.
    default List<Trial> trials(SweepSummary sweep) {
        return trials(sweep, TrialFilter.LATEST);
    }

    /// Some trials in the same order, with the ranks that they have among all.
    ///
    /// @throws ctrsweep.space.ConditionException when the filter's condition makes no sense; says what would
    List<Trial> trials(SweepSummary sweep, TrialFilter filter);

    /// Gives the same trials in the same order, one by one: a large sweep need not fit into memory.
    default void eachByRank(SweepSummary sweep, TrialFilter filter, Consumer<Trial> to) {
        trials(sweep, filter).forEach(to);
    }

    /// What the same trials have between them.
    default TrialKeys keys(SweepSummary sweep, TrialFilter filter) {
        return TrialKeys.of(trials(sweep, filter));
    }

    /// The best points of a sweep, at most `count`.
    List<Point> best(SweepSummary sweep, int count);

    /// The objective of each sweep's best point, by the sweep's id; sweeps without one are absent.
    Map<Long, Double> bestValues();

    /// The points that are best in some way: with several objectives the Pareto front, else the best point.
    default List<Point> front(SweepSummary sweep) {
        return sweep.hasSeveralObjectives()
                ? best(sweep, Integer.MAX_VALUE).stream()
                        .filter(Point::isOnFront)
                        .toList()
                : best(sweep, 1);
    }

    /// The interval in which 95% of the bootstrap replicates of a trial's objective lie, where it was measured.
    Optional<Outcome.Interval> interval(SweepSummary sweep, Trial trial);

    /// Gives each epoch that stands, with its trial's number: by trial, then by epoch.
    void eachEpoch(SweepSummary sweep, TrialFilter filter, BiConsumer<Long, EpochReport> to);

    /// One metric of some trials after each of their epochs, empty where it was not measured, by trial. A trial
    /// without epochs has no entry.
    Map<Long, List<Optional<Double>>> curves(SweepSummary sweep, Metric metric, List<Long> trials);

    /// One trial with everything that is recorded of it.
    ///
    /// @throws ResultsException when the sweep has no trial of this number
    default TrialDetails trial(SweepSummary sweep, long number) {
        return details(sweep, number)
                .orElseThrow(() -> new ResultsException("sweep %s has no trial %d; %s"
                        .formatted(sweep.name(), number, numbers(trials(sweep, TrialFilter.ALL)))));
    }

    private static String numbers(List<Trial> trials) {
        if (trials.isEmpty()) {
            return "it has none yet";
        }
        long first = trials.stream().mapToLong(Trial::number).min().orElseThrow();
        long last = trials.stream().mapToLong(Trial::number).max().orElseThrow();
        return "its %d trials are numbered from %d to %d".formatted(trials.size(), first, last);
    }

    /// The same; empty when the sweep has no trial of this number.
    Optional<TrialDetails> details(SweepSummary sweep, long number);

    /// Gives every trial of the latest generation with its details, by number. A large sweep need not fit into
    /// memory.
    void eachTrial(SweepSummary sweep, Consumer<TrialDetails> to);

    /// The trials that [#eachTrial] gives.
    default List<TrialDetails> details(SweepSummary sweep) {
        List<TrialDetails> all = new ArrayList<>();
        eachTrial(sweep, all::add);
        return all;
    }

    /// The moment at which each epoch of a trial was committed, by epoch; of a repeated epoch the later one.
    Map<Integer, Instant> recorded(SweepSummary sweep, long number);

    /// The complete config of a trial.
    TrialConfig config(SweepSummary sweep, Trial trial);

    /// The spec that was launched last, as it was written.
    String spec(SweepSummary sweep);

    /// The settings that the trials of that spec share, overrides included.
    Value.Fields base(SweepSummary sweep);

    /// The revisions of a sweep's spec, in their order.
    List<Revision> revisions(SweepSummary sweep);

    /// One fact of where trials ran, by trial number; trials that do not have it are absent.
    Map<Long, String> provenance(SweepSummary sweep, String key);

    /// What was recorded in a sweep at this moment or later: epochs of the present attempts and ends of trials,
    /// by time.
    List<SweepEvent> events(SweepSummary sweep, Instant since);

    /// The trials under way in all sweeps, by the age of the sweep and by number.
    List<WorkerStatus> workers();

    /// How long earlier trials took: those of the sweep, else those of any sweep with the same model and data.
    ///
    /// @return empty where there are none
    Optional<TrialPace> pace(String sweep, TrialConfig base);

    /// What a launch of this spec would find.
    LaunchPreview preview(SweepDefinition definition);

    /// Reads several things as of one moment: what others write meanwhile is not seen.
    <T> T snapshot(Supplier<T> reading);
}
