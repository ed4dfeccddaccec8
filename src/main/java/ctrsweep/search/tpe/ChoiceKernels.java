package ctrsweep.search.tpe;

import ctrsweep.space.Choices;
import java.util.random.RandomGenerator;

/// The kernels of a parameter with a list of choices. In the kernel of an observation, the observed choice has
/// weight 1, and each choice has in addition the prior's share of one kernel, 1 / (observations + 1). The prior has
/// the choices' own weights, or equal ones.
///
/// Coordinates are indices of choices.
final class ChoiceKernels implements Kernels {
    private final SortedColumn observed;
    private final Choices choices;
    private final double share;

    ChoiceKernels(SortedColumn observed, Choices choices) {
        this.observed = observed;
        this.choices = choices;
        share = 1.0 / (observed.size() + 1);
    }

    /// The prior's weight of a choice; the weights of all choices sum to their number.
    private double relative(int choice) {
        return choices.weights().isEmpty()
                ? 1
                : choices.weights().get(choice) * choices.values().size();
    }

    private double whole() {
        return 1 + choices.values().size() * share;
    }

    @Override
    public LogTerms at(double x) {
        double relative = relative((int) x);
        double logHit = Math.log((1 + share * relative) / whole());
        double logMiss = Math.log(share * relative / whole());
        double logPrior = Math.log(relative) - Math.log(choices.values().size());
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
        boolean repeats = !prior && random.nextDouble() < (1 + share) / whole() - share / whole();
        return repeats ? observed.get(kernel) : choices.place(evenly);
    }
}
