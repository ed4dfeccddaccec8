package ctrsweep.sweep;

import ctrsweep.config.InvalidSetting;
import ctrsweep.config.SweepSpec;
import ctrsweep.sweep.LaunchSummary.Ending;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// One launch of a sweep: what its worker threads share, and what each of them does.
final class Launch {
    private final OpenSweep sweep;
    private final SweepSpec spec;
    private final SweepLog log;
    private final TrialRunner runner;
    private final SweepListener listener;
    private final Agenda agenda;
    private final Set<Attempt> attempts = new LinkedHashSet<>();
    private final Object listening = new Object();
    private final Object asking = new Object();
    private boolean stopping;
    private Optional<Throwable> breakdown = Optional.empty();
    private long completed;
    private long failed;
    private long skipped;
    private long failedBefore;
    private long released;

    Launch(OpenSweep sweep, SweepSpec spec, SweepLog log, TrialRunner runner, SweepListener listener, Agenda agenda) {
        this.sweep = sweep;
        this.spec = spec;
        this.log = log;
        this.runner = runner;
        this.listener = listener;
        this.agenda = agenda;
    }

    /// What each worker thread does: one trial after the other, until there are none.
    void work() {
        try {
            for (Optional<Asked> next = ask(); next.isPresent(); next = ask()) {
                answer(next.get());
            }
        } catch (InterruptedException e) {
            stop();
        } catch (Throwable e) {
            breakDown(e);
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

    void stop() {
        agenda.close(Ending.STOPPED);
        synchronized (this) {
            stopping = true;
            attempts.forEach(Attempt::interrupt);
        }
    }

    /// @throws RuntimeException what broke the launch down
    synchronized LaunchSummary summary(long planned) {
        breakdown.ifPresent(Launch::rethrow);
        return new LaunchSummary(planned, completed, failed, skipped, failedBefore, released, agenda.ending());
    }

    private record Asked(PlannedTrial trial, SweepLog.Claim claim) {}

    /// One worker at a time: a trial that ended with the target reached lets no worker take a later one.
    private Optional<Asked> ask() throws InterruptedException {
        synchronized (asking) {
            Optional<PlannedTrial> trial = agenda.take();
            if (trial.isEmpty()) {
                return Optional.empty();
            }
            SweepLog.Claim claim = log.claim(sweep, trial.get());
            if (claim instanceof SweepLog.Claim.Ended(var _, Optional<Double> value)) {
                value.ifPresent(this::closeIfReached);
            }
            return Optional.of(new Asked(trial.get(), claim));
        }
    }

    private void closeIfReached(double value) {
        if (spec.objective().reached(value)) {
            agenda.close(Ending.TARGET);
        }
    }

    private void answer(Asked asked) {
        PlannedTrial trial = asked.trial;
        switch (asked.claim) {
            case SweepLog.Claim.Taken(RunningTrial running) -> attempt(new Attempt(running));
            case SweepLog.Claim.Ended(TrialState state, var _) -> {
                countSkipped(state);
                tell(to -> to.trialSkipped(trial, state));
                agenda.done();
            }
            case SweepLog.Claim.Busy(String owner) -> {
                tell(to -> to.trialPutAside(trial, owner));
                agenda.putAside(trial);
            }
        }
    }

    private void attempt(Attempt attempt) {
        begin(attempt);
        Optional<Outcome> outcome;
        try {
            tell(to -> to.trialStarted(attempt.trial()));
            outcome = train(attempt);
        } catch (RuntimeException | Error e) {
            end(attempt);
            releaseAfter(e, attempt.trial());
            throw e;
        }
        end(attempt);
        attempt.fault().ifPresent(failure -> {
            releaseAfter(failure, attempt.trial());
            throw failure;
        });
        if (attempt.lost()) {
            abandon(attempt.trial());
        } else if (outcome.isPresent()) {
            finish(attempt.trial(), outcome.get());
        } else {
            release(attempt.trial());
        }
    }

    /// @return empty when the trial was cut short and has no outcome
    private Optional<Outcome> train(Attempt attempt) {
        Outcome outcome;
        try {
            outcome = runner.run(attempt.trial(), new Recorder(attempt));
        } catch (InterruptedException e) {
            if (!attempt.interrupted()) {
                stop();
            }
            return Optional.empty();
        } catch (UnwritableException e) {
            throw e;
        } catch (RuntimeException e) {
            outcome = new Outcome.Failed(StopReason.ERROR, inWords(e), Map.of());
            tell(to -> to.trialThrew(attempt.trial(), e));
        }
        boolean cutShort = attempt.interrupted() || attempt.fault().isPresent();
        return cutShort && outcome instanceof Outcome.Failed ? Optional.empty() : Optional.of(outcome);
    }

    /// What went wrong with a file or a setting says so itself; of all else the kind matters too.
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

        Recorder(Attempt attempt) {
            this.attempt = attempt;
        }

        @Override
        public Verdict accept(EpochReport epoch) {
            record(List.of(epoch), to -> to.epochEnded(attempt.trial(), epoch));
            return Verdict.GO_ON;
        }

        @Override
        public Verdict resumed(List<EpochReport> earlier) {
            record(earlier, to -> to.trialResumed(attempt.trial(), earlier));
            return Verdict.GO_ON;
        }

        private void record(List<EpochReport> epochs, Consumer<SweepListener> event) {
            try {
                epochs.forEach(epoch -> log.recordEpoch(attempt.trial(), epoch));
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

    private void finish(RunningTrial trial, Outcome outcome) {
        try {
            log.finish(trial, outcome);
        } catch (LostClaimException e) {
            abandon(trial);
            return;
        }
        runner.ended(trial);
        count(outcome);
        tell(to -> to.trialEnded(trial, outcome));
        agenda.done();
    }

    /// The new owner may fail too, so the trial is asked for again.
    private void abandon(RunningTrial trial) {
        tell(to -> to.trialLost(trial));
        agenda.putAside(trial.trial());
    }

    private void release(RunningTrial trial) {
        log.release(trial);
        synchronized (this) {
            released++;
        }
        tell(to -> to.trialReleased(trial));
        agenda.done();
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

    private synchronized void count(Outcome outcome) {
        switch (outcome) {
            case Outcome.Completed done -> {
                completed++;
                Optional.ofNullable(done.metrics().get(spec.objective().metric()))
                        .ifPresent(this::closeIfReached);
            }
            case Outcome.Pruned _ -> completed++;
            case Outcome.Failed none -> {
                failed++;
                if (spec.budget().failures().isPresent()
                        && failed >= spec.budget().failures().getAsLong()) {
                    agenda.close(Ending.FAILURES);
                }
            }
        }
    }

    private synchronized void countSkipped(TrialState state) {
        skipped++;
        if (state == TrialState.FAILED) {
            failedBefore++;
        }
    }

    private synchronized void begin(Attempt attempt) {
        attempts.add(attempt);
        if (stopping) {
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
