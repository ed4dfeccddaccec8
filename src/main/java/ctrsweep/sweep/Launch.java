package ctrsweep.sweep;

import ctrsweep.config.SweepSpec;
import ctrsweep.config.TrialFigure;
import ctrsweep.search.Pruner;
import ctrsweep.settings.InvalidSetting;
import ctrsweep.sweep.LaunchSummary.Ending;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// One launch of a sweep: what its worker threads share, and what each of them does.
///
/// Locks are taken in this order only: `asking`, then one of this object, [TrialQueue], [RecordedHistory],
/// [FirstFailures] and [LaunchTally], then an [Attempt], then `listening`, and those of a [Crew] at any time.
/// Trials are claimed while `asking` is held, and recorded while no lock is.
final class Launch {
    private final OpenSweep sweep;
    private final SweepSpec spec;
    private final SweepLog log;
    private final TrialRunner runner;
    private final SweepListener listener;
    private final TrialQueue queue;
    private final Optional<RecordedHistory> history;
    private final InstantSource clock;
    private final boolean keepGoing;
    private final LaunchTally tally = new LaunchTally();
    private final FirstFailures firstFailures = new FirstFailures();
    private final Set<Attempt> attempts = new LinkedHashSet<>();
    private final Object listening = new Object();
    private final Object asking = new Object();
    private Phase phase = Phase.RUNNING;
    private Optional<Throwable> breakdown = Optional.empty();

    /// How far a launch is on its way to its end; it never goes back.
    private enum Phase {
        RUNNING,
        /// Trials under way are given back after the epoch that they are in.
        LEAVING,
        /// Trials under way are interrupted.
        STOPPING
    }

    /// @param history where something in the spec asks for them
    /// @param keepGoing whether the launch goes on when its first trials all fail alike
    Launch(
            OpenSweep sweep,
            SweepSpec spec,
            SweepLog log,
            TrialRunner runner,
            SweepListener listener,
            TrialQueue queue,
            Optional<RecordedHistory> history,
            InstantSource clock,
            boolean keepGoing) {
        this.sweep = sweep;
        this.spec = spec;
        this.log = log;
        this.runner = runner;
        this.listener = listener;
        this.queue = queue;
        this.history = history;
        this.clock = clock;
        this.keepGoing = keepGoing;
    }

    /// The work of each thread of a crew: it runs one trial after the other until there are none.
    void work(Crew crew) {
        try {
            for (Optional<Asked> next = ask(crew); next.isPresent(); next = ask(crew)) {
                answer(crew, next.get());
            }
        } catch (InterruptedException e) {
            stop();
        } catch (Throwable e) {
            breakDown(e);
        } finally {
            crew.leaves();
        }
    }

    /// Says for every running trial that its owner is alive.
    void beat() {
        for (Attempt attempt : running()) {
            try {
                log.heartbeat(attempt.trial());
            } catch (LostClaimException e) {
                attempt.lose();
            } catch (RuntimeException e) {
                breakDown(e);
            }
        }
    }

    /// Takes no further trials; those under way are given back after the epoch that they are in.
    void leave() {
        queue.close(Ending.STOPPED);
        enter(Phase.LEAVING);
    }

    /// Takes no further trials, and interrupts those under way.
    void stop() {
        queue.close(Ending.STOPPED);
        enter(Phase.STOPPING);
        running().forEach(Attempt::interrupt);
    }

    private synchronized void enter(Phase next) {
        phase = next.compareTo(phase) > 0 ? next : phase;
    }

    /// @throws RuntimeException what broke the launch down
    LaunchSummary summary(long planned) {
        synchronized (this) {
            breakdown.ifPresent(Launch::rethrow);
        }
        return tally.summary(planned, queue.ending());
    }

    private record Asked(TrialQueue.Task task, SweepLog.Claim claim) {}

