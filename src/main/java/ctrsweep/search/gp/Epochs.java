package ctrsweep.search.gp;

import ctrsweep.search.Observation;
import ctrsweep.space.Interval;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Losses after numbers of epochs, as one more dimension of the Gaussian process: a trial that was pruned early says
/// less about the last epoch than one that was pruned late.
///
/// Losses count after 1, 2, 4, ... and after all epochs; each is the least until then. As losses fall with epochs
/// whatever the point is, the mean fall of the trials that went on is added to those that did not.
///
/// @param rungs numbers of epochs, ascending; the last is the most that a trial has
/// @param gains for each rung, the mean change of the loss from there to the last
record Epochs(List<Integer> rungs, List<Double> gains) {
    private static final Dimension AXIS = Dimension.of(
            new Interval(BigDecimal.ZERO, BigDecimal.ONE, Interval.Scale.LINEAR, Optional.empty(), Interval.Kind.REAL));

    /// A loss after a number of epochs.
    ///
    /// @param place the coordinate of the epochs, from 0 to 1
    /// @param loss what it may have come to after the last epoch
    record Measured(double place, double loss) {}

    /// @param most epochs of a trial
    static Epochs of(int most, List<Observation> observations) {
        List<Integer> rungs = rungs(most);
        List<Double> gains = new ArrayList<>();
        double gain = 0;
        gains.add(gain);
        for (int rung = rungs.size() - 2; rung >= 0; rung--) {
            int from = rungs.get(rung);
            int to = rungs.get(rung + 1);
            gain += observations.stream()
                    .flatMap(observation -> Stream.of(observation)
                            .filter(each -> least(each, from).isPresent()
                                    && least(each, to).isPresent())
                            .map(each -> least(each, to).getAsDouble()
                                    - least(each, from).getAsDouble()))
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElse(0);
            gains.addFirst(gain);
        }
        return new Epochs(rungs, List.copyOf(gains));
    }

    /// 1, 2, 4, ... and the last epoch.
    private static List<Integer> rungs(int most) {
        return Stream.concat(Stream.iterate(1, epochs -> epochs < most, epochs -> epochs * 2), Stream.of(most))
                .toList();
    }

    /// The dimension of [Measured#place].
    static Dimension dimension() {
        return AXIS;
    }

    /// The least loss until an epoch; empty if the trial did not come that far, or had no loss by then.
    private static OptionalDouble least(Observation observation, int epoch) {
        return observation.losses().size() < epoch
                ? OptionalDouble.empty()
                : observation.losses().stream()
                        .limit(epoch)
                        .mapToDouble(Double::doubleValue)
                        .filter(Double::isFinite)
                        .min();
    }

    /// The losses of an observation after its rungs, with the gain that is expected until the last epoch. Its loss
    /// is finite.
    List<Measured> measured(Observation observation) {
        List<Measured> all = new ArrayList<>();
        for (int rung = 0; rung < rungs.size() - 1; rung++) {
            OptionalDouble least = least(observation, rungs.get(rung));
            if (least.isPresent()) {
                all.add(new Measured(place(rungs.get(rung)), least.getAsDouble() + gains.get(rung)));
            }
        }
        int pruned = observation.prunedAfter().orElse(rungs.getLast());
        if (pruned >= rungs.getLast()) {
            all.add(new Measured(1, observation.loss()));
        } else if (all.isEmpty() && pruned > 0) {
            all.add(new Measured(place(pruned), observation.loss() + gain(pruned)));
        }
        return all;
    }

    private double gain(int epochs) {
        int rung = (int) IntStream.range(0, rungs.size())
                .filter(each -> rungs.get(each) < epochs)
                .count();
        return gains.get(Math.min(rung, gains.size() - 1));
    }

    private double place(int epochs) {
        return Math.log(epochs) / Math.log(rungs.getLast());
    }
}
