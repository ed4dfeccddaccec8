package ctrsweep.program;

import ctrsweep.metric.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A folder in which a program writes scalars for TensorBoard.
///
/// A step at which the objective is written is an epoch. It also has the latest values of other scalars since the
/// epoch before. What an earlier attempt left in the folder does not count.
final class EventFolder {
    /// How many steps without the objective are kept.
    private static final int MOST_STEPS = 100_000;
    private static final String EVENTS = "tfevents";

    private final Path folder;
    private final Metric objective;
    private final Map<Path, EventFile> files = new TreeMap<>();
    /// Scalars of steps without the objective, since the last step with it.
    private final TreeMap<Long, Map<String, Double>> open = new TreeMap<>();
    private final Set<String> seen = new TreeSet<>();
    private long lastStep = Long.MIN_VALUE;
    private OptionalDouble lastEpoch = OptionalDouble.empty();

    /// Remembers what the folder contains before the program starts.
    EventFolder(Path folder, Metric objective) {
        this.folder = folder;
        this.objective = objective;
        paths().forEach(file ->
                files.put(file, new EventFile(file, file.toFile().length())));
    }

    private List<Path> paths() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.getFileName().toString().contains(EVENTS))
                    .filter(Files::isRegularFile)
                    .toList();
        } catch (IOException | UncheckedIOException _) {
            return List.of();
        }
    }

    /// Returns the scalars that are new since the last call, as rows in the order of their steps.
    List<PrintedNumbers> news() {
        paths().forEach(file -> files.computeIfAbsent(file, _ -> new EventFile(file, 0)));
        files.forEach((file, events) -> events.news().forEach(event -> add(file, event)));
        List<PrintedNumbers> rows = new ArrayList<>();
        Map<String, Double> since = new LinkedHashMap<>();
        Map<String, Double> late = open.remove(lastStep);
        if (late != null && lastEpoch.isPresent()) {
            rows.add(new PrintedNumbers(lastEpoch, late, true));
        }
        List<Long> measured = open.entrySet().stream()
                .filter(step -> step.getValue().keySet().stream().anyMatch(this::isObjective))
                .map(Map.Entry::getKey)
                .toList();
        for (long step : measured) {
            Map<Long, Map<String, Double>> before = open.headMap(step, true);
            before.values().forEach(since::putAll);
            before.clear();
            rows.add(row(step, since));
            since.clear();
        }
        while (open.size() > MOST_STEPS) {
            open.pollFirstEntry();
        }
        return rows;
    }

    /// A scalar called epoch, as Lightning writes it, is the number of the epoch, else the step is.
    private PrintedNumbers row(long step, Map<String, Double> scalars) {
        PrintedNumbers row = PrintedNumbers.of(scalars, true);
        lastStep = step;
        lastEpoch = row.epoch().isPresent() ? row.epoch() : OptionalDouble.of((double) step);
        return new PrintedNumbers(lastEpoch, row.numbers(), true);
    }

    private void add(Path file, ScalarEvent event) {
        if (event.step() < lastStep || event.scalars().isEmpty()) {
            return;
        }
        Path run = folder.relativize(file).getParent();
        String prefix = run == null ? "" : run.toString().replace('\\', '/') + "/";
        Map<String, Double> step = open.computeIfAbsent(event.step(), _ -> new LinkedHashMap<>());
        event.scalars().forEach((tag, value) -> {
            step.put(prefix + tag, value);
            seen.add(prefix + tag);
        });
    }

    private boolean isObjective(String name) {
        return Metric.isName(name) && Metric.printed(name).equals(objective);
    }

    /// Why there is no objective, as `/home/ada/tb has no event files`.
    Optional<String> problem() {
        if (seen.stream().anyMatch(this::isObjective)) {
            return Optional.empty();
        }
        Optional<String> damaged =
                files.values().stream().flatMap(file -> file.problem().stream()).findFirst();
        return damaged.or(() -> Optional.of(
                files.isEmpty()
                        ? folder + " has no event files"
                        : seen.isEmpty()
                                ? folder + " has no new scalars"
                                : "%s has %s".formatted(folder, String.join(", ", seen))));
    }
}
