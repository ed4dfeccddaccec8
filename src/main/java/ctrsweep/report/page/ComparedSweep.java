package ctrsweep.report.page;

import ctrsweep.space.Value;
import ctrsweep.sweep.Point;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialState;
import java.util.List;
import java.util.Optional;

/// One of the sweeps that stand beside each other.
record ComparedSweep(SearchedSweep sweep, SweepFacts facts) {

    /// What it wants: `maximize val.auc`.
    String aim() {
        return "%s %s".formatted(BestEpochs.word(sweep.goal()), sweep.objective());
    }

    /// Of its search.
    Optional<String> method() {
        return sweep.origin() instanceof PageSource.Sweep origin ? Optional.of(origin.method()) : Optional.empty();
    }

    Optional<Point> winner() {
        return sweep.ties().points().stream().findFirst();
    }

    Optional<TopPoint> contender() {
        return facts.contenders().stream().findFirst();
    }

    int trials(TrialState state) {
        return (int)
                sweep.results().stream().filter(trial -> trial.state() == state).count();
    }

    int epochs() {
        return sweep.results().stream().mapToInt(Trial::epochs).sum();
    }

    /// Of all trials together.
    double seconds() {
        return sweep.results().stream().mapToDouble(Trial::seconds).sum();
    }

    /// The objective of the winner's trials, one curve for each.
    List<double[]> winnersCurves() {
        return contender().stream()
                .flatMap(winner -> winner.trials().stream())
                .map(facts.curves().objective()::get)
                .toList();
    }

    /// What the winner was given; of a setting that was not varied the value of the base. Empty where a parameter
    /// took no part.
    Optional<Value> winners(String setting) {
        boolean varied = facts.parameters().stream()
                .anyMatch(parameter -> parameter.name().equals(setting));
        return contender()
                .map(winner -> sweep.trials().get(winner.trials().getFirst()))
                .flatMap(trial -> varied
                        ? Optional.ofNullable(
                                trial.trial().assignment().values().get(setting))
                        : trial.setting(setting));
    }
}
