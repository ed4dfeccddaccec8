package ctrsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.metric.Metric;
import ctrsweep.space.Assignment;
import ctrsweep.sweep.PairedSeeds.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PairedSeedsTest {
    private static final Metric AUC = Metric.of("val.auc");

    /// Differences .010 .012 .008: mean .010, deviation .002, t = .010 / (.002 / sqrt 3) = 8.66; the two-sided
    /// 5% point at 2 degrees of freedom is 4.303.
    @Test
    void aSteadyDifferenceIsTold() {
        assertThat(PairedSeeds.compare(point(.710, .752, .738), point(.700, .740, .730), AUC))
                .isEqualTo(Difference.SIGNIFICANT);
    }

    /// Differences .010 -.004 .006: mean .004, deviation .0072, t = .96.
    @Test
    void aDifferenceThatVariesIsNot() {
        assertThat(PairedSeeds.compare(point(.710, .736, .736), point(.700, .740, .730), AUC))
                .isEqualTo(Difference.NOT_SIGNIFICANT);
    }

    @Test
    void equalDifferencesLeaveNoDoubt() {
        assertThat(PairedSeeds.compare(point(.75, .5), point(.5, .25), AUC)).isEqualTo(Difference.SIGNIFICANT);
        assertThat(PairedSeeds.compare(point(.75, .5), point(.75, .5), AUC)).isEqualTo(Difference.NOT_SIGNIFICANT);
    }

    @Test
    void withOneSeedInCommonNoTestIsMade() {
        assertThat(PairedSeeds.compare(point(.9, .9, .9), point(.1), AUC)).isEqualTo(Difference.NOT_TESTED);
        assertThat(PairedSeeds.compare(point(.9, .9), point(.1, Double.NaN), AUC))
                .isEqualTo(Difference.NOT_TESTED);
    }

    /// The best point has one trial, and others are judged by the mean of theirs: .745 is inside, (.75 + .73) / 2 too,
    /// (.76 + .70) / 2 is not, though one of its trials is.
    @Test
    void theIntervalOfTheBestJudgesOtherPointsByTheirMean() {
        Point best = point(.75);
        List<Point> inside = List.of(point(.745), point(.75, .73));
        Ties ties = new Ties(
                List.of(best, inside.getFirst(), inside.getLast(), point(.76, .70)),
                AUC,
                Map.of(1L, new Outcome.Interval(.735, .765)));
        assertThat(ties.rivals()).isEqualTo(inside);
        assertThat(ties.untested()).isEmpty();
    }

    private static Point point(double... values) {
        List<Trial> trials = new ArrayList<>();
        for (int seed = 1; seed <= values.length; seed++) {
            trials.add(new Trial(
                    seed,
                    Optional.of(seed),
                    TrialState.COMPLETED,
                    new Assignment(Map.of()),
                    1,
                    Optional.of(1),
                    Map.of(AUC, values[seed - 1]),
                    Optional.of(StopReason.LAST_EPOCH),
                    1,
                    seed,
                    "hash" + seed,
                    "point",
                    Optional.empty(),
                    1));
        }
        return new Point(trials);
    }
}
