package ctrsweep.search.tpe;

import java.util.random.RandomGenerator;

/// Of a parameter with a list of choices: around an observation, its choice has weight 1 and each has the share of
/// the prior that falls to one kernel, 1 / (observations + 1), in addition. The prior has all choices alike.
///
/// Coordinates are indices of choices.
final class ChoiceKernels implements Kernels {
    private final Column observed;
    private final int choices;
    private final double hit;
    private final double miss;

    ChoiceKernels(Column observed, int choices) {
        this.observed = observed;
        this.choices = choices;
        double share = 1.0 / (observed.size() + 1);
        miss = share / (1 + choices * share);
        hit = (1 + share) / (1 + choices * share);
    }

    @Override
    public LogTerms at(double x) {
        double logHit = Math.log(hit);
        double logMiss = Math.log(miss);
        double logPrior = -Math.log(choices);
        return (logs, first, count) -> {
            for (int i = 0; i < count; i++) {
                boolean prior = first + i == observed.size();
                logs[i] += prior ? logPrior : observed.get(first + i) == x ? logHit : logMiss;
            }
        };
    }

    @Override
    public double sample(int kernel, RandomGenerator random) {
        double evenly = random.nextDouble();
        boolean prior = kernel == observed.size();
        return !prior && random.nextDouble() < hit - miss ? observed.get(kernel) : Math.floor(evenly * choices);
    }
}
