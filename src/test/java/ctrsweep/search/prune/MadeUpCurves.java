package ctrsweep.search.prune;

import ctrsweep.search.Curve;
import ctrsweep.search.Pruner;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// Factory methods for curves in tests.
final class MadeUpCurves {

    private MadeUpCurves() {}

    static Curve running(long trial, double... losses) {
        return curve(trial, Curve.Standing.RUNNING, losses);
    }

    static Curve pruned(long trial, double... losses) {
        return curve(trial, Curve.Standing.PRUNED, losses);
    }

    static Curve ended(long trial, double... losses) {
        return curve(trial, Curve.Standing.ENDED, losses);
    }

    private static Curve curve(long trial, Curve.Standing standing, double... losses) {
        return new Curve(trial, DoubleStream.of(losses).boxed().toList(), standing);
    }

    /// Whether a trial stops, given the curves of the others.
    static boolean stops(Pruner pruner, Curve trial, Curve... others) {
        return pruner.stops(
                trial, Stream.concat(List.of(others).stream(), Stream.of(trial)).toList());
    }
}
