package ctrsweep.search;

import ctrsweep.space.Assignment;
import ctrsweep.space.Space;
import java.util.List;
import java.util.stream.IntStream;

/// A formula whose learning curves cross: `|x - c|^2 + exp(-epoch / (8 - 7 x0))`. Good points have a low x0, which
/// makes them learn slowly.
public final class CrossingCurves implements LearningCurveProblem {
    public static final int EPOCHS = 30;

    private static final double[] CENTRE = {0.25, 0.6, 0.3, 0.7};

    @Override
    public int epochs() {
        return EPOCHS;
    }

    @Override
    public Space space() {
        return LearningCurveProblem.cube(CENTRE.length);
    }

    /// That of the centre, about the minimum.
    @Override
    public double least() {
        return losses(CENTRE).getLast();
    }

    @Override
    public Trials trials() {
        return new Trials() {
            @Override
            public boolean isExhausted() {
                return false;
            }

            @Override
            public KnownTrial next(Assignment proposed) {
                return new KnownTrial(proposed, losses(LearningCurveProblem.coordinates(proposed)));
            }
        };
    }

    private static List<Double> losses(double[] x) {
        double distance = IntStream.range(0, x.length)
                .mapToDouble(d -> (x[d] - CENTRE[d]) * (x[d] - CENTRE[d]))
                .sum();
        return IntStream.rangeClosed(1, EPOCHS)
                .mapToObj(epoch -> distance + Math.exp(-epoch / (8 - 7 * x[0])))
                .toList();
    }
}
