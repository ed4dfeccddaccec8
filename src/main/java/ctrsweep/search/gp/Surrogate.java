package ctrsweep.search.gp;

import ctrsweep.search.History;
import ctrsweep.search.Observation;
import ctrsweep.space.Choices;
import ctrsweep.space.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

    /// An observation that has coordinates.
    private static final class Located {
        private final double[] row;
        private final Observation observation;

        Located(double[] row, Observation observation) {
            this.row = row;
            this.observation = observation;
        }

        double loss() {
            return observation.loss();
        }

        boolean failed() {
            return loss() == Double.POSITIVE_INFINITY;
        }
    }

    /// Losses of one sweep, normalised, as rows of the process.
    private static final class Learnt {
        private final List<double[]> rows;
        private final double[] losses;

        /// The least loss that was measured.
        private final double least;

        private Learnt(List<double[]> rows, double[] losses, double least) {
            this.rows = rows;
            this.losses = losses;
            this.least = least;
        }

        /// @param most of the sweep's losses that are learnt from
        /// @param epochs of a trial at most, if they are a coordinate
        /// @param sweep the coordinate of the sweep, if there are several
        static Learnt of(List<Located> succeeded, int most, OptionalInt epochs, List<Double> sweep) {
            List<double[]> rows = new ArrayList<>();
            List<Double> losses = new ArrayList<>();
            if (epochs.isPresent()) {
                Epochs rungs = Epochs.of(
                        epochs.getAsInt(),
                        succeeded.stream().map(each -> each.observation).toList());
                for (Located each :
                        kept(succeeded, Math.max(1, most / rungs.rungs().size()))) {
                    for (Epochs.Measured measured : rungs.measured(each.observation)) {
                        rows.add(Acquisition.extended(each.row, context(Optional.of(measured.place()), sweep)));
                        losses.add(measured.loss());
                    }
                }
            } else {
                for (Located each : kept(succeeded, most)) {
                    rows.add(Acquisition.extended(each.row, sweep));
                    losses.add(each.loss());
                }
            }
            losses.add(succeeded.stream().mapToDouble(Located::loss).min().orElseThrow());
            double[] normal = Losses.normalised(
                    losses.stream().mapToDouble(Double::doubleValue).toArray());
            return new Learnt(rows, Arrays.copyOf(normal, rows.size()), normal[rows.size()]);
        }
    }

    private static List<Double> context(Optional<Double> epochs, List<Double> sweep) {
        return Stream.concat(epochs.stream(), sweep.stream()).toList();
    }

    /// Whether a process can be fitted.
    static boolean canLearn(Coordinates coordinates, History history) {
        int startup = Math.min(MOST_STARTUP, coordinates.dimensions().size() + 4);
        int results = succeeded(located(coordinates, history.results())).size();
        return (results >= LEAST_RESULTS && results + history.pending().size() >= startup)
                || history.earlier().stream()
                        .anyMatch(each -> succeeded(located(coordinates, each)).size() >= startup);
    }

    /// @param most epochs of a trial; at most 1 if epochs are not known
    static Surrogate of(Coordinates coordinates, History history, int most, Beliefs beliefs) {
        List<Located> results = located(coordinates, history.results());
        List<List<Located>> earlier = history.earlier().stream()
                .map(each -> located(coordinates, each))
                .filter(each -> succeeded(each).size() >= LEAST_RESULTS)
                .toList();
        List<double[]> pending = history.pending().stream()
                .flatMap(point -> coordinates.of(point).stream())
                .collect(Collectors.toCollection(ArrayList::new));
        List<List<Located>> sweeps = new ArrayList<>(earlier);
        if (succeeded(results).size() >= LEAST_RESULTS) {
            sweeps.add(results);
        } else {
            results.forEach(each -> pending.add(each.row));
        }
        double trust = TRUST / Math.max(1, results.size());
        return new Surrogate(acquisition(coordinates, sweeps, pending, most, beliefs, trust), good(sweeps), pending);
    }

    private static Acquisition acquisition(
            Coordinates coordinates,
            List<List<Located>> sweeps,
            List<double[]> pending,
            int most,
            Beliefs beliefs,
            double trust) {
        boolean byEpochs = most > 1
                && sweeps.stream()
                        .flatMap(List::stream)
                        .anyMatch(each ->
                                !each.failed() && each.observation.prunedAfter().isPresent());
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
            Learnt learnt = Learnt.of(
                    succeeded(sweeps.get(sweep)),
                    last ? MOST_LOSSES : MOST_EARLIER_LOSSES / (sweeps.size() - 1),
                    byEpochs ? OptionalInt.of(most) : OptionalInt.empty(),
                    bySweep ? List.of((double) sweep) : List.of());
            rows.addAll(learnt.rows);
            Arrays.stream(learnt.losses).forEach(losses::add);
            latest = learnt.rows;
            least = learnt.least;
        }
        GaussianProcess loss = Fit.of(
                dimensions,
                rows.toArray(double[][]::new),
                losses.stream().mapToDouble(Double::doubleValue).toArray());
        List<Double> context = context(
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
    private static List<double[]> good(List<List<Located>> sweeps) {
        return sweeps.reversed().stream()
                .flatMap(each -> succeeded(each).stream()
                        .sorted(Comparator.comparingDouble(Located::loss))
                        .limit(GOOD))
                .map(each -> each.row)
                .toList();
    }

    private static List<Located> succeeded(List<Located> all) {
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

    private static List<Located> located(Coordinates coordinates, List<Observation> observations) {
        return observations.stream()
                .filter(observation -> observation.loss() > Double.NEGATIVE_INFINITY)
                .filter(observation -> observation.prunedAfter().orElse(1) > 0)
                .flatMap(observation ->
                        coordinates.of(observation.assignment()).stream().map(row -> new Located(row, observation)))
                .toList();
    }

    /// The least mean of these points; infinite if there is none.
    private static double least(GaussianProcess loss, List<double[]> rows) {
        return rows.stream().mapToDouble(row -> loss.at(row).mean()).min().orElse(Double.POSITIVE_INFINITY);
    }

    private static Optional<GaussianProcess> success(Coordinates coordinates, List<Located> all) {
        if (all.stream().noneMatch(Located::failed)) {
            return Optional.empty();
        }
        List<Located> kept = kept(all, MOST_LOSSES);
        double[] labels =
                kept.stream().mapToDouble(each -> each.failed() ? -1 : 1).toArray();
        return Optional.of(Fit.of(coordinates.dimensions(), rows(kept), labels));
    }

    private static List<Located> kept(List<Located> all, int most) {
        if (all.size() <= most) {
            return all;
        }
        Set<Located> kept = new HashSet<>(all.stream()
                .sorted(Comparator.comparingDouble(Located::loss))
                .limit(most / 3)
                .toList());
        for (int latest = all.size() - 1; kept.size() < most; latest--) {
            kept.add(all.get(latest));
        }
        return all.stream().filter(kept::contains).toList();
    }

    private static double[][] rows(List<Located> all) {
        return all.stream().map(each -> each.row).toArray(double[][]::new);
    }
}
