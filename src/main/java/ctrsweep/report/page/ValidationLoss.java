package ctrsweep.report.page;

import ctrsweep.metric.Metric;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.TrialDetails;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the validation metric that is the same quantity as the training loss, so that the two can be compared.
final class ValidationLoss {
    private ValidationLoss() {}

    /// `val.loss` if a program reports it. For this program's trainer, the metric that its loss averages: the log loss
    /// for `bce`, the squared error for `mse`. The focal loss has none.
    static Optional<Metric> of(TrialDetails trial) {
        return Stream.concat(Stream.of("loss"), ofLoss(trial).stream())
                .map(name -> new Metric("val", name))
                .filter(metric -> isMeasured(trial.epochs(), metric))
                .findFirst();
    }

    private static Optional<String> ofLoss(TrialDetails trial) {
        return switch (trial.setting("loss.name").map(Object::toString).orElse("")) {
            case "bce" -> Optional.of("logloss");
            case "mse" -> Optional.of("mse");
            default -> Optional.empty();
        };
    }

    private static boolean isMeasured(List<EpochReport> epochs, Metric metric) {
        return epochs.stream().anyMatch(epoch -> epoch.metrics().containsKey(metric));
    }
}
