package ctrsweep.program;

import ctrsweep.metric.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// Puts observations together to epochs.
///
/// Observations with the number of an epoch belong to that epoch, and so do those without a number that follow. An
/// epoch ends when a later one begins, when the program ends, or a second after a complete line contained the
/// objective. If no observation has a number, each complete line with the objective is an epoch. Observations of
/// earlier epochs repeat for people what was read before, and are ignored.
final class EpochAssembler {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST_NUMBERS = 1000;

    private final Metric objective;
    private final int firstEpoch;
    private final Map<String, Double> numbers = new LinkedHashMap<>();
    private OptionalInt epoch = OptionalInt.empty();
    private int lastEnded;
    private boolean numbered;
    /// When the objective of this epoch came with a complete line.
    private Optional<Instant> measured = Optional.empty();

    /// @param firstEpoch the number that the program gives to its first epoch
    EpochAssembler(Metric objective, int firstEpoch) {
        this.objective = objective;
        this.firstEpoch = firstEpoch;
    }

    /// Adds an observation, and returns the epoch that it ends.
    ///
    /// @throws ProgramFailure if the number of the epoch is too small or too large
    Optional<PrintedEpoch> add(Observation observed, Instant now) throws ProgramFailure {
        return observed.epoch().isPresent()
                ? addNumbered(observed, number(observed.epoch().getAsDouble()), now)
                : addUnnumbered(observed, now);
    }

    private Optional<PrintedEpoch> addNumbered(Observation observed, int number, Instant now) {
        boolean earlier = epoch.isPresent() && number < epoch.getAsInt();
        if (number <= lastEnded || (earlier && (lastEnded > 0 || measured.isPresent()))) {
            return Optional.empty();
        }
        Optional<PrintedEpoch> ended = Optional.empty();
        if (epoch.isEmpty() || earlier) {
            clear();
        } else if (number > epoch.getAsInt()) {
            ended = end();
        }
        epoch = OptionalInt.of(number);
        numbered = true;
        put(observed, now);
        return ended;
    }

    private Optional<PrintedEpoch> addUnnumbered(Observation observed, Instant now) {
        if (numbered && epoch.isEmpty()) {
            return Optional.empty();
        }
        Observation rest = observed;
        Optional<PrintedEpoch> ended = Optional.empty();
        if (measured.isPresent() && measures(observed)) {
            if (numbered) {
                rest = withoutObjective(observed);
            } else {
                ended = end();
            }
        }
        put(rest, now);
        return ended;
    }

    private void put(Observation observed, Instant now) {
        observed.numbers().forEach((name, value) -> {
            if (numbers.size() < MOST_NUMBERS || numbers.containsKey(name)) {
                numbers.put(name, value);
            }
        });
        if ((observed.complete() && measures(observed)) || (measured.isPresent() && !observed.isEmpty())) {
            measured = Optional.of(now);
        }
    }

    private boolean measures(Observation observed) {
        return observed.numbers().keySet().stream().anyMatch(this::isObjective);
    }

    private boolean isObjective(String name) {
        return Metric.isName(name) && Metric.printed(name).equals(objective);
    }

    private Observation withoutObjective(Observation observed) {
        Map<String, Double> others = new LinkedHashMap<>(observed.numbers());
        others.keySet().removeIf(this::isObjective);
        return new Observation(OptionalDouble.empty(), others, observed.complete());
    }

    /// A part of an epoch, as 0.5, belongs to the epoch that it is a part of.
    private int number(double printed) throws ProgramFailure {
        double number = Math.ceil(printed) + 1 - firstEpoch;
        if (!(number >= 1 && number <= Integer.MAX_VALUE)) {
            throw new ProgramFailure("epoch %s is not counted from %d%s"
                    .formatted(
                            printed == Math.rint(printed) ? "%.0f".formatted(printed) : Double.toString(printed),
                            firstEpoch,
                            printed == 0 ? "; write first_epoch: 0 below runner.metrics" : ""));
        }
        return (int) number;
    }

    /// Returns the epoch whose objective is known for a second.
    Optional<PrintedEpoch> pause(Instant now) {
        return measured.filter(since -> Duration.between(since, now).compareTo(PAUSE) >= 0)
                .flatMap(_ -> end());
    }

    /// Ends the epoch; empty if nothing was measured.
    Optional<PrintedEpoch> end() {
        boolean ends = epoch.isPresent()
                ? !numbers.isEmpty()
                : numbers.keySet().stream().anyMatch(this::isObjective);
        Map<String, Double> all = new LinkedHashMap<>(numbers);
        int number = epoch.orElse(lastEnded + 1);
        all.put("epoch", (double) number);
        clear();
        epoch = OptionalInt.empty();
        if (ends) {
            lastEnded = number;
        }
        return ends ? Optional.of(PrintedEpoch.of(all)) : Optional.empty();
    }

    private void clear() {
        numbers.clear();
        measured = Optional.empty();
    }
}
