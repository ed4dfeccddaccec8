package ctrsweep.search.gp;

import ctrsweep.search.Observation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The model of a space's results: a Gaussian process of the loss, and one of success.
///
/// If some trials were pruned, epochs are a dimension of the loss ([Epochs]).
final class Surrogate {
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

    /// The number of observations that a process can learn from.
    static long usable(Coordinates coordinates, List<Observation> observations) {
        return located(coordinates, observations).stream()
                .filter(each -> !each.failed())
                .count();
    }

    /// @param pending rows of points whose trials are running
    /// @param most epochs of a trial; at most 1 if epochs are not known
    static Surrogate of(Coordinates coordinates, List<Observation> observations, List<double[]> pending, int most) {
        List<Located> all = located(coordinates, observations);
        List<Located> succeeded = all.stream().filter(each -> !each.failed()).toList();
        boolean byEpochs = most > 1
                && succeeded.stream()
                        .anyMatch(each -> each.observation.prunedAfter().isPresent());
        Acquisition acquisition = byEpochs
                ? afterEpochs(coordinates, all, succeeded, pending, most)
                : atTheEnd(coordinates, all, succeeded, pending);
        return new Surrogate(
                acquisition,
                succeeded.stream()
                        .sorted(Comparator.comparingDouble(Located::loss))
                        .limit(GOOD)
                        .map(each -> each.row)
                        .toList(),
                pending);
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

    private static Acquisition atTheEnd(
            Coordinates coordinates, List<Located> all, List<Located> succeeded, List<double[]> pending) {
        List<Located> kept = kept(succeeded, MOST_LOSSES);
        double[][] rows = rows(kept);
        double[] losses =
                Losses.normalised(kept.stream().mapToDouble(Located::loss).toArray());
        GaussianProcess loss = Fit.of(coordinates.dimensions(), rows, losses);
        double incumbent = least(loss, Arrays.asList(rows));
        return new Acquisition(
                loss.believing(pending), success(coordinates, all), Math.min(incumbent, least(loss, pending)), false);
    }

    /// Here the incumbent is the least loss that was measured: a trial that is promising for its epochs is no
    /// achievement yet.
    private static Acquisition afterEpochs(
            Coordinates coordinates, List<Located> all, List<Located> succeeded, List<double[]> pending, int most) {
        Epochs epochs =
                Epochs.of(most, succeeded.stream().map(each -> each.observation).toList());
        List<double[]> rows = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        for (Located each : kept(succeeded, MOST_LOSSES / epochs.rungs().size())) {
            for (Epochs.Measured measured : epochs.measured(each.observation)) {
                rows.add(Acquisition.extended(each.row, measured.place()));
                losses.add(measured.loss());
            }
        }
        losses.add(succeeded.stream().mapToDouble(Located::loss).min().orElseThrow());
        double[] normal = Losses.normalised(
                losses.stream().mapToDouble(Double::doubleValue).toArray());
        List<Dimension> dimensions = Stream.concat(coordinates.dimensions().stream(), Stream.of(Epochs.dimension()))
                .toList();
        GaussianProcess loss = Fit.of(dimensions, rows.toArray(double[][]::new), Arrays.copyOf(normal, rows.size()));
        List<double[]> ends =
                pending.stream().map(row -> Acquisition.extended(row, 1)).toList();
        return new Acquisition(
                loss.believing(ends),
                success(coordinates, all),
                Math.min(normal[rows.size()], least(loss, ends)),
                true);
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
