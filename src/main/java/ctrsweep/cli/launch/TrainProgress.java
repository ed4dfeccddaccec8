package ctrsweep.cli.launch;

import ctrsweep.cli.text.Phrases;
import ctrsweep.cli.text.ProgressLine;
import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.metric.ValidationMetrics;
import ctrsweep.settings.Experiment;
import ctrsweep.sweep.EpochDecision;
import ctrsweep.sweep.EpochListener;
import ctrsweep.sweep.EpochReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reports training, one line per epoch, and collects the epochs.
public final class TrainProgress implements EpochListener {
    private static final Metric LOSS = new Metric("train", "loss");

    private final LaunchReporter reporter;
    private final int most;
    private final List<EpochReport> epochs = new ArrayList<>();
    private final Metric metric;
    private final Goal goal;
    private final InstantSource clock;
    private final Instant began;
    private double best = Double.NaN;
    private int resumed;

    public TrainProgress(LaunchReporter reporter, Experiment experiment, InstantSource clock) {
        this(reporter, experiment, experiment.training().numEpochs(), clock);
    }

    /// @param most epochs at most
    public TrainProgress(LaunchReporter reporter, Experiment experiment, int most, InstantSource clock) {
        this.reporter = reporter;
        this.clock = clock;
        this.most = most;
        metric = new Metric("val", experiment.training().metric());
        goal = ValidationMetrics.goal(metric.name());
        began = clock.instant();
    }

    /// The epochs of all attempts.
    public List<EpochReport> epochs() {
        return List.copyOf(epochs);
    }

    @Override
    public EpochDecision resumed(List<EpochReport> earlier) {
        resumed = earlier.size();
        earlier.forEach(this::remember);
        reporter.note("goes on after epoch %d".formatted(resumed));
        return EpochDecision.GO_ON;
    }

    private Optional<Double> remember(EpochReport epoch) {
        epochs.add(epoch);
        Optional<Double> value = Optional.ofNullable(epoch.metrics().get(metric));
        value.filter(now -> Double.isNaN(best) || goal.better(now, best, 0)).ifPresent(now -> best = now);
        return value;
    }

    @Override
    public EpochDecision accept(EpochReport epoch) {
        Optional<Double> value = remember(epoch);
        ProgressLine line = new ProgressLine(0, 1, epoch.epoch(), most, epoch.epoch() - resumed, "");
        String judged = value.map(
                        now -> "%s %s (best %s) ".formatted(metric, Phrases.metric(now), Phrases.metric(best)))
                .orElse("");
        reporter.note("[%s] epoch %d/%d %s%s %s"
                .formatted(
                        line.left(Duration.between(began, clock.instant())).orElse(""),
                        epoch.epoch(),
                        most,
                        judged,
                        LOSS,
                        Phrases.metric(epoch.metrics().getOrDefault(LOSS, Double.NaN))));
        reporter.detail("epoch %d: %.2f s, %d rows, lr %s; %s"
                .formatted(
                        epoch.epoch(),
                        epoch.seconds(),
                        epoch.rows(),
                        epoch.lr(),
                        LaunchProgress.metrics(epoch.metrics())));
        return EpochDecision.GO_ON;
    }
}