    /// One worker at a time: a trial that ended with the target reached lets no worker take a later one.
    private Optional<Asked> ask(Crew crew) throws InterruptedException {
        crew.asks();
        synchronized (asking) {
            Optional<TrialQueue.Task> task = takenBy(crew);
            if (task.isEmpty()) {
                return Optional.empty();
            }
            SweepLog.Claim claim =
                    log.claim(sweep, task.get().trial(), task.get().terms());
            switch (claim) {
                case SweepLog.Claim.Taken(RunningTrial running, int _) -> history.ifPresent(all -> all.began(running));
                case SweepLog.Claim.Ended(TrialState state, Optional<Double> value) -> {
                    if (state == TrialState.COMPLETED) {
                        value.ifPresent(this::closeIfReached);
                    }
                }
                case SweepLog.Claim.Busy _, SweepLog.Claim.NumberGone _ -> {}
            }
            return Optional.of(new Asked(task.get(), claim));
        }
    }

    private Optional<TrialQueue.Task> takenBy(Crew crew) throws InterruptedException {
        try {
            return queue.take();
        } finally {
            crew.answered();
        }
    }

    private void closeIfReached(double value) {
        if (spec.objective().reached(value)) {
            queue.close(Ending.TARGET);
        }
    }

    private void answer(Crew crew, Asked asked) {
        PlannedTrial trial = asked.task.trial();
        switch (asked.claim) {
            case SweepLog.Claim.Taken(RunningTrial running, int epochs) ->
                attempt(crew, new Attempt(running, epochs), asked.task);
            case SweepLog.Claim.Ended(TrialState state, var _) -> {
                tally.skipped(trial.number(), state);
                tell(to -> to.trialSkipped(trial, state));
                queue.done();
            }
            case SweepLog.Claim.NumberGone() -> queue.putAside(inItsPlace(asked.task));
            case SweepLog.Claim.Busy(String owner) -> {
                tell(to -> to.trialPutAside(trial, owner));
                queue.putAside(asked.task);
            }
        }
    }

    /// Another process was faster and took the number for another trial: that trial is claimed instead.
    private TrialQueue.Task inItsPlace(TrialQueue.Task task) {
        return history.flatMap(all -> all.trial(task.trial().number()))
                .map(known -> new Plan(spec).trial(known))
                .map(trial -> new TrialQueue.Task(trial, task.terms(), task.advanced()))
                .orElse(task);
    }

    private void attempt(Crew crew, Attempt attempt, TrialQueue.Task task) {
        begin(attempt);
        Optional<Outcome> outcome;
        try {
            tell(to -> to.trialStarted(attempt.trial()));
            outcome = train(crew, attempt, task.advanced());
        } catch (RuntimeException | Error e) {
            end(attempt);
            releaseAfter(e, attempt.trial());
            throw e;
        }
        end(attempt);
        switch (attempt.state()) {
            case Attempt.State.Broken(RuntimeException cause) -> {
                releaseAfter(cause, attempt.trial());
                throw cause;
            }
            case Attempt.State.Lost() -> abandon(attempt.trial(), task);
            case Attempt.State.Undisturbed(), Attempt.State.Interrupted() ->
                outcome.ifPresentOrElse(reached -> conclude(attempt, reached, task), () -> release(attempt.trial()));
        }
    }

    private void conclude(Attempt attempt, Outcome outcome, TrialQueue.Task task) {
        if (outcome instanceof Outcome.Failed failure && isTriedAgain(task, failure)) {
            retry(attempt.trial(), failure, task);
        } else {
            finish(attempt, outcome, task);
        }
    }

