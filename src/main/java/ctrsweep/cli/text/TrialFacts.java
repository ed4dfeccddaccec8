package ctrsweep.cli.text;

import ctrsweep.metric.Metric;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.Trial;
import java.util.Optional;

/// The facts of a trial that several commands print.
record TrialFacts(SweepSummary sweep, Trial trial) {

    /// The result of the trial: objective, best epoch, why it stopped; then its parameters.
    String text() {
        FactList lines = new FactList();
        trial.metric(sweep.objective())
                .ifPresent(value ->
                        lines.add(sweep.objective().toString(), Phrases.metric(value) + reachable(sweep.objective())));
        Metric test = new Metric("test", sweep.objective().name());
        if (!test.equals(sweep.objective())) {
            trial.metric(test).ifPresent(value -> lines.add(test.toString(), Phrases.metric(value) + reachable(test)));
        }
        trial.bestEpoch().ifPresent(epoch -> lines.add("best epoch", epoch + " of " + trial.epochs()));
        trial.stopReason().ifPresent(reason -> lines.add("stopped by", Phrases.of(reason)));
        trial.error().ifPresent(error -> lines.add("error", error));
        trial.assignment().values().forEach(lines::add);
        return lines.indented(2);
    }

    private String reachable(Metric metric) {
        return Optional.ofNullable(sweep.reachable().get(metric))
                .map(best -> "  (best reachable: " + Phrases.metric(best) + ")")
                .orElse("");
    }
}
