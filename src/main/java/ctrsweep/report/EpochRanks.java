package ctrsweep.report;

import ctrsweep.config.KeptPruner;
import ctrsweep.config.KeptSpec;
import ctrsweep.config.Pruning;
import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/// Tells after which epochs the ranks of trials agree with their final ranks, so that a pruner may compare them
/// there.
///
/// Only trials that ran to their end count, because the others have no final objective. The repeats of a point
/// count as trials of their own.
///
/// @param finished trials that ran to their end
/// @param stops epochs after which pruned trials stand, ascending
/// @param pruner if it watches the objective
public record EpochRanks(List<Finished> finished, List<Integer> stops, Optional<KeptPruner> pruner) {
    /// Fewer trials say too little.
    private static final int ENOUGH = 8;

    /// A pruner that compares trials at a lower correlation may stop good ones.
    private static final double LOW = 0.5;

    /// A pruner that stops trials after more different epochs, such as `median`, has no rungs.
    private static final int MOST_RUNGS = 8;

    /// The latest trials, which bounds the time of reading them.
    private static final int MOST_TRIALS = 1000;

    /// @param bests the lowest loss up to each epoch, infinite if there is none yet
    /// @param loss the final loss
    public record Finished(List<Double> bests, double loss) {
        public Finished {
            bests = List.copyOf(bests);
        }

        /// @param losses by epoch, NaN where one is missing
        public static Finished of(List<Double> losses, double loss) {
            List<Double> bests = new ArrayList<>();
            double best = Double.POSITIVE_INFINITY;
            for (double each : losses) {
                best = each < best ? each : best;
                bests.add(best);
            }
            return new Finished(bests, loss);
        }

        int epochs() {
            return bests.size();
        }

        /// @param epoch from 1 to [#epochs]
        double best(int epoch) {
            return bests.get(epoch - 1);
        }
    }

    public EpochRanks {
        finished = List.copyOf(finished);
        stops = List.copyOf(stops);
    }

    /// @param trials all of the sweep
    public static EpochRanks of(Results results, SweepSummary sweep, List<Trial> trials) {
        List<Trial> counted = counted(trials, sweep.objective());
        Map<Long, List<Optional<Double>>> curves = counted.size() < ENOUGH
                ? Map.of()
                : results.curves(
                        sweep,
                        sweep.objective(),
                        counted.stream().map(Trial::number).toList());
        return of(trials, curves, sweep.objective(), sweep.goal(), KeptSpec.pruner(results.spec(sweep)));
    }

    /// @param trials all of the sweep
    /// @param curves the objective by epoch, at least of the trials that ran to their end
    /// @param pruner of the sweep
    public static EpochRanks of(
            List<Trial> trials,
            Map<Long, List<Optional<Double>>> curves,
            Metric objective,
            Goal goal,
            Optional<KeptPruner> pruner) {
        List<Finished> finished = counted(trials, objective).stream()
                .map(trial -> Finished.of(
                        losses(curves.getOrDefault(trial.number(), List.of()), goal),
                        goal.loss(trial.metric(objective).orElseThrow())))
                .toList();
        List<Integer> stops = trials.stream()
                .filter(trial -> trial.state() == TrialState.PRUNED && trial.epochs() > 0)
                .map(Trial::epochs)
                .distinct()
                .sorted()
                .toList();
        return new EpochRanks(finished, stops, pruner.filter(known -> known.metric()
                .map(objective.toString()::equals)
                .orElse(true)));
    }

    private static List<Trial> counted(List<Trial> trials, Metric objective) {
        List<Trial> ended = trials.stream()
                .filter(trial -> trial.state() == TrialState.COMPLETED
                        && trial.metric(objective).filter(Double::isFinite).isPresent())
                .sorted(Comparator.comparingLong(Trial::number))
                .toList();
        return ended.subList(Math.max(0, ended.size() - MOST_TRIALS), ended.size());
    }

    private static List<Double> losses(List<Optional<Double>> values, Goal goal) {
        return values.stream().map(value -> goal.loss(value.orElse(Double.NaN))).toList();
    }