    /// @return empty when the trial was cut short and has no outcome
    private Optional<Outcome> train(Crew crew, Attempt attempt, boolean advanced) {
        Outcome outcome;
        try {
            Recorder recorder = new Recorder(attempt, advanced);
            outcome = recorder.timed(crew.run(attempt.trial(), recorder));
        } catch (InterruptedException e) {
            if (!attempt.isDisturbed() && !isEnding()) {
                stop();
            }
            return Optional.empty();
        } catch (UnwritableException | DeviceLostException e) {
            throw e;
        } catch (RuntimeException e) {
            outcome = new Outcome.Failed(StopReason.ERROR, inWords(e), Map.of());
            tell(to -> to.trialThrew(attempt.trial(), e));
        }
        boolean cutShort = attempt.isDisturbed() || isEnding();
        return cutShort && outcome instanceof Outcome.Failed ? Optional.empty() : Optional.of(outcome);
    }

    /// The messages of file and setting errors stand for themselves; other exceptions are named by their class too.
    private static String inWords(RuntimeException problem) {
        return switch (problem) {
            case UncheckedIOException file -> String.valueOf(file.getMessage());
            case InvalidSetting setting -> setting.key() + ": " + setting.getMessage();
            default -> problem.toString();
        };
    }

    /// Commits a trial's epochs, and then tells of them.
    private final class Recorder implements EpochListener {
        private final Attempt attempt;
        private final Instant began = clock.instant();
        private final boolean advanced;
        private double secondsBefore;
        private double secondsHere;

        /// @param advanced whether its pruner has decided already that it goes on
        Recorder(Attempt attempt, boolean advanced) {
            this.attempt = attempt;
            this.advanced = advanced;
        }

        @Override
        public void restsOn(Basis basis) {
            try {
                log.require(sweep, basis);
            } catch (RuntimeException e) {
                attempt.blame(e);
                throw e;
            }
        }

        @Override
        public void beginsAnew() {
            if (attempt.epochsBefore() > 0) {
                tell(to -> to.trialBeganAnew(attempt.trial(), attempt.epochsBefore()));
            }
        }

        @Override
        public EpochDecision accept(EpochReport epoch) {
            secondsHere += epoch.seconds();
            record(List.of(epoch), to -> to.epochEnded(attempt.trial(), epoch));
            return decision(false);
        }

        @Override
        public EpochDecision resumed(List<EpochReport> earlier) {
            secondsBefore = earlier.stream().mapToDouble(EpochReport::seconds).sum();
            record(earlier, to -> to.trialResumed(attempt.trial(), earlier));
            return decision(advanced);
        }

        @Override
        public void notTaken(String line) {
            tell(to -> to.lineNotTaken(attempt.trial(), line));
        }

        /// The outcome with the seconds of all epochs, where they are an objective.
        Outcome timed(Outcome outcome) {
            boolean wanted = spec.otherObjectives().stream()
                    .anyMatch(other -> other.metric().equals(TrialFigure.TIME));
            return wanted && outcome instanceof Outcome.Completed completed
                    ? completed.with(Map.of(TrialFigure.TIME, secondsBefore + secondsHere))
                    : outcome;
        }

        private EpochDecision decision(boolean decided) {
            if (isEnding()) {
                return EpochDecision.GIVE_BACK;
            }
            if (isOverdue()) {
                return EpochDecision.TIME_OUT;
            }
            return !decided && isPruned(attempt.trial().trial()) ? EpochDecision.PRUNE : EpochDecision.GO_ON;
        }

        /// Attempts that were cut short count with their epochs.
        @Override
        public boolean isOverdue() {
            return spec.budget()
                    .trialWall()
                    .map(wall -> secondsBefore
                                    + Duration.between(began, clock.instant()).toNanos() / 1e9
                            >= wall.toNanos() / 1e9)
                    .orElse(false);
        }

        private void record(List<EpochReport> epochs, Consumer<SweepListener> event) {
            try {
                for (EpochReport epoch : epochs) {
                    log.recordEpoch(attempt.trial(), epoch);
                    attempt.reported();
                    history.ifPresent(all -> all.epochEnded(attempt.trial(), epoch));
                }
                tell(event);
            } catch (LostClaimException e) {
                attempt.lose();
                throw e;
            } catch (RuntimeException e) {
                attempt.blame(e);
                throw e;
            }
        }
    }

