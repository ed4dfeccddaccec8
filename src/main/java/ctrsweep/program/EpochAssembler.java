package ctrsweep.program;

import ctrsweep.metric.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// Puts the numbers that a program printed together to epochs.
///
/// Numbers with the number of an epoch belong to that epoch, and so do those without a number that follow. An
/// epoch ends when the source of its objective goes on to a later one, when the program ends, or a second after a
/// complete line contained the objective. If nothing names an epoch, each complete line with the objective is
/// an epoch. Numbers of epochs that have ended repeat for people what was read before, and are ignored.
final class EpochAssembler {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST_NUMBERS = 1000;

    private final Metric objective;
    private final int firstEpoch;
    private final TreeMap<Integer, OpenEpoch> open = new TreeMap<>();
    /// The epoch of which each source spoke last.
    private final Map<Source, Integer> current = new EnumMap<>(Source.class);
    private int lastEnded;

    /// Where observations come from. What one source says may arrive before what another one said earlier.
    enum Source {
        STDOUT,
        STDERR,
        FILE,
        EVENTS,
        LAST_OBJECT
    }

    /// An epoch that has not ended.
    private static final class OpenEpoch {
        private final Map<String, Double> numbers = new LinkedHashMap<>();
        /// When something was last added, if the objective has come with a complete line.
        private Optional<Instant> measured = Optional.empty();
        private Optional<Source> measuredBy = Optional.empty();
    }

    /// @param firstEpoch the number that the program gives to its first epoch
    EpochAssembler(Metric objective, int firstEpoch) {
        this.objective = objective;
        this.firstEpoch = firstEpoch;
    }

    /// Adds an observation, and returns the epochs that it ends.
    ///
    /// @throws ProgramFailure if the number of the epoch is too small or too large
    List<PrintedEpoch> add(Source source, PrintedNumbers observed, Instant now) throws ProgramFailure {
        return observed.epoch().isPresent()
                ? addNumbered(source, number(observed.epoch().getAsDouble()), observed, now)
                : addUnnumbered(source, observed, now);
    }

    private List<PrintedEpoch> addNumbered(Source source, int epoch, PrintedNumbers observed, Instant now) {
        int before = current.getOrDefault(source, 0);
        if (epoch <= lastEnded || (epoch < before && isMeasured(before))) {
            return List.of();
        }
        if (epoch < before) {
            // The larger number was no epoch but a setting, as in Namespace(epoch=10).
            open.remove(before);
        }
        if (current.isEmpty()) {
            open.clear();
        }
        List<PrintedEpoch> ended = epoch > before ? endMeasuredBy(source, epoch) : List.of();
        current.put(source, epoch);
        put(epoch, source, observed, now);
        return ended;
    }

    private boolean isMeasured(int epoch) {
        return epoch <= lastEnded
                || (open.containsKey(epoch) && open.get(epoch).measured.isPresent());
    }

    /// Ends the epochs before this one up to the last that the source measured.
    private List<PrintedEpoch> endMeasuredBy(Source source, int epoch) {
        return open.headMap(epoch).entrySet().stream()
                .filter(each -> each.getValue().measuredBy.equals(Optional.of(source)))
                .mapToInt(Map.Entry::getKey)
                .max()
                .stream()
                .mapToObj(this::endThrough)
                .findFirst()
                .orElse(List.of());
    }

    private List<PrintedEpoch> addUnnumbered(Source source, PrintedNumbers observed, Instant now) {
        if (current.isEmpty()) {
            int next = lastEnded + 1;
            List<PrintedEpoch> ended = isMeasured(next) && measures(observed) ? endThrough(next) : List.of();
            put(lastEnded + 1, source, observed, now);
            return ended;
        }
        if (!open.isEmpty()) {
            int own = current.getOrDefault(source, 0);
            int epoch = open.containsKey(own) ? own : open.lastKey();
            put(epoch, source, isMeasured(epoch) ? withoutObjective(observed) : observed, now);
        }
        return List.of();
    }

    private void put(int number, Source source, PrintedNumbers observed, Instant now) {
        OpenEpoch epoch = open.computeIfAbsent(number, _ -> new OpenEpoch());
        observed.numbers().forEach((name, value) -> {
            if (epoch.numbers.size() < MOST_NUMBERS || epoch.numbers.containsKey(name)) {
                epoch.numbers.put(name, value);
            }
        });
        if (measures(observed)) {
            epoch.measuredBy = Optional.of(source);
        }
        if ((observed.complete() && measures(observed)) || epoch.measured.isPresent()) {
            epoch.measured = Optional.of(now);
        }
    }

    private boolean measures(PrintedNumbers observed) {
        return observed.numbers().keySet().stream().anyMatch(this::isObjective);
    }

    private boolean isObjective(String name) {
        return Metric.isName(name) && Metric.printed(name).equals(objective);
    }

    private PrintedNumbers withoutObjective(PrintedNumbers observed) {
        Map<String, Double> others = new LinkedHashMap<>(observed.numbers());
        others.keySet().removeIf(this::isObjective);
        return new PrintedNumbers(OptionalDouble.empty(), others, observed.complete());
    }

    /// A part of an epoch, as 0.5, belongs to the epoch that it is a part of.
    private int number(double printed) throws ProgramFailure {
        double number = Math.ceil(printed) + 1 - firstEpoch;
        if (!(number >= 1 && number <= Integer.MAX_VALUE)) {
            throw new ProgramFailure("epoch %s: epochs are counted from %d%s"
                    .formatted(
                            ReportedEpochs.shown(printed),
                            firstEpoch,
                            printed == 0 ? "; if the program counts from 0, write runner.metrics.first_epoch: 0" : ""));
        }
        return (int) number;
    }

    /// Returns the epochs whose objective has been known for a second.
    List<PrintedEpoch> pause(Instant now) {
        return open.entrySet().stream()
                .filter(each -> each.getValue().measured.stream()
                        .anyMatch(since -> Duration.between(since, now).compareTo(PAUSE) >= 0))
                .mapToInt(Map.Entry::getKey)
                .max()
                .stream()
                .mapToObj(this::endThrough)
                .findFirst()
                .orElse(List.of());
    }

    /// Ends all epochs.
    List<PrintedEpoch> end() {
        return open.isEmpty() ? List.of() : endThrough(open.lastKey());
    }

    /// Ends epochs up to a number, of which those without any measurement are left out.
    private List<PrintedEpoch> endThrough(int last) {
        List<PrintedEpoch> ended = new ArrayList<>();
        Map<Integer, OpenEpoch> ending = open.headMap(last, true);
        ending.forEach((number, epoch) -> {
            boolean measured = epoch.numbers.keySet().stream().anyMatch(this::isObjective);
            if (measured || (!current.isEmpty() && !epoch.numbers.isEmpty())) {
                Map<String, Double> all = new LinkedHashMap<>(epoch.numbers);
                all.put("epoch", (double) number);
                ended.add(PrintedEpoch.of(all));
                lastEnded = number;
            }
        });
        ending.clear();
        return ended;
    }
}