    /// The correlations after the epochs at which a pruner stopped trials, else after 1, 2, 4, ... epochs. Empty if
    /// fewer than two epochs have enough trials.
    public List<RankCorrelation> correlations() {
        List<RankCorrelation> all = correlations(rungs());
        return all.size() < 2 ? List.of() : all;
    }

    private NavigableSet<Integer> rungs() {
        NavigableSet<Integer> rungs = new TreeSet<>();
        if (stops.size() <= MOST_RUNGS) {
            rungs.addAll(stops);
        }
        if (rungs.size() < 2) {
            IntStream.iterate(1, epoch -> epoch < last(), epoch -> epoch * 2).forEach(rungs::add);
        }
        return rungs;
    }

    /// The most epochs of a trial.
    private int last() {
        return finished.stream().mapToInt(Finished::epochs).max().orElse(0);
    }

    private List<RankCorrelation> correlations(Collection<Integer> epochs) {
        return epochs.stream().flatMap(epoch -> correlation(epoch).stream()).toList();
    }

    /// Empty for the last epoch, for few trials, and if all of them are equal.
    private Optional<RankCorrelation> correlation(int epoch) {
        List<Finished> compared = finished.stream()
                .filter(trial -> trial.epochs() >= epoch && Double.isFinite(trial.best(epoch)))
                .toList();
        if (compared.size() < ENOUGH || epoch >= last()) {
            return Optional.empty();
        }
        double correlation = new SpearmansCorrelation()
                .correlation(
                        compared.stream()
                                .mapToDouble(trial -> trial.best(epoch))
                                .toArray(),
                        compared.stream().mapToDouble(Finished::loss).toArray());
        return Double.isNaN(correlation)
                ? Optional.empty()
                : Optional.of(new RankCorrelation(epoch, correlation, compared.size()));
    }

    /// What the reader must know about the correlations, in sentences; empty without correlations.
    public List<String> remarks() {
        if (correlations().isEmpty()) {
            return List.of();
        }
        List<String> remarks = new ArrayList<>();
        remarks.add(
                stops.isEmpty()
                        ? "Only trials that ran to their end count."
                        : "Only trials that ran to their end count. The pruner chose them, so the figures may be too low.");
        warning().ifPresent(remarks::add);
        return remarks;
    }

    /// The warning for a pruner that will run, if these trials show that it compares too early.
    ///
    /// @param planned watches the objective
    public Optional<String> warning(Pruning planned) {
        return planned.firstComparison().isEmpty()
                ? Optional.empty()
                : new EpochRanks(
                                finished,
                                List.of(planned.firstComparison().getAsInt()),
                                Optional.of(new KeptPruner(planned.name(), Optional.empty())))
                        .warning();
    }

    private Optional<String> warning() {
        List<Integer> low = correlations(stops).stream()
                .filter(each -> each.correlation() < LOW)
                .map(RankCorrelation::epoch)
                .toList();
        if (low.isEmpty() || pruner.flatMap(known -> known.comparingFrom(1)).isEmpty()) {
            return Optional.empty();
        }
        String better = IntStream.range(low.getLast() + 1, last())
                .filter(epoch -> correlation(epoch)
                        .filter(each -> each.correlation() >= LOW)
                        .isPresent())
                .boxed()
                .findFirst()
                .flatMap(epoch -> pruner.flatMap(known -> known.comparingFrom(epoch)))
                .map("%s would be safer."::formatted)
                .orElse("No later epoch is much better; training without a pruner would be safer.");
        return Optional.of(
                "Pruning after epoch%s %s may stop good trials, because ranks there hardly agree with the final ones. %s"
                        .formatted(low.size() == 1 ? "" : "s", named(low), better));
    }

    /// `1`, `1 and 3`, `1, 2 and 3`, `1 to 9`.
    private static String named(List<Integer> epochs) {
        if (epochs.size() > MOST_RUNGS) {
            return epochs.getFirst() + " to " + epochs.getLast();
        }
        String last = epochs.getLast().toString();
        return epochs.size() == 1
                ? last
                : Stream.of(epochs.subList(0, epochs.size() - 1))
                                .flatMap(List::stream)
                                .map(Object::toString)
                                .collect(Collectors.joining(", "))
                        + " and " + last;
    }
}
