package ctrsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.config.Objective;
import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.space.Assignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrontsTest {
    private static final Metric AUC = new Metric("val", "auc");
    private static final Metric COST = new Metric("val", "cost");
    private static final List<Objective> OBJECTIVES = List.of(
            new Objective(AUC, Goal.MAXIMIZE, OptionalDouble.empty()),
            new Objective(COST, Goal.MINIMIZE, OptionalDouble.empty()));

    private static Trial trial(long number, String point, double auc, double cost) {
        return new Trial(
                number,
                Optional.empty(),
                TrialState.COMPLETED,
                new Assignment(Map.of()),
                1,
                Optional.of(1),
                Map.of(AUC, auc, COST, cost),
                Optional.empty(),
                1,
                number,
                "hash" + number,
                point,
                Optional.empty(),
                1);
    }

    /// b is as good as a by auc and costs less; c costs least; d is worse than b by both.
    @Test
    void aPointIsBehindThoseThatDominateIt() {
        assertThat(new Fronts(OBJECTIVES, 1)
                        .places(List.of(
                                trial(0, "a", 0.8, 3),
                                trial(1, "b", 0.8, 2),
                                trial(2, "c", 0.5, 1),
                                trial(3, "d", 0.7, 2.5))))
                .containsExactly(
                        Map.entry("b", new Fronts.Place(1, 1)),
                        Map.entry("c", new Fronts.Place(2, 1)),
                        Map.entry("a", new Fronts.Place(3, 2)),
                        Map.entry("d", new Fronts.Place(4, 2)));
    }

    @Test
    void equalPointsShareAFrontInTheOrderOfTheirNumbers() {
        assertThat(new Fronts(OBJECTIVES, 1).places(List.of(trial(1, "b", 0.8, 3), trial(0, "a", 0.8, 3))))
                .containsExactly(Map.entry("a", new Fronts.Place(1, 1)), Map.entry("b", new Fronts.Place(2, 1)));
    }

    /// The mean of a is (0.7, 2): b, which has one seed of two, follows although it is better.
    @Test
    void pointsWithFewerSeedsFollow() {
        assertThat(new Fronts(OBJECTIVES, 2)
                        .places(List.of(
                                trial(0, "a", 0.6, 1),
                                trial(1, "a", 0.8, 3),
                                trial(2, "b", 0.9, 1),
                                trial(3, "c", 0.7, 3),
                                trial(4, "c", 0.7, 3))))
                .containsExactly(
                        Map.entry("a", new Fronts.Place(1, 1)),
                        Map.entry("c", new Fronts.Place(2, 2)),
                        Map.entry("b", new Fronts.Place(3, 3)));
    }

    @Test
    void aPointWithoutAFiniteValueHasNoPlace() {
        assertThat(new Fronts(OBJECTIVES, 1).places(List.of(trial(0, "a", 0.6, Double.NaN))))
                .isEmpty();
    }

    /// The front of a point is one more than the highest front of a point that dominates it.
    @Test
    void frontsAreThoseOfTheDefinition() {
        Random random = new Random(1);
        List<Trial> trials = new ArrayList<>();
        IntStream.range(0, 200).forEach(i -> trials.add(trial(i, "p" + i, random.nextInt(20), random.nextInt(20))));
        Map<String, Fronts.Place> places = new Fronts(OBJECTIVES, 1).places(trials);
        for (Trial trial : trials) {
            int behind = trials.stream()
                    .filter(other -> dominates(other, trial))
                    .mapToInt(other -> places.get(other.point()).front())
                    .max()
                    .orElse(0);
            assertThat(places.get(trial.point()).front()).isEqualTo(behind + 1);
        }
    }

    private static boolean dominates(Trial one, Trial other) {
        double auc = one.metric(AUC).orElseThrow() - other.metric(AUC).orElseThrow();
        double cost = other.metric(COST).orElseThrow() - one.metric(COST).orElseThrow();
        return auc >= 0 && cost >= 0 && auc + cost > 0;
    }
}
