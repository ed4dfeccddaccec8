package ctrsweep.search.gp;

import ctrsweep.search.History;
import ctrsweep.search.Observation;
import ctrsweep.space.Choices;
import ctrsweep.space.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The model of a space's results: a Gaussian process of the loss, and one of success.
///
/// If some trials were pruned, epochs are a dimension of the loss ([Epochs]). There the incumbent is the least loss
/// that was measured: a trial that is promising for its epochs is no achievement yet.
///
/// If earlier sweeps are learnt from, the sweep is a dimension, too, and the losses of each sweep are normalised
/// alone. Until a few trials of this sweep have a result, they are those of the earlier ones, and its own points
/// count as running.
final class Surrogate {
    private static final int MOST_STARTUP = 10;

    /// The fewest results of a sweep that are learnt from.
    private static final int LEAST_RESULTS = 4;

    /// The power of the beliefs' density after the first result; it falls with the number of results (piBO,
    /// Hvarfner et al. 2022, whose value this is).
    private static final double TRUST = 10;

    /// The most losses of all earlier sweeps.
    private static final int MOST_EARLIER_LOSSES = 100;

    /// The most losses that the process learns from, because its time grows with their cube: those of the best
    /// third of results, and of the latest others.
    private static final int MOST_LOSSES = 300;

    /// Good observed points near which candidates are made.
    private static final int GOOD = 5;

    private final Acquisition acquisition;
    private final List<double[]> good;

    private final List<double[]> pending;

    private Surrogate(Acquisition acquisition, List<double[]> good, List<double[]> pending) {
        this.acquisition = acquisition;
        this.good = good;
        this.pending = pending;
    }

    /// Fits the processes; empty while there is too little to learn from.
    ///
    /// @param most epochs of a trial; at most 1 if epochs are not known
    static Optional<Surrogate> of(Coordinates coordinates, History history, int most, Beliefs beliefs) {
        List<LocatedResult> results = located(coordinates, history.results());
        List<List<LocatedResult>> earlier = history.earlier().stream()
                .map(each -> located(coordinates, each))
                .filter(each -> succeeded(each).size() >= LEAST_RESULTS)
                .toList();
        if (!canLearn(coordinates, results, history.pending().size(), earlier)) {
            return Optional.empty();
        }
        List<double[]> pending = history.pending().stream()
                .flatMap(point -> coordinates.of(point).stream())
                .collect(Collectors.toCollection(ArrayList::new));
        List<List<LocatedResult>> sweeps = new ArrayList<>(earlier);
        if (succeeded(results).size() >= LEAST_RESULTS) {
            sweeps.add(results);
        } else {
            results.forEach(each -> pending.add(each.row()));
        }
        double trust = TRUST / Math.max(1, results.size());
        return Optional.of(
                new Surrogate(acquisition(coordinates, sweeps, pending, most, beliefs, trust), good(sweeps), pending));
    }

    private static boolean canLearn(
            Coordinates coordinates, List<LocatedResult> results, int pending, List<List<LocatedResult>> earlier) {
        int startup = Math.min(MOST_STARTUP, coordinates.dimensions().size() + 4);
        int succeeded = succeeded(results).size();
        return (succeeded >= LEAST_RESULTS && succeeded + pending >= startup)
                || earlier.stream().anyMatch(each -> succeeded(each).size() >= startup);
    }

