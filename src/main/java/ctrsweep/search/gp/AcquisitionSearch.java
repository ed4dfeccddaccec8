package ctrsweep.search.gp;

import ctrsweep.search.SamplingStreams;
import ctrsweep.search.SobolSampler;
import ctrsweep.space.Assignment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Searches a space for the point with the highest acquisition: many candidates, and an ascent from the best of them.
///
/// An ascent alternates between the coordinates of [Dimension.Line]s, which follow the gradient, and those of
/// [Dimension.Listed] values, each of which is tried.
final class AcquisitionSearch {
    /// Quasi-random candidates; a constraint may forbid some.
    private static final int DRAWS = 1024;

    /// Candidates near good observed points.
    private static final int NEIGHBOURS = 256;

    /// Candidates at the ends of all dimensions.
    private static final int CORNERS = 64;

    /// The widest and the narrowest neighbourhood.
    private static final double WIDEST = 0.5;

    private static final double NARROWEST = 5e-4;

    private static final int ASCENTS = 8;

    /// Starts of ascents are less correlated than this.
    private static final double ALIKE = 0.9;

    /// A point that is more correlated with a running one is not proposed.
    private static final double SAME = 0.999;

    private static final int MOST_ROUNDS = 10;
    private static final int MOST_ITERATIONS = 50;
    private static final double TOLERANCE = 1e-3;

    /// Halvings of the way to a point that a constraint forbids.
    private static final int MOST_HALVINGS = 5;

    private final Coordinates coordinates;
    private final Surrogate surrogate;
    private final Beliefs beliefs;
    private final Acquisition acquisition;
    private final SobolSampler quasiRandom;
    private final RandomGenerator random;

    /// A point while it is searched.
    private static final class Candidate {
        /// Coordinates of all parameters, active or not.
        private final double[] latent;

        /// Coordinates with NaN for inactive parameters.
        private final double[] row;

        private final double score;

        Candidate(double[] latent, double[] row, double score) {
            this.latent = latent;
            this.row = row;
            this.score = score;
        }

        double score() {
            return score;
        }
    }

    AcquisitionSearch(Coordinates coordinates, Surrogate surrogate, Beliefs beliefs, long seed) {
        this.coordinates = coordinates;
        this.surrogate = surrogate;
        this.beliefs = beliefs;
        acquisition = surrogate.acquisition();
        quasiRandom = new SobolSampler(coordinates.space(), SamplingStreams.number(seed, 0, "candidates"));
        random = SamplingStreams.of(seed, 0, "neighbours");
    }

    /// The best new point.
    ///
    /// @param known points that are not proposed again
    /// @return empty if every candidate is known, forbidden or too near to a running one
    Optional<Assignment> best(Set<Assignment> known) {
        List<Candidate> candidates = new ArrayList<>();
        List<double[]> good = surrogate.good();
        for (int draw = 0; draw < DRAWS; draw++) {
            double[] shares = quasiRandom.shares(draw);
            candidate(draw % 2 == 0 ? latent(shares) : beliefs.latent(shares)).ifPresent(candidates::add);
        }
        for (int neighbour = 0; neighbour < NEIGHBOURS; neighbour++) {
            candidate(neighbour(good.get(neighbour % good.size()))).ifPresent(candidates::add);
        }
        for (int corner = 0; corner < CORNERS; corner++) {
            candidate(corner()).ifPresent(candidates::add);
        }
        Comparator<Candidate> bestFirst =
                Comparator.comparingDouble(Candidate::score).reversed();
        candidates.sort(bestFirst);
        candidates.addAll(starts(candidates).stream().map(this::ascended).toList());
        candidates.sort(bestFirst);
        return candidates.stream()
                .filter(this::isApartFromPending)
                .map(candidate -> coordinates.point(candidate.latent))
                .filter(point -> !known.contains(point) && coordinates.space().allows(point))
                .findFirst();
    }

    /// Where the model is sure, its expectations do not tell workers apart.
    private boolean isApartFromPending(Candidate candidate) {
        Matern kernel = acquisition.loss().kernel();
        return surrogate.pending().stream()
                .allMatch(row -> kernel.covariance(candidate.row, row) < SAME * kernel.scale());
    }

    private double[] latent(double[] shares) {
        return IntStream.range(0, shares.length)
                .mapToDouble(d -> coordinates.dimensions().get(d).quantile(shares[d]))
                .toArray();
    }

    private Optional<Candidate> candidate(double[] latent) {
        return coordinates.row(latent).map(row -> new Candidate(latent, row, acquisition.at(row)));
    }