    private boolean isPruned(PlannedTrial trial) {
        if (history.isEmpty() || spec.search().pruning().isEmpty()) {
            return false;
        }
        Pruner pruner = spec.search().pruning().get().pruner();
        return history.get()
                .competitor(trial.number())
                .map(curve -> pruner.stops(curve, history.get().curves()))
                .orElse(false);
    }

    /// A trial that failed with a NaN loss would fail again, so it is not retried.
    private boolean isTriedAgain(TrialQueue.Task task, Outcome.Failed failure) {
        return failure.reason() != StopReason.NAN
                && tally.failedAgain(task.trial().number()) <= spec.onFailure().retries();
    }

    private void retry(RunningTrial trial, Outcome.Failed failure, TrialQueue.Task task) {
        log.release(trial);
        tell(to -> to.trialRetried(trial, failure));
        queue.again(task);
    }

    private void finish(Attempt attempt, Outcome outcome, TrialQueue.Task task) {
        RunningTrial trial = attempt.trial();
        try {
            log.finish(trial, outcome);
        } catch (LostClaimException e) {
            abandon(trial, task);
            return;
        }
        history.ifPresent(all -> all.ended(trial, outcome));
        if (!(outcome instanceof Outcome.Pruned)) {
            runner.ended(trial);
        }
        count(trial.trial().number(), outcome, attempt.epochs());
        tell(to -> to.trialEnded(trial, outcome));
        queue.done();
    }

    /// The new owner may fail too, so the trial is put back into the queue.
    private void abandon(RunningTrial trial, TrialQueue.Task task) {
        tell(to -> to.trialLost(trial));
        queue.putAside(task);
    }

    private void release(RunningTrial trial) {
        log.release(trial);
        tally.released();
        tell(to -> to.trialReleased(trial));
        queue.done();
    }

    private void releaseAfter(Throwable failure, RunningTrial trial) {
        try {
            log.release(trial);
        } catch (RuntimeException e) {
            if (e != failure) {
                failure.addSuppressed(e);
            }
        }
    }

    private void count(long number, Outcome outcome, int epochs) {
        tally.ended(number, outcome.state());
        switch (outcome) {
            case Outcome.Completed done ->
                Optional.ofNullable(done.metrics().get(spec.objective().metric()))
                        .ifPresent(this::closeIfReached);
            case Outcome.Pruned _ -> {}
            case Outcome.Failed _ -> {
                if (spec.budget().failures().isPresent()
                        && tally.count(TrialState.FAILED)
                                >= spec.budget().failures().getAsLong()) {
                    queue.close(Ending.FAILURES);
                }
            }
        }
        firstFailures.add(outcome, epochs).filter(_ -> !keepGoing).ifPresent(error -> {
            queue.close(Ending.ALL_FAIL);
            tell(to -> to.firstTrialsFailed(error));
        });
    }

    private synchronized boolean isEnding() {
        return phase != Phase.RUNNING;
    }

    private synchronized void begin(Attempt attempt) {
        attempts.add(attempt);
        if (phase == Phase.STOPPING) {
            attempt.interrupt();
        }
    }

    private synchronized void end(Attempt attempt) {
        attempts.remove(attempt);
        attempt.end();
    }

    private synchronized List<Attempt> running() {
        return new ArrayList<>(attempts);
    }

    private void breakDown(Throwable cause) {
        synchronized (this) {
            if (breakdown.isEmpty()) {
                breakdown = Optional.of(cause);
            } else if (breakdown.get() != cause) {
                breakdown.get().addSuppressed(cause);
            }
        }
        stop();
    }

    private void tell(Consumer<SweepListener> event) {
        synchronized (listening) {
            event.accept(listener);
        }
    }

    private static void rethrow(Throwable cause) {
        switch (cause) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(cause);
        }
    }
}
