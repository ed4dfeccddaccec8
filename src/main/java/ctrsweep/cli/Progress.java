package ctrsweep.cli;

import ctrsweep.config.Metric;
import ctrsweep.config.SweepSpec;
import ctrsweep.report.Escaped;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// Tells a person what a launch is at: a bar on a terminal, a line an epoch elsewhere. Its unit is an epoch, a
/// trial that
/// stops early counting in full.
final class Progress implements SweepListener, AutoCloseable {
    private final PrintStream err;
    private final SweepSpec spec;
    private final InstantSource clock;
    private final Optional<ProgressBar> bar;
    private final Instant began;
    private final Map<Long, Integer> epochsUnderWay = new TreeMap<>();
    private long planned;
    private long ended;
    private long skipped;
    private OptionalDouble best = OptionalDouble.empty();

    private Progress(PrintStream err, SweepSpec spec, InstantSource clock, Optional<ProgressBar> bar) {
        this.err = err;
        this.spec = spec;
        this.clock = clock;
        this.bar = bar;
        began = clock.instant();
    }

    static Progress on(Surroundings surroundings, SweepSpec spec, InstantSource clock) {
        Optional<ProgressBar> bar = surroundings.interactive()
                ? Optional.of(new ProgressBarBuilder()
                        .setTaskName(Escaped.of(spec.name()))
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200)
                        .setConsumer(new ConsoleProgressBarConsumer(surroundings.err()))
                        .build())
                : Optional.empty();
        return new Progress(surroundings.err(), spec, clock, bar);
    }

    @Override
    public void sweepStarted(OpenSweep sweep, long planned) {
        this.planned = planned;
        bar.ifPresent(shown -> shown.maxHint(planned * epochs()));
    }

    @Override
    public void trialStarted(RunningTrial trial) {
        epochsUnderWay.put(trial.trial().number(), 0);
    }

    @Override
    public void epochEnded(RunningTrial trial, EpochReport epoch) {
        epochsUnderWay.put(trial.trial().number(), epoch.epoch());
        Metric metric = spec.objective().metric();
        Optional<Double> value = Optional.ofNullable(epoch.metrics().get(metric));
        value.ifPresent(this::improve);
        String now = "trial %d epoch %d/%d %s %s"
                .formatted(
                        trial.trial().number(),
                        epoch.epoch(),
                        epochs(),
                        metric,
                        value.map(Words::metric).orElse("-"));
        String soFar = best.isPresent() ? " (best %s)".formatted(Words.metric(best.getAsDouble())) : "";
        if (bar.isPresent()) {
            bar.get().stepTo(done());
            bar.get().setExtraMessage(now + soFar);
        } else {
            err.printf(
                    "[%d/%d trials ended, %s left] %s%s  %s%n",
                    skipped + ended,
                    planned,
                    left(),
                    now,
                    soFar,
                    Escaped.of(trial.trial().assignment().toString()));
        }
    }

    @Override
    public void trialEnded(RunningTrial trial, Outcome outcome) {
        epochsUnderWay.remove(trial.trial().number());
        ended++;
        bar.ifPresent(shown -> shown.stepTo(done()));
        if (outcome instanceof Outcome.Failed(var _, String error, var _)) {
            note("trial %d failed (%s): %s"
                    .formatted(trial.trial().number(), trial.trial().assignment(), error));
        }
    }

    @Override
    public void trialSkipped(PlannedTrial trial, TrialState state) {
        skipped++;
        bar.ifPresent(shown -> shown.stepTo(done()));
    }

    @Override
    public void trialPutAside(PlannedTrial trial, String owner) {
        note("trial %d is run by %s; it is asked for again later".formatted(trial.number(), owner));
    }

    @Override
    public void trialLost(RunningTrial trial) {
        epochsUnderWay.remove(trial.trial().number());
        note("trial %d was taken over by another process"
                .formatted(trial.trial().number()));
    }

    @Override
    public void trialReleased(RunningTrial trial) {
        epochsUnderWay.remove(trial.trial().number());
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

    private void improve(double value) {
        if (best.isEmpty() || spec.objective().goal().better(value, best.getAsDouble(), 0)) {
            best = OptionalDouble.of(value);
        }
    }

    private int epochs() {
        return spec.base().training().numEpochs();
    }

    /// Epochs of trials that have ended and of those under way.
    private long done() {
        return (skipped + ended) * epochs()
                + epochsUnderWay.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// What is left takes as long as what this launch did, in proportion.
    private String left() {
        long here = done() - skipped * epochs();
        long remaining = Math.max(0, planned * epochs() - done());
        Duration took = Duration.between(began, clock.instant());
        Duration left = Duration.ofMillis(here == 0 ? 0 : (long) ((double) took.toMillis() * remaining / here));
        return String.format(Locale.ROOT, "%d:%02d:%02d", left.toHours(), left.toMinutesPart(), left.toSecondsPart());
    }
}
