package ctrsweep.sweep;

import ctrsweep.config.Objective;
import ctrsweep.metric.Metric;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A log that forgets with the process, for tests of the loop. Several loops may share it as several owners.
final class MemoryLog {
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<String> events = new ArrayList<>();
    private final Set<Long> heartbeats = new HashSet<>();
    private final Map<String, Long> writesOf = new HashMap<>();
    private final InstantSource clock;
    private Optional<SweepDefinition> definition = Optional.empty();
    private Instant created = Instant.EPOCH;
    private long writes;

    MemoryLog() {
        this(() -> Instant.EPOCH);
    }

    MemoryLog(InstantSource clock) {
        this.clock = clock;
    }

    /// When an attempt recorded an epoch.
    record Recorded(int attempt, int epoch, Instant at) {}

    static final class Entry {
        final List<Recorded> recorded = new ArrayList<>();
        Optional<Outcome> outcome = Optional.empty();
        Instant started = Instant.EPOCH;
        Instant updated = Instant.EPOCH;
        final long number;
        final PlannedTrial trial;
        Optional<StopReason> reason = Optional.empty();
        TrialState state = TrialState.WAITING;
        String owner = "";
        int attempt;
        private int epochsBefore;
        Optional<Double> value = Optional.empty();
        final List<EpochReport> epochs = new ArrayList<>();

        private Entry(PlannedTrial trial) {
            number = trial.number();
            this.trial = trial;
        }

        /// The epochs of the latest attempt that has any.
        private TrialProgress known(Metric watched, List<Objective> others) {
            List<EpochReport> latest =
                    epochs.size() > epochsBefore ? epochs.subList(epochsBefore, epochs.size()) : epochs;
            return new TrialProgress(
                    number,
                    trial.assignment(),
                    trial.config().seed(),
                    state,
                    reason,
                    value,
                    others.stream()
                            .map(other -> outcome.map(Outcome::metrics)
                                    .orElse(Map.of())
                                    .getOrDefault(other.metric(), Double.NaN))
                            .toList(),
                    latest.stream()
                            .map(epoch -> epoch.metrics().getOrDefault(watched, Double.NaN))
                            .toList());
        }
    }

    private void wrote(String owner) {
        writes++;
        writesOf.merge(owner, 1L, Long::sum);
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

    /// What was recorded, by number.
    synchronized List<Entry> entries() {
        return entries.values().stream()
                .sorted(Comparator.comparing(entry -> entry.number))
                .toList();
    }

    synchronized Optional<SweepDefinition> definition() {
        return definition;
    }

    synchronized Instant created() {
        return created;
    }

    synchronized long writes() {
        return writes;
    }

    private synchronized void begin(SweepDefinition opened) {
        if (definition.isEmpty()) {
            created = clock.instant();
        }
        definition = Optional.of(opened);
    }

    private Entry entry(PlannedTrial trial) {
        return entries.computeIfAbsent(trial.configHash(), hash -> new Entry(trial));
    }

    private static final OpenSweep SWEEP = new OpenSweep(1, 1, 0, 1);

    private final Map<String, Basis> bases = new TreeMap<>();

    private final class OwnersLog implements SweepLog {
        private final String owner;

        private OwnersLog(String owner) {
            this.owner = owner;
        }

        @Override
        public OpenSweep open(SweepDefinition definition) {
            begin(definition);
            return SWEEP;
        }

        @Override
        public OpenSweep open(SweepDefinition definition, List<Basis> bases, boolean newData) {
            begin(definition);
            bases.forEach(basis -> require(SWEEP, basis));
            return SWEEP;
        }

        @Override
        public void requireComparable(String sweep, List<String> others, List<Basis> bases) {}

        @Override
        public List<Basis> bases(String sweep) {
            synchronized (MemoryLog.this) {
                return List.copyOf(bases.values());
            }
        }

        @Override
        public void require(OpenSweep sweep, Basis basis) {
            synchronized (MemoryLog.this) {
                Basis recorded = bases.computeIfAbsent(basis.varied(), _ -> basis);
                if (!basis.isPartOf(recorded)) {
                    throw IncomparableException.ofSweep("memory", basis.changesFrom(recorded));
                }
            }
        }

        @Override
        public Claim claim(OpenSweep sweep, PlannedTrial trial, Terms terms) {
            synchronized (MemoryLog.this) {
                boolean isNew = !entries.containsKey(trial.configHash());
                if (isNew
                        && terms.underItsNumber()
                        && entries.values().stream().anyMatch(entry -> entry.number == trial.number())) {
                    return new Claim.NumberGone();
                }
                Entry entry = entry(trial);
                if (terms.again().contains(entry.state)) {
                    entry.state = TrialState.WAITING;
                }
                return switch (entry.state) {
                    case COMPLETED, PRUNED, FAILED -> new Claim.Ended(entry.state, entry.value);
                    case RUNNING -> new Claim.Busy(entry.owner);
                    case WAITING -> {
                        entry.state = TrialState.RUNNING;
                        entry.owner = owner;
                        entry.attempt++;
                        entry.epochsBefore = entry.epochs.size();
                        entry.started = clock.instant();
                        entry.updated = entry.started;
                        wrote(owner);
                        yield new Claim.Taken(
                                new RunningTrial(entry.number, entry.attempt, trial), entry.epochs.size());
                    }
                };
            }
        }

        @Override
        public List<TrialProgress> known(OpenSweep sweep, Metric watched) {
            synchronized (MemoryLog.this) {
                List<Objective> others =
                        definition.map(SweepDefinition::otherObjectives).orElse(List.of());
                return entries.values().stream()
                        .sorted(Comparator.comparing(entry -> entry.number))
                        .map(entry -> entry.known(watched, others))
                        .toList();
            }
        }

        @Override
        public List<TrialProgress> known(OpenSweep sweep, String other, Metric objective) {
            return known(SWEEP, objective);
        }

        /// Of other owners.
        @Override
        public long version() {
            synchronized (MemoryLog.this) {
                return writes - writesOf.getOrDefault(owner, 0L);
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
                wrote(owner);
                Entry entry = fence(trial);
                entry.epochs.add(epoch);
                entry.updated = clock.instant();
                entry.recorded.add(new Recorded(trial.attempt(), epoch.epoch(), entry.updated));
            }
        }

        @Override
        public void finish(RunningTrial trial, Outcome outcome) {
            synchronized (MemoryLog.this) {
                wrote(owner);
                Entry entry = fence(trial);
                entry.reason = Optional.of(outcome.stopReason());
                entry.outcome = Optional.of(outcome);
                entry.updated = clock.instant();
                switch (outcome) {
                    case Outcome.Completed done -> {
                        entry.state = TrialState.COMPLETED;
                        entry.value = objective(done.metrics());
                    }
                    case Outcome.Pruned pruned -> {
                        entry.state = TrialState.PRUNED;
                        entry.value = objective(pruned.metrics());
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

        private static Optional<Double> objective(Map<Metric, Double> metrics) {
            return Optional.ofNullable(metrics.get(Metric.of("val.auc"))).filter(Double::isFinite);
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
