package ctrsweep.cli;

import ctrsweep.config.SweepSpec;
import ctrsweep.report.Escaped;
import ctrsweep.store.Owner;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.PlannedTrial;
import ctrsweep.sweep.RunningTrial;
import ctrsweep.sweep.SweepListener;
import ctrsweep.sweep.TrialState;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/// Tells a person what a launch is at: a bar on a terminal, a line an epoch elsewhere. Its unit is an epoch,
/// a trial that stops early counting in full.
final class Progress implements SweepListener, AutoCloseable {
    private static final int WIDEST = 160;

    private final PrintStream err;
    private final SweepSpec spec;
    private final InstantSource clock;
    private final Instant began;
    private final Map<Long, Integer> epochsUnderWay = new TreeMap<>();
    private final Map<Long, Integer> epochsOfEarlierAttempts = new TreeMap<>();
    private long planned;
    private long ended;
    private long skipped;
    private OptionalDouble best = OptionalDouble.empty();
    private Optional<ProgressBar> bar = Optional.empty();

    /// Read by the thread that draws the bar.
    private volatile ProgressLine line = new ProgressLine(0, 0, 0, 0, 0, "");

    private Progress(PrintStream err, SweepSpec spec, InstantSource clock) {
        this.err = err;
        this.spec = spec;
        this.clock = clock;
        began = clock.instant();
    }

    static Progress on(Surroundings surroundings, SweepSpec spec, InstantSource clock) {
        Progress progress = new Progress(surroundings.err(), spec, clock);
        if (surroundings.interactive()) {
            progress.draw(Math.min(surroundings.width(), WIDEST) - 1);
        }
        return progress;
    }

    /// @param width columns to use; the last one of a terminal is left free, since some begin a new line
    ///     after it
    private void draw(int width) {
        bar = Optional.of(new ProgressBarBuilder()
                .setRenderer((state, most) -> padded(line.text(took(), width), width))
                .setUpdateIntervalMillis(200)
                .continuousUpdate()
                .setConsumer(new ConsoleProgressBarConsumer(err, width))
                .build());
    }

    /// What was there before may have been longer.
    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    @Override
    public void sweepStarted(OpenSweep sweep, long planned) {
        this.planned = planned;
        stand("");
    }

    @Override
    public void trialStarted(RunningTrial trial) {
        epochsUnderWay.put(trial.trial().number(), 0);
    }

    @Override
    public void trialResumed(RunningTrial trial, List<EpochReport> earlier) {
        long number = trial.trial().number();
        epochsUnderWay.put(number, earlier.size());
        epochsOfEarlierAttempts.put(number, earlier.size());
        earlier.forEach(this::improve);
        stand(line.latest());
        note("trial %d goes on after epoch %d".formatted(number, earlier.size()));
    }

    @Override
    public void epochEnded(RunningTrial trial, EpochReport epoch) {
        epochsUnderWay.put(trial.trial().number(), epoch.epoch());
        Optional<Double> value = improve(epoch);
        String now = "trial %d epoch %d/%d %s %s"
                .formatted(
                        trial.trial().number(),
                        epoch.epoch(),
                        epochs(),
                        spec.objective().metric(),
                        value.map(Words::metric).orElse("-"));
        String soFar = best.isPresent() ? " (best %s)".formatted(Words.metric(best.getAsDouble())) : "";
        stand(now + soFar);
        if (bar.isEmpty()) {
            err.printf(
                    "[%d/%d trials ended, %s] %s%s  %s%n",
                    skipped + ended,
                    planned,
                    line.left(took()).orElse(""),
                    now,
                    soFar,
                    Escaped.of(trial.trial().assignment().toString()));
        }
    }

    @Override
    public void trialEnded(RunningTrial trial, Outcome outcome) {
        epochsUnderWay.remove(trial.trial().number());
        ended++;
        stand(line.latest());
        if (outcome instanceof Outcome.Failed(var _, String error, var _)) {
            note("trial %d failed (%s): %s"
                    .formatted(trial.trial().number(), trial.trial().assignment(), error));
        }
    }

    @Override
    public void trialSkipped(PlannedTrial trial, TrialState state) {
        skipped++;
        stand(line.latest());
    }

    @Override
    public void trialPutAside(PlannedTrial trial, String owner) {
        note("trial %d is run by %s; it is asked for again later".formatted(trial.number(), Owner.inWords(owner)));
    }

    @Override
    public void trialLost(RunningTrial trial) {
        forget(trial);
        note("trial %d was taken over by another process"
                .formatted(trial.trial().number()));
    }

    @Override
    public void trialReleased(RunningTrial trial) {
        forget(trial);
    }

    private void forget(RunningTrial trial) {
        epochsUnderWay.remove(trial.trial().number());
        epochsOfEarlierAttempts.remove(trial.trial().number());
    }

    /// A line of its own.
    void note(String text) {
        String line = Escaped.of(text);
        if (bar.isPresent()) {
            err.print("\r\u001b[2K");
        }
        err.println(line);
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }

    /// @return what the objective came to
    private Optional<Double> improve(EpochReport epoch) {
        Optional<Double> value =
                Optional.ofNullable(epoch.metrics().get(spec.objective().metric()));
        value.filter(metric -> best.isEmpty() || spec.objective().goal().better(metric, best.getAsDouble(), 0))
                .ifPresent(metric -> best = OptionalDouble.of(metric));
        return value;
    }

    private int epochs() {
        return spec.base().training().numEpochs();
    }

    /// Epochs of trials that have ended and of those under way.
    private long done() {
        return (skipped + ended) * epochs() + sum(epochsUnderWay);
    }

    private static int sum(Map<Long, Integer> epochs) {
        return epochs.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void stand(String latest) {
        long here = done() - skipped * epochs() - sum(epochsOfEarlierAttempts);
        line = new ProgressLine(skipped + ended, planned, done(), planned * epochs(), here, latest);
    }

    private Duration took() {
        return Duration.between(began, clock.instant());
    }
}
