package ctrsweep.report.page;

import ctrsweep.metric.Metric;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.TrialDetails;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which validation metric is the same quantity as the training loss, so that their distance means something.
final class ValidationLoss {
    private ValidationLoss() {}

    /// `val.loss` where a program reports one; of our own trainer the metric that its loss is the mean of: the log
    /// loss for `bce`, the squared error for `mse`. The focal loss has none.
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
