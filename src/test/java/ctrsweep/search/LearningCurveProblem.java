package ctrsweep.search;

import ctrsweep.search.Curve.Standing;
import ctrsweep.space.Assignment;
import ctrsweep.space.Domain;
import ctrsweep.space.Interval;
import ctrsweep.space.Space;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A search whose trials have known learning curves.
public interface LearningCurveProblem {

    /// The point of a trial and its losses by epoch.
    record KnownTrial(Assignment point, List<Double> losses) {}

    /// The trials of one search.
    interface Trials {
        /// Whether [#next] has nothing left to give.
        boolean isExhausted();

        KnownTrial next(Assignment proposed);
    }

    /// Epochs of each trial.
    int epochs();

    Space space();

    /// The lowest loss that a search can find.
    double least();

    Trials trials();

    /// The difference between the lowest loss that a search with one worker finds and the lowest there is.
    ///
    /// @param budget epochs in all
    default double regret(Sampler sampler, Optional<Pruner> pruner, int budget) {
        return new Search(this, sampler, pruner, budget).run() - least();
    }

    /// The unit cube.
    static Space cube(int dimensions) {
        Map<String, Domain> domains = new LinkedHashMap<>();
        for (int d = 0; d < dimensions; d++) {
            domains.put(
                    "p" + d,
                    new Interval(
                            BigDecimal.ZERO,
                            BigDecimal.ONE,
                            Interval.Scale.LINEAR,
                            Optional.empty(),
                            Interval.Kind.REAL));
        }
        return new Space(domains);
    }

    static double[] coordinates(Assignment point) {
        return point.values().values().stream()
                .mapToDouble(value -> value.number().orElseThrow())
                .toArray();
    }

    final class Search {
        private final int epochs;
        private final Trials source;
        private final Sampler sampler;
        private final Optional<Pruner> pruner;
        private final List<Curve> curves = new ArrayList<>();
        private final List<KnownTrial> trials = new ArrayList<>();
        private int epochsLeft;
        private double best = Double.POSITIVE_INFINITY;

        Search(LearningCurveProblem problem, Sampler sampler, Optional<Pruner> pruner, int budget) {
            this.epochs = problem.epochs();
            this.source = problem.trials();
            this.sampler = sampler;
            this.pruner = pruner;
            epochsLeft = budget;
        }

        double run() {
            while (epochsLeft > 0) {
                OptionalLong promoted =
                        pruner.map(each -> each.promotes(curves)).orElse(OptionalLong.empty());
                if (promoted.isEmpty() && source.isExhausted()) {
                    return best;
                }
                train(promoted.isPresent() ? (int) promoted.getAsLong() : begin());
            }
            return best;
        }

        private int begin() {
            trials.add(source.next(
                    sampler.suggest(curves.size(), observations()).point().orElseThrow()));
            curves.add(new Curve(curves.size(), List.of(), Standing.RUNNING));
            return curves.size() - 1;
        }

        private void train(int trial) {
            Curve curve = curves.get(trial).now(Standing.RUNNING);
            while (curve.standing() == Standing.RUNNING && epochsLeft-- > 0) {
                curve = curve.and(trials.get(trial).losses().get(curve.epochs()));
                best = Math.min(best, curve.best(curve.epochs()));
                curves.set(trial, curve);
                if (curve.epochs() == epochs) {
                    curve = curve.now(Standing.ENDED);
                } else if (stops(curve)) {
                    curve = curve.now(Standing.PRUNED);
                }
                curves.set(trial, curve);
            }
        }

        private boolean stops(Curve curve) {
            return pruner.map(each -> each.stops(curve, curves)).orElse(false);
        }

        private List<Observation> observations() {
            return curves.stream()
                    .map(curve -> new Observation(
                            trials.get((int) curve.trial()).point(),
                            curve.best(curve.epochs()),
                            curve.standing() == Standing.ENDED ? OptionalInt.empty() : OptionalInt.of(curve.epochs()),
                            curve.losses()))
                    .toList();
        }
    }
}
