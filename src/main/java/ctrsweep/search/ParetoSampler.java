package ctrsweep.search;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/// Searches for the Pareto front of several objectives by a sampler of one, as ParEGO does (Knowles 2006): each
/// draw weighs the objectives in its own way, and the sampler looks for the point with the lowest weighted loss.
///
/// The loss of a result is the augmented Chebyshev function of its objectives, each scaled to 0 at the best result
/// and 1 at the worst on the front. The weights follow from the seed and the number of the draw. A result without a
/// loss, of a trial that failed, keeps none.
///
/// @param inner a sampler that learns
/// @param objectives how many there are, at least two
public record ParetoSampler(Sampler inner, long seed, int objectives) implements Sampler {
    /// The weight of the sum beside the maximum, as Knowles has it: of two points with the same maximum, the one that
    /// is better by the rest is better.
    private static final double SUM = 0.05;

    @Override
    public Suggestion suggest(long draw, History history) {
        List<Observation> results = history.results().stream()
                .filter(result ->
                        Double.isInfinite(result.loss()) || result.others().size() == objectives - 1)
                .toList();
        double[][] losses = results.stream()
                .filter(result -> Double.isFinite(result.loss()))
                .map(ParetoSampler::losses)
                .toArray(double[][]::new);
        if (losses.length == 0) {
            return inner.suggest(draw, new History(results, history.pending()));
        }
        Scales scales = Scales.of(losses);
        double[] weights = weights(draw);
        List<Observation> weighted = results.stream()
                .map(result -> weighted(result, scales, weights))
                .toList();
        return inner.suggest(draw, new History(weighted, history.pending()));
    }

    private static Observation weighted(Observation result, Scales scales, double[] weights) {
        double loss = Double.isFinite(result.loss()) ? scales.weighted(losses(result), weights) : result.loss();
        return new Observation(result.assignment(), loss, OptionalInt.empty());
    }

    private static double[] losses(Observation result) {
        double[] losses = new double[result.others().size() + 1];
        Arrays.setAll(losses, i -> i == 0 ? result.loss() : result.others().get(i - 1));
        return losses;
    }

    /// Weights that are not negative and sum to one, each such choice equally likely.
    private double[] weights(long draw) {
        RandomGenerator random = SamplingStreams.of(seed, draw, "objectives");
        double[] weights = random.doubles(objectives).map(u -> -Math.log1p(-u)).toArray();
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    /// How each objective is scaled.
    private static final class Scales {
        /// The lowest losses.
        private final double[] best;

        /// From there to the highest loss on the front, positive.
        private final double[] range;

        private Scales(double[] best, double[] range) {
            this.best = best;
            this.range = range;
        }

        static Scales of(double[][] losses) {
            double[][] front = Arrays.stream(losses)
                    .filter(one -> Arrays.stream(losses).noneMatch(each -> dominates(each, one)))
                    .toArray(double[][]::new);
            double[] best = new double[losses[0].length];
            double[] range = new double[best.length];
            for (int i = 0; i < best.length; i++) {
                int objective = i;
                best[i] = Arrays.stream(losses)
                        .mapToDouble(one -> one[objective])
                        .min()
                        .orElseThrow();
                double worst = Arrays.stream(front)
                        .mapToDouble(one -> one[objective])
                        .max()
                        .orElseThrow();
                double worstOfAll = Arrays.stream(losses)
                        .mapToDouble(one -> one[objective])
                        .max()
                        .orElseThrow();
                range[i] = worst > best[i] ? worst - best[i] : worstOfAll > best[i] ? worstOfAll - best[i] : 1;
            }
            return new Scales(best, range);
        }

        private static boolean dominates(double[] better, double[] worse) {
            boolean strictly = false;
            for (int i = 0; i < better.length; i++) {
                if (better[i] > worse[i]) {
                    return false;
                }
                strictly |= better[i] < worse[i];
            }
            return strictly;
        }

        double weighted(double[] losses, double[] weights) {
            double most = 0;
            double sum = 0;
            for (int i = 0; i < losses.length; i++) {
                double share = weights[i] * (losses[i] - best[i]) / range[i];
                most = Math.max(most, share);
                sum += share;
            }
            return most + SUM * sum;
        }
    }
}
