package ctrsweep.sweep;

import ctrsweep.metric.Metric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;

/// A trainer whose epochs follow a formula, with checkpoints that outlive a launch.
///
/// @param quality of a trial, from its config
/// @param curve the AUC, from quality and epoch
/// @param length epochs of a trial
/// @param checkpoints epochs trained, by config
/// @param trained `3/1` for the first epoch of trial 3, in the order in which epochs were trained
record CurveRunner(
        ToDoubleFunction<PlannedTrial> quality,
        DoubleBinaryOperator curve,
        int length,
        Map<String, List<EpochReport>> checkpoints,
        List<String> trained)
        implements TrialRunner {
    static final Metric AUC = Metric.of("val.auc");

    CurveRunner(ToDoubleFunction<PlannedTrial> quality, DoubleBinaryOperator curve, int length) {
        this(
                quality,
                curve,
                length,
                Collections.synchronizedMap(new HashMap<>()),
                Collections.synchronizedList(new ArrayList<>()));
    }

    @Override
    public Outcome run(RunningTrial running, EpochListener epochs) throws InterruptedException {
        PlannedTrial trial = running.trial();
        List<EpochReport> done = checkpoints.computeIfAbsent(trial.configHash(), hash -> new ArrayList<>());
        EpochDecision decision = done.isEmpty() ? EpochDecision.GO_ON : epochs.resumed(List.copyOf(done));
        while (done.size() < length) {
            switch (decision) {
                case GO_ON -> {}
                case PRUNE -> {
                    return new Outcome.Pruned(done.size(), best(done), Map.of(AUC, auc(done)), Map.of());
                }
                case TIME_OUT -> {
                    return completed(StopReason.TIMEOUT, done);
                }
                case GIVE_BACK -> throw new InterruptedException();
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            int epoch = done.size() + 1;
            trained.add(trial.number() + "/" + epoch);
            double auc = curve.applyAsDouble(quality.applyAsDouble(trial), epoch);
            done.add(new EpochReport(epoch, 0.001, 1, 10, Map.of(AUC, auc)));
            decision = epochs.accept(done.getLast());
        }
        return completed(StopReason.LAST_EPOCH, done);
    }

    private static Outcome completed(StopReason reason, List<EpochReport> done) {
        return new Outcome.Completed(
                reason, done.size(), best(done), Map.of(AUC, auc(done)), Map.of(), List.of(), Map.of());
    }

    private static int best(List<EpochReport> done) {
        double best = auc(done);
        return done.stream()
                .filter(epoch -> value(epoch) == best)
                .findFirst()
                .orElseThrow()
                .epoch();
    }

    private static double auc(List<EpochReport> done) {
        return done.stream().mapToDouble(CurveRunner::value).max().orElseThrow();
    }

    private static double value(EpochReport epoch) {
        return epoch.metrics().getOrDefault(AUC, Double.NaN);
    }
}
