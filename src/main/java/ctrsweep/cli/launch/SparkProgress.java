package ctrsweep.cli.launch;

import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.cli.text.Phrases;
import ctrsweep.cli.text.ProgressLine;
import ctrsweep.cli.text.Verbosity;
import ctrsweep.config.SweepSpec;
import ctrsweep.report.Escaped;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.SweepEvent;
import ctrsweep.sweep.SweepFollower;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.TrialState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// Shows the progress of all workers of a launch, as the database tells it: a bar on a terminal, elsewhere one line
/// per epoch.
final class SparkProgress implements AutoCloseable {
    private final LaunchReporter reporter;
    private final SweepSpec spec;
    private final Results results;
    private final long planned;
    private final InstantSource clock;
    private final Instant began;
    private final Map<Long, Integer> epochs = new TreeMap<>();
    private Optional<SweepFollower> follower = Optional.empty();
    private Optional<String> version = Optional.empty();
    private Optional<LaunchBar> bar = Optional.empty();
    private OptionalDouble best = OptionalDouble.empty();
    private long endedBefore;

    /// The thread that draws the bar reads this.
    private volatile ProgressLine line = new ProgressLine(0, 0, 0, 0, 0, "");

    private SparkProgress(SweepSpec spec, Results results, long planned, InstantSource clock, LaunchReporter reporter) {
        this.reporter = reporter;
        this.spec = spec;
        this.results = results;
        this.planned = planned;
        this.clock = clock;
        began = clock.instant();
    }

    static SparkProgress on(
            ConsoleEnvironment console,
            SweepSpec spec,
            Results results,
            long planned,
            InstantSource clock,
            LaunchReporter reporter) {
        SparkProgress progress = new SparkProgress(spec, results, planned, clock, reporter);
        progress.find().ifPresent(sweep -> {
            progress.endedBefore = ended(sweep);
            progress.follower = Optional.of(new SweepFollower(results, sweep));
            progress.follower.get().news();
        });
        if (console.interactive() && reporter.level() == Verbosity.Level.NORMAL) {
            progress.bar = Optional.of(
                    LaunchBar.draw(console.width(), reporter, width -> progress.line.text(progress.took(), width)));
        }
        return progress;
    }

    private Optional<SweepSummary> find() {
        return results.sweeps().stream()
                .filter(sweep -> sweep.name().equals(spec.name()))
                .findFirst();
    }

    private static long ended(SweepSummary sweep) {
        return (long) sweep.count(TrialState.COMPLETED)
                + sweep.count(TrialState.PRUNED)
                + sweep.count(TrialState.FAILED);
    }

    private Duration took() {
        return Duration.between(began, clock.instant());
    }

    /// Reads what is new.
    void look() {
        Optional<String> now = results.version(spec.name());
        if (now.isEmpty() || now.equals(version)) {
            return;
        }
        version = now;
        find().ifPresent(sweep -> {
            if (follower.isEmpty()) {
                follower = Optional.of(new SweepFollower(results, sweep));
            }
            follower.get().news().forEach(event -> take(event, sweep));
        });
    }

    private void take(SweepEvent event, SweepSummary sweep) {
        switch (event) {
            case SweepEvent.Epoch(var _, long trial, int epoch, Optional<Double> value) -> {
                epochs.put(trial, epoch);
                value.filter(metric -> best.isEmpty() || spec.objective().goal().better(metric, best.getAsDouble(), 0))
                        .ifPresent(metric -> best = OptionalDouble.of(metric));
                String soFar = best.isPresent() ? " (best %s)".formatted(Phrases.metric(best.getAsDouble())) : "";
                String latest = "trial %d epoch %s %s %s%s"
                        .formatted(
                                trial,
                                ofAll(epoch),
                                spec.objective().metric(),
                                value.map(Phrases::metric).orElse("-"),
                                soFar);
                stand(sweep, latest);
                tell(latest);
            }
            case SweepEvent.Ended(var _, long trial, TrialState state, var _, Optional<String> error) -> {
                epochs.remove(trial);
                stand(sweep, line.latest());
                if (state == TrialState.FAILED) {
                    reporter.problem("trial %d failed: %s".formatted(trial, Escaped.of(error.orElse(""))));
                }
            }
        }
    }

    private void tell(String latest) {
        String said = "[%s trials ended%s] %s"
                .formatted(
                        line.count(), line.left(took()).map(left -> ", " + left).orElse(""), latest);
        if (bar.isPresent()) {
            reporter.logOnly(said);
        } else {
            reporter.note(said);
        }
    }

    private String ofAll(int epoch) {
        return spec.workload().epochs().stream()
                .mapToObj(all -> epoch + "/" + all)
                .findFirst()
                .orElse(Integer.toString(epoch));
    }

    private void stand(SweepSummary sweep, String latest) {
        int each = spec.workload().epochs().orElse(1);
        long ended = ended(sweep);
        long underWay = spec.workload().epochs().isEmpty()
                ? 0
                : epochs.values().stream().mapToInt(Integer::intValue).sum();
        long done = ended * each + underWay;
        long total = planned > Long.MAX_VALUE / each ? Long.MAX_VALUE : planned * each;
        line = new ProgressLine(ended, planned, done, total, done - endedBefore * each, latest);
    }

    @Override
    public void close() {
        bar.ifPresent(LaunchBar::close);
    }
}
