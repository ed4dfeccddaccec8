package ctrsweep.report.page;

import ctrsweep.space.Value;
import ctrsweep.sweep.Point;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialState;
import java.util.List;
import java.util.Optional;

/// One of several sweeps on a page.
record ComparedSweep(ReportedSweep reported, SweepFacts facts) {

    String name() {
        return reported.name();
    }

    /// `maximize val.auc`.
    String aim() {
        return "%s %s".formatted(BestEpochs.word(reported.goal()), reported.objective());
    }

    Optional<String> method() {
        return reported.origin() instanceof PageSource.Sweep origin ? Optional.of(origin.method()) : Optional.empty();
    }

    Optional<Point> winner() {
        return reported.ties().points().stream().findFirst();
    }

    Optional<TopPoint> topPoint() {
        return facts.topPoints().stream().findFirst();
    }

    int trials(TrialState state) {
        return (int) reported.results().stream()
                .filter(trial -> trial.state() == state)
                .count();
    }

    int epochs() {
        return reported.results().stream().mapToInt(Trial::epochs).sum();
    }

    /// The sum over all trials.
    double seconds() {
        return reported.results().stream().mapToDouble(Trial::seconds).sum();
    }

    /// The objective by epoch of each of the winner's trials.
    List<double[]> winnersCurves() {
        return topPoint().stream()
                .flatMap(winner -> winner.trials().stream())
                .map(facts.curves().objective()::get)
                .toList();
    }

    /// The winner's value of a setting: the base's value if the sweep does not vary it, empty if it was inactive.
    Optional<Value> winners(String setting) {
        boolean varied = facts.parameters().stream()
                .anyMatch(parameter -> parameter.name().equals(setting));
        return topPoint()
                .map(winner -> reported.trials().get(winner.trials().getFirst()))
                .flatMap(trial -> varied
                        ? Optional.ofNullable(
                                trial.trial().assignment().values().get(setting))
                        : trial.setting(setting));
    }
}
