package ctrsweep.sweep;

import ctrsweep.config.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A log that forgets with the process, for tests of the loop. Several loops may share it as several owners.
final class MemoryLog {
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<String> events = new ArrayList<>();
    private final Set<Long> heartbeats = new HashSet<>();

    private static final class Entry {
        private final long number;
        private TrialState state = TrialState.WAITING;
        private String owner = "";
        private int attempt;
        private Optional<Double> value = Optional.empty();
        private final List<EpochReport> epochs = new ArrayList<>();

        private Entry(long number) {
            this.number = number;
        }
    }

    SweepLog as(String owner) {
        return new OwnersLog(owner);
    }

    /// Marks a trial as running elsewhere, with a new attempt: what an owner sees whose lease passed on.
    synchronized void takeOver(PlannedTrial trial, String owner) {
        Entry entry = entry(trial);
        entry.state = TrialState.RUNNING;
        entry.owner = owner;
        entry.attempt++;
    }

    /// As if the owner's lease had lapsed.
    synchronized void lapse(PlannedTrial trial) {
        entry(trial).state = TrialState.WAITING;
    }

    synchronized void end(PlannedTrial trial) {
        entry(trial).state = TrialState.COMPLETED;
    }

    synchronized Map<Long, TrialState> states() {
        Map<Long, TrialState> states = new LinkedHashMap<>();
        entries.values().forEach(entry -> states.put(entry.number, entry.state));
        return states;
    }

    synchronized Map<Long, Integer> attempts() {
        Map<Long, Integer> attempts = new HashMap<>();
        entries.values().forEach(entry -> attempts.put(entry.number, entry.attempt));
        return attempts;
    }

    /// The epochs committed of a trial, by all attempts.
    synchronized List<Integer> epochs(long number) {
        return entries.values().stream()
                .filter(entry -> entry.number == number)
                .flatMap(entry -> entry.epochs.stream().map(EpochReport::epoch))
                .toList();
    }

    /// `finish 3`, `release 4` in the order in which they were committed.
    synchronized List<String> events() {
        return List.copyOf(events);
    }

    synchronized Set<Long> heartbeats() {
        return Set.copyOf(heartbeats);
    }

    private Entry entry(PlannedTrial trial) {
        return entries.computeIfAbsent(trial.configHash(), hash -> new Entry(trial.number()));
    }

    private final class OwnersLog implements SweepLog {
        private final String owner;

        private OwnersLog(String owner) {
            this.owner = owner;
        }

        @Override
        public OpenSweep open(SweepDefinition definition) {
            return new OpenSweep(1, 1, 0);
        }

        @Override
        public Claim claim(OpenSweep sweep, PlannedTrial trial) {
            synchronized (MemoryLog.this) {
                Entry entry = entry(trial);
                return switch (entry.state) {
                    case COMPLETED, PRUNED, FAILED -> new Claim.Ended(entry.state, entry.value);
                    case RUNNING -> new Claim.Busy(entry.owner);
                    case WAITING -> {
                        entry.state = TrialState.RUNNING;
                        entry.owner = owner;
                        entry.attempt++;
                        yield new Claim.Taken(new RunningTrial(entry.number, entry.attempt, trial));
                    }
                };
            }
        }

        @Override
        public void heartbeat(RunningTrial trial) {
            synchronized (MemoryLog.this) {
                fence(trial);
                heartbeats.add(trial.trial().number());
            }
        }

        @Override
        public void recordEpoch(RunningTrial trial, EpochReport epoch) {
            synchronized (MemoryLog.this) {
                fence(trial).epochs.add(epoch);
            }
        }

        @Override
        public void finish(RunningTrial trial, Outcome outcome) {
            synchronized (MemoryLog.this) {
                Entry entry = fence(trial);
                switch (outcome) {
                    case Outcome.Completed done -> {
                        entry.state = TrialState.COMPLETED;
                        entry.value = Optional.ofNullable(done.metrics().get(Metric.of("val.auc")));
                    }
                    case Outcome.Pruned pruned -> {
                        entry.state = TrialState.PRUNED;
                        entry.value = Optional.ofNullable(pruned.metrics().get(Metric.of("val.auc")));
                    }
                    case Outcome.Failed failed -> entry.state = TrialState.FAILED;
                }
                events.add("finish " + trial.trial().number());
            }
        }

        @Override
        public void release(RunningTrial trial) {
            synchronized (MemoryLog.this) {
                fence(trial).state = TrialState.WAITING;
                events.add("release " + trial.trial().number());
            }
        }

        private Entry fence(RunningTrial trial) {
            Entry entry = entry(trial.trial());
            if (entry.attempt != trial.attempt() || !entry.owner.equals(owner) || entry.state != TrialState.RUNNING) {
                throw new LostClaimException(trial);
            }
            return entry;
        }
    }
}
