package ctrsweep.search.tpe;

import ctrsweep.space.Choices;
import java.util.random.RandomGenerator;

/// Of a parameter with a list of choices: around an observation, its choice has weight 1 and each has the share of
/// the prior that falls to one kernel, 1 / (observations + 1), in addition. The prior has the choices' own weights,
/// all alike where they have none.
///
/// Coordinates are indices of choices.
final class ChoiceKernels implements Kernels {
    private final Column observed;
    private final Choices choices;
    private final double share;

    ChoiceKernels(Column observed, Choices choices) {
        this.observed = observed;
        this.choices = choices;
        share = 1.0 / (observed.size() + 1);
    }

    /// The prior's share of a choice, such that those of all sum to how many there are.
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
