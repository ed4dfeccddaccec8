package ctrsweep.search.prune;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.search.Curve;
import ctrsweep.search.Curve.Standing;
import ctrsweep.search.Pruner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/// A sweep over made-up curves: each free worker takes the promoted trial, or a new one, and trains it epoch by
/// epoch until it stops or ends.
final class SimulatedSweep {
    private final LearningCurves world;
    private final Pruner pruner;
    private final Random turns;

    private final List<Curve> curves = new ArrayList<>();

    /// The trials that workers are training.
    private final List<Curve> busy = new ArrayList<>();

    private final Set<Epoch> trained = new HashSet<>();

    private record Epoch(long trial, int number) {}

    SimulatedSweep(LearningCurves world, Pruner pruner, long seed) {
        this.world = world;
        this.pruner = pruner;
        turns = new Random(seed);
    }

    /// Trains until no trial is left to start or to promote.
    SimulatedSweep run(int workers) {
        boolean work = true;
        while (work || !busy.isEmpty()) {
            work = true;
            while (work && busy.size() < workers) {
                work = take();
            }
            if (!busy.isEmpty()) {
                train(busy.remove(turns.nextInt(busy.size())));
            }
        }
        return this;
    }

    /// The total number of epochs trained.
    int trained() {
        return trained.size();
    }

    /// The trial with the lowest loss among all epochs trained.
    long best() {
        return curves.stream()
                .min((one, other) -> Double.compare(one.best(one.epochs()), other.best(other.epochs())))
                .orElseThrow()
                .trial();
    }

    private boolean take() {
        OptionalLong promoted = pruner.promotes(curves);
        if (promoted.isPresent()) {
            Curve curve = curves.get((int) promoted.getAsLong()).now(Standing.RUNNING);
            curves.set((int) curve.trial(), curve);
            return busy.add(curve);
        }
        if (curves.size() == world.trials()) {
            return false;
        }
        Curve curve = new Curve(curves.size(), List.of(), Standing.RUNNING);
        curves.add(curve);
        return busy.add(curve);
    }

    private void train(Curve before) {
        int trial = (int) before.trial();
        int epoch = before.epochs() + 1;
        assertThat(trained.add(new Epoch(trial, epoch)))
                .as("epoch %d of trial %d is trained but once", epoch, trial)
                .isTrue();
        Curve curve = before.and(world.loss(trial, epoch));
        curves.set(trial, curve);
        if (epoch == world.epochs()) {
            curves.set(trial, curve.now(Standing.ENDED));
        } else if (pruner.stops(curve, curves)) {
            curves.set(trial, curve.now(Standing.PRUNED));
        } else {
            busy.add(curve);
        }
    }
}
