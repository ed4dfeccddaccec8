package ctrsweep.program;

import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.sweep.EpochReport;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/// The epochs that a program has printed so far, and the best one.
final class ReportedEpochs {
    private static final int MOST_NAMES = 10;
    private static final double LARGEST = 1L << 53;

    private final Metric objective;
    private final Goal goal;
    private final Set<Metric> printed = new LinkedHashSet<>();
    private boolean lastWasAmongText;
    private boolean numbered;
    private final String expected;
    private Optional<String> uncounted = Optional.empty();
    private Optional<EpochReport> last = Optional.empty();
    private Optional<EpochReport> best = Optional.empty();

    /// Results that are lines of JSON on standard output.
    ReportedEpochs(Metric objective, Goal goal) {
        this(
                objective,
                goal,
                "its standard output has no line such as {\"epoch\": 1, \"%s\": 0.5}".formatted(objective));
    }

    /// @param expected what a program that printed no metrics lacks
    ReportedEpochs(Metric objective, Goal goal, String expected) {
        this.expected = expected;
        this.objective = objective;
        this.goal = goal;
    }

    /// Whether a line ends an epoch. Remembers the names of printed metrics for an error message.
    ///
    /// An object among other text must have the objective and a later epoch, because such a line may also repeat
    /// for people what was printed before.
    ///
    /// @param alone whether the line consists of the object only
    boolean isEpoch(PrintedEpoch line, boolean alone) {
        remember(line);
        boolean measured = line.metrics().containsKey(objective);
        boolean ascends = line.epoch().stream().allMatch(epoch -> epoch > lastEpoch());
        boolean ends = alone
                ? (measured || line.epoch().isPresent()) && (ascends || !lastWasAmongText)
                : measured && (line.epoch().isPresent() ? ascends : !numbered);
        if (ends) {
            lastWasAmongText = !alone;
            numbered = line.epoch().isPresent();
        }
        return ends;
    }

    /// Remembers the names of the metrics for an error message.
    void remember(PrintedEpoch line) {
        if (printed.size() < MOST_NAMES) {
            printed.addAll(line.metrics().keySet());
        }
    }

    /// @param elapsed seconds since the previous epoch, or since the program started
    /// @throws ProgramFailure if epochs do not ascend
    EpochReport add(PrintedEpoch line, double elapsed) throws ProgramFailure {
        EpochReport report = new EpochReport(
                number(line.epoch()),
                line.lr().stream().filter(Double::isFinite).findFirst().orElse(0),
                measured(line.seconds()).orElse(elapsed),
                (long) measured(line.rows()).orElse(0),
                line.metrics());
        last = Optional.of(report);
        if (isBest(report)) {
            best = last;
        }
        return report;
    }

    private int number(OptionalDouble printedEpoch) throws ProgramFailure {
        if (printedEpoch.isEmpty()) {
            return lastEpoch() + 1;
        }
        double epoch = printedEpoch.getAsDouble();
        if (!(epoch >= 1 && epoch <= Integer.MAX_VALUE && epoch == Math.rint(epoch))) {
            throw new ProgramFailure("printed epoch " + shown(epoch) + ": epochs are whole numbers from 1");
        }
        if (epoch <= lastEpoch()) {
            throw new ProgramFailure(
                    "printed epoch %s after epoch %d: epochs ascend, and each is one line with all that was measured"
                            .formatted(shown(epoch), lastEpoch()));
        }
        return (int) epoch;
    }

    static String shown(double epoch) {
        return epoch == Math.rint(epoch) && Math.abs(epoch) < LARGEST
                ? Long.toString((long) epoch)
                : Double.toString(epoch);
    }

    private static OptionalDouble measured(OptionalDouble number) {
        return number.stream().filter(value -> value >= 0 && value <= LARGEST).findFirst();
    }

    private boolean isBest(EpochReport report) {
        Double value = report.metrics().get(objective);
        return value != null && Double.isFinite(value) && (best.isEmpty() || goal.better(value, value(best.get()), 0));
    }

    private double value(EpochReport report) {
        return Objects.requireNonNull(report.metrics().get(objective));
    }

    /// A message such as `val.auc is NaN at epoch 3` if the objective is NaN or infinite.
    Optional<String> notFinite(EpochReport report) {
        Double value = report.metrics().get(objective);
        return value == null || Double.isFinite(value)
                ? Optional.empty()
                : Optional.of("%s is %s at epoch %d".formatted(objective, value, report.epoch()));
    }

    /// The number of the last epoch; 0 before the first.
    int lastEpoch() {
        return last.map(EpochReport::epoch).orElse(0);
    }

    Optional<EpochReport> last() {
        return last;
    }

    /// The epoch with the best objective, the earliest of equals; empty if no epoch has a finite one.
    Optional<EpochReport> best() {
        return best;
    }

    boolean hasUncounted() {
        return uncounted.isPresent();
    }

    /// @param line why a line or a file has no objective
    void addUncounted(String line) {
        uncounted = Optional.of(line);
    }

    /// An error message such as `printed no val.auc; it printed val.accuracy`.
    String withoutObjective() {
        return "printed no " + objective + "; " + uncounted.orElseGet(this::instead);
    }

    private String instead() {
        return printed.isEmpty()
                ? expected
                : "it printed "
                        + printed.stream()
                                .limit(MOST_NAMES)
                                .map(Metric::toString)
                                .collect(Collectors.joining(", "));
    }
}