    private static Acquisition acquisition(
            Coordinates coordinates,
            List<List<LocatedResult>> sweeps,
            List<double[]> pending,
            int most,
            Beliefs beliefs,
            double trust) {
        boolean byEpochs = most > 1
                && sweeps.stream()
                        .flatMap(List::stream)
                        .anyMatch(each -> !each.failed()
                                && each.observation().prunedAfter().isPresent());
        boolean bySweep = sweeps.size() > 1;
        List<Dimension> dimensions = new ArrayList<>(coordinates.dimensions());
        if (byEpochs) {
            dimensions.add(Epochs.dimension());
        }
        if (bySweep) {
            dimensions.add(dimension(sweeps.size()));
        }
        List<double[]> rows = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        List<double[]> latest = new ArrayList<>();
        double least = 0;
        for (int sweep = 0; sweep < sweeps.size(); sweep++) {
            boolean last = sweep == sweeps.size() - 1;
            LearntLosses learnt = LearntLosses.of(
                    succeeded(sweeps.get(sweep)),
                    last ? MOST_LOSSES : MOST_EARLIER_LOSSES / (sweeps.size() - 1),
                    byEpochs ? OptionalInt.of(most) : OptionalInt.empty(),
                    bySweep ? List.of((double) sweep) : List.of());
            rows.addAll(learnt.rows());
            Arrays.stream(learnt.losses()).forEach(losses::add);
            latest = learnt.rows();
            least = learnt.least();
        }
        GaussianProcess loss = Fit.of(
                dimensions,
                rows.toArray(double[][]::new),
                losses.stream().mapToDouble(Double::doubleValue).toArray());
        List<Double> context = LearntLosses.context(
                byEpochs ? Optional.of(1.0) : Optional.empty(), bySweep ? List.of(sweeps.size() - 1.0) : List.of());
        List<double[]> ends =
                pending.stream().map(row -> Acquisition.extended(row, context)).toList();
        double incumbent = byEpochs ? least : least(loss, latest);
        return new Acquisition(
                loss.believing(ends),
                success(coordinates, sweeps.stream().flatMap(List::stream).toList()),
                Math.min(incumbent, least(loss, ends)),
                context,
                beliefs,
                trust);
    }

    /// The places of the sweeps. How alike their losses are is learnt, as the weight of this dimension.
    private static Dimension dimension(int sweeps) {
        return Dimension.of(new Choices(IntStream.range(0, sweeps)
                .mapToObj(sweep -> (Value) new Value.Text(Integer.toString(sweep)))
                .toList()));
    }

    /// Rows of the best points of the latest sweep, and of those before.
    private static List<double[]> good(List<List<LocatedResult>> sweeps) {
        return sweeps.reversed().stream()
                .flatMap(each -> succeeded(each).stream()
                        .sorted(Comparator.comparingDouble(LocatedResult::loss))
                        .limit(GOOD))
                .map(LocatedResult::row)
                .toList();
    }

    private static List<LocatedResult> succeeded(List<LocatedResult> all) {
        return all.stream().filter(each -> !each.failed()).toList();
    }

    Acquisition acquisition() {
        return acquisition;
    }

    /// Rows of the best observed points.
    List<double[]> good() {
        return good;
    }

    /// Rows of points whose trials are running.
    List<double[]> pending() {
        return pending;
    }

    private static List<LocatedResult> located(Coordinates coordinates, List<Observation> observations) {
        return observations.stream()
                .filter(observation -> observation.loss() > Double.NEGATIVE_INFINITY)
                .filter(observation -> observation.prunedAfter().orElse(1) > 0)
                .flatMap(observation -> coordinates.of(observation.assignment()).stream()
                        .map(row -> new LocatedResult(row, observation)))
                .toList();
    }

    /// The least mean of these points; infinite if there is none.
    private static double least(GaussianProcess loss, List<double[]> rows) {
        return rows.stream().mapToDouble(row -> loss.at(row).mean()).min().orElse(Double.POSITIVE_INFINITY);
    }

    private static Optional<GaussianProcess> success(Coordinates coordinates, List<LocatedResult> all) {
        if (all.stream().noneMatch(LocatedResult::failed)) {
            return Optional.empty();
        }
        List<LocatedResult> kept = LocatedResult.kept(all, MOST_LOSSES);
        double[] labels =
                kept.stream().mapToDouble(each -> each.failed() ? -1 : 1).toArray();
        return Optional.of(Fit.of(coordinates.dimensions(), rows(kept), labels));
    }

    private static double[][] rows(List<LocatedResult> all) {
        return all.stream().map(LocatedResult::row).toArray(double[][]::new);
    }
}
