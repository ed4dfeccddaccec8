package ctrsweep.search.gp;

import ctrsweep.search.History;
import ctrsweep.search.Observation;
import ctrsweep.search.Sampler;
import ctrsweep.search.SamplingStreams;
import ctrsweep.search.SobolSampler;
import ctrsweep.search.Suggestion;
import ctrsweep.space.Assignment;
import ctrsweep.space.Space;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Bayesian optimisation (Garnett 2023): a Gaussian process with a length scale for each parameter models the loss,
/// and the point with the highest expected improvement is proposed.
///
/// Until [#STARTUP] trials have a result, points come from [SobolSampler]. The process is fitted to the losses
/// after [Losses#normalised]; the noise is fitted too. Trials that are running count as if they had come to what
/// the process expects of them, so that many workers get different points. A second process learns which points
/// fail.
///
/// A suggestion takes time that grows with the cube of the number of results, so at most [#MOST_RESULTS] are used:
/// the best third, and the latest others.
public final class GpSampler implements Sampler {
    static final int STARTUP = 10;
    static final int MOST_RESULTS = 300;

    /// Good observed points near which candidates are made.
    private static final int GOOD = 5;

    private final Space space;
    private final long seed;
    private final Coordinates coordinates;
    private final SobolSampler startup;

    public GpSampler(Space space, long seed) {
        this.space = space;
        this.seed = seed;
        coordinates = Coordinates.of(space);
        startup = new SobolSampler(space, seed);
    }

    /// A result as coordinates.
    ///
    /// @param loss infinite for a trial that failed
    private record Result(Row row, double loss) {
        boolean failed() {
            return loss == Double.POSITIVE_INFINITY;
        }
    }

    private static final class Row {
        private final double[] coordinates;

        Row(double[] coordinates) {
            this.coordinates = coordinates;
        }
    }

    @Override
    public Suggestion suggest(long draw, History history) {
        List<Result> results = results(history.results());
        List<Result> succeeded =
                results.stream().filter(result -> !result.failed()).toList();
        if (succeeded.size() < Math.min(STARTUP, coordinates.dimensions().size() + 4)) {
            return startup.suggest(draw, history);
        }
        Set<Assignment> known = new HashSet<>(history.pending());
        history.results().forEach(result -> known.add(result.assignment()));
        List<double[]> pending = history.pending().stream()
                .flatMap(point -> coordinates.of(point).stream())
                .toList();
        Acquisition acquisition = acquisition(succeeded, results, pending);
        SobolSampler candidates = new SobolSampler(space, SamplingStreams.number(seed, draw, "candidates"));
        List<double[]> good = succeeded.stream()
                .sorted(Comparator.comparingDouble(Result::loss))
                .limit(GOOD)
                .map(result -> result.row.coordinates)
                .toList();
        return new AcquisitionSearch(coordinates, acquisition, SamplingStreams.of(seed, draw, "neighbours"))
                .best(number -> latent(candidates, number), good, known)
                .<Suggestion>map(Suggestion.Point::new)
                .orElseGet(() -> startup.suggest(draw, history));
    }

    private double[] latent(SobolSampler candidates, long draw) {
        double[] shares = candidates.shares(draw);
        double[] latent = new double[shares.length];
        for (int d = 0; d < latent.length; d++) {
            latent[d] = coordinates.dimensions().get(d).quantile(shares[d]);
        }
        return latent;
    }

    private List<Result> results(List<Observation> history) {
        List<Result> results = new ArrayList<>();
        for (Observation observation : history) {
            Optional<double[]> row = coordinates.of(observation.assignment());
            if (row.isPresent() && observation.loss() > Double.NEGATIVE_INFINITY) {
                results.add(new Result(new Row(row.get()), observation.loss()));
            }
        }
        if (results.size() <= MOST_RESULTS) {
            return results;
        }
        Set<Result> kept = new HashSet<>(results.stream()
                .sorted(Comparator.comparingDouble(Result::loss))
                .limit(MOST_RESULTS / 3)
                .toList());
        for (int latest = results.size() - 1; kept.size() < MOST_RESULTS; latest--) {
            kept.add(results.get(latest));
        }
        return results.stream().filter(kept::contains).toList();
    }

    private Acquisition acquisition(List<Result> succeeded, List<Result> results, List<double[]> pending) {
        double[][] rows = rows(succeeded);
        double[] losses =
                Losses.normalised(succeeded.stream().mapToDouble(Result::loss).toArray());
        GaussianProcess loss = Fit.of(coordinates.dimensions(), rows, losses);
        double incumbent = Arrays.stream(rows)
                .mapToDouble(row -> loss.at(row).mean())
                .min()
                .orElseThrow();
        return new Acquisition(loss.believing(pending), success(succeeded, results), incumbent);
    }

    private Optional<GaussianProcess> success(List<Result> succeeded, List<Result> results) {
        if (succeeded.size() == results.size()) {
            return Optional.empty();
        }
        double[] labels =
                results.stream().mapToDouble(result -> result.failed() ? -1 : 1).toArray();
        return Optional.of(Fit.of(coordinates.dimensions(), rows(results), labels));
    }

    private static double[][] rows(List<Result> results) {
        return results.stream().map(result -> result.row.coordinates).toArray(double[][]::new);
    }
}