    /// The best candidates that are not alike.
    private List<Candidate> starts(List<Candidate> bestFirst) {
        Matern kernel = acquisition.loss().kernel();
        List<Candidate> starts = new ArrayList<>();
        for (Candidate candidate : bestFirst) {
            if (starts.size() < ASCENTS
                    && starts.stream()
                            .allMatch(start -> kernel.covariance(start.row, candidate.row) < ALIKE * kernel.scale())) {
                starts.add(candidate);
            }
        }
        return starts;
    }

    private double[] neighbour(double[] row) {
        double radius = WIDEST * Math.pow(NARROWEST / WIDEST, random.nextDouble());
        double share = Math.max(0.3, 2.0 / row.length);
        double[] latent = new double[row.length];
        for (int d = 0; d < row.length; d++) {
            Dimension dimension = coordinates.dimensions().get(d);
            boolean moves = Double.isNaN(row[d]) || random.nextDouble() < share;
            latent[d] = moves ? moved(dimension, row[d], radius) : row[d];
        }
        return latent;
    }

    private double moved(Dimension dimension, double from, double radius) {
        if (Double.isNaN(from) || !dimension.isOrdered()) {
            return dimension.quantile(random.nextDouble());
        }
        double to = Math.clamp(from + radius * random.nextGaussian(), 0, 1);
        return switch (dimension) {
            case Dimension.Line _ -> to;
            case Dimension.Listed listed -> listed.beside(from, to);
        };
    }

    private double[] corner() {
        return coordinates.dimensions().stream()
                .mapToDouble(dimension ->
                        dimension.isOrdered() ? random.nextInt(2) : dimension.quantile(random.nextDouble()))
                .toArray();
    }

    private Candidate ascended(Candidate start) {
        Candidate best = start;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double before = best.score;
            best = eachValueTried(climbed(best));
            if (best.score - before < TOLERANCE) {
                return best;
            }
        }
        return best;
    }

    private Candidate eachValueTried(Candidate start) {
        Candidate best = start;
        for (int d = 0; d < start.latent.length; d++) {
            if (coordinates.dimensions().get(d) instanceof Dimension.Listed listed && !Double.isNaN(best.row[d])) {
                for (int index = 0; index < listed.size(); index++) {
                    double[] latent = best.latent.clone();
                    latent[d] = listed.place(index);
                    best = better(best, candidate(latent));
                }
            }
        }
        return best;
    }

    private static Candidate better(Candidate one, Optional<Candidate> other) {
        return other.isPresent() && other.get().score > one.score ? other.get() : one;
    }

    /// Follows the gradient. In units of the length scales all directions are about as steep.
    private Candidate climbed(Candidate start) {
        int[] lines = IntStream.range(0, start.row.length)
                .filter(d -> coordinates.dimensions().get(d) instanceof Dimension.Line)
                .filter(d -> !Double.isNaN(start.row[d]))
                .toArray();
        if (lines.length == 0) {
            return start;
        }
        Matern kernel = acquisition.loss().kernel();
        double[] units = IntStream.of(lines)
                .mapToDouble(d -> 1 / Math.sqrt(kernel.weight(d)))
                .toArray();
        double[] row = start.row.clone();
        double[] slopes = new double[row.length];
        BoundedDescent.Function negative = (scaled, gradient) -> {
            place(scaled, units, lines, row);
            double value = acquisition.at(row, slopes);
            for (int i = 0; i < lines.length; i++) {
                gradient[i] = -slopes[lines[i]] * units[i];
            }
            return -value;
        };
        double[] scaled = IntStream.range(0, lines.length)
                .mapToDouble(i -> Math.clamp(row[lines[i]], 0, 1) / units[i])
                .toArray();
        double[] ends =
                IntStream.range(0, lines.length).mapToDouble(i -> 1 / units[i]).toArray();
        new BoundedDescent(negative, new double[lines.length], ends).minimise(scaled, MOST_ITERATIONS, TOLERANCE);
        double[] latent = start.latent.clone();
        place(scaled, units, lines, latent);
        return towards(start, latent);
    }

    private static void place(double[] scaled, double[] units, int[] lines, double[] row) {
        for (int i = 0; i < lines.length; i++) {
            row[lines[i]] = scaled[i] * units[i];
        }
    }

    /// The better of a candidate and another point, or a point on the way to it, if a constraint forbids that.
    private Candidate towards(Candidate start, double[] end) {
        double[] latent = end.clone();
        for (int halving = 0; halving < MOST_HALVINGS; halving++) {
            Optional<Candidate> there = candidate(latent);
            if (there.isPresent()) {
                return better(start, there);
            }
            for (int d = 0; d < latent.length; d++) {
                latent[d] = (start.latent[d] + latent[d]) / 2;
            }
        }
        return start;
    }
}
