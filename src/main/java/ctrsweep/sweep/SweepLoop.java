package ctrsweep.sweep;

import ctrsweep.config.SweepSpec;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// Runs the plan of a spec: workers take trials, the runner trains them, the log remembers.
///
/// A trial that fails is recorded and the sweep goes on. A log that fails ends the sweep.
public final class SweepLoop {
    private final SweepLog log;
    private final TrialRunner runner;
    private final SweepListener listener;
    private final InstantSource clock;
    private final LaunchTiming pace;
    private final Persistence persistence;
    private boolean left;
    private boolean stopped;
    private Optional<Launch> running = Optional.empty();

    public SweepLoop(SweepLog log, TrialRunner runner, SweepListener listener, InstantSource clock, LaunchTiming pace) {
        this(log, runner, listener, clock, pace, Persistence.USUAL);
    }

    /// What a launch does about trials that fail.
    ///
    /// @param retryFailed whether trials that failed in an earlier launch are tried again
    /// @param keepGoing whether the launch goes on when its first trials all fail alike before their first epoch
    public record Persistence(boolean retryFailed, boolean keepGoing) {
        public static final Persistence USUAL = new Persistence(false, false);
    }

    public SweepLoop(
            SweepLog log,
            TrialRunner runner,
            SweepListener listener,
            InstantSource clock,
            LaunchTiming pace,
            Persistence persistence) {
        this.log = log;
        this.runner = runner;
        this.listener = listener;
        this.clock = clock;
        this.pace = pace;
        this.persistence = persistence;
    }

    /// Returns when every trial has ended, when the budget or the target ends it, or after [#stop]. An
    /// interrupt of the calling thread stops it too.
    ///
    /// @throws RuntimeException what the log or the listener threw; running trials were given back where
    ///     possible
    public LaunchSummary run(SweepSpec spec) {
        return run(spec, Optional.empty());
    }

    /// The same for a process that serves several sweeps: it does not wait for trials that others run.
    ///
    /// @param over asked before each trial whether another sweep is to have its turn
    public LaunchSummary turn(SweepSpec spec, BooleanSupplier over) {
        return run(spec, Optional.of(over));
    }

    private LaunchSummary run(SweepSpec spec, Optional<BooleanSupplier> turn) {
        Plan plan = new Plan(spec);
        OpenSweep sweep = log.open(SweepDefinition.of(spec));
        Optional<RecordedHistory> history =
                RecordedHistory.needed(spec) ? Optional.of(new RecordedHistory(sweep, spec, log)) : Optional.empty();
        List<Crew> crews = Stream.generate(runner::crew).limit(pace.workers()).toList();
        Launch launch = new Launch(
                sweep,
                spec,
                log,
                runner,
                listener,
                queue(spec, plan, sweep, history, crews, turn),
                history,
                clock,
                persistence.keepGoing());
        begin(launch);
        long planned = plan.size().trials();
        listener.sweepStarted(sweep, planned);
        work(launch, crews);
        return launch.summary(planned);
    }

    private TrialQueue queue(
            SweepSpec spec,
            Plan plan,
            OpenSweep sweep,
            Optional<RecordedHistory> history,
            List<Crew> crews,
            Optional<BooleanSupplier> turn) {
        boolean pruning = spec.search().pruning().isPresent();
        Set<TrialState> again = EnumSet.noneOf(TrialState.class);
        if (!pruning) {
            again.add(TrialState.PRUNED);
        }
        if (persistence.retryFailed()) {
            again.add(TrialState.FAILED);
        }
        return new TrialQueue(
                history.map(all -> new PrunerQueue(spec, plan, all)),
                plan.trials(
                        sweep.firstNumber(),
                        history.<TrialHistory>map(all -> all).orElse(TrialHistory.NONE),
                        pruning),
                new SweepLog.Terms(again, spec.search().method().learns()),
                clock,
                spec.budget().wall(),
                turn,
                pace.askAgain(),
                crews);
    }

    /// Takes no further trials, and lets [#run] return once those that run were given back, each after the epoch
    /// that it is in. May come from any thread, at any time.
    public synchronized void leave() {
        left = true;
        running.ifPresent(Launch::leave);
    }

    /// Takes no further trials, interrupts those that run, and lets [#run] return once they were given back.
    /// May come from any thread, at any time.
    public synchronized void stop() {
        stopped = true;
        running.ifPresent(Launch::stop);
    }

    private synchronized void begin(Launch launch) {
        running = Optional.of(launch);
        if (left) {
            launch.leave();
        }
        if (stopped) {
            launch.stop();
        }
    }

    private void work(Launch launch, List<Crew> crews) {
        try (ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("heartbeat").factory())) {
            long period = pace.heartbeat().toNanos();
            var beats = heart.scheduleAtFixedRate(launch::beat, period, period, TimeUnit.NANOSECONDS);
            join(workers(launch, crews));
            beats.cancel(false);
        }
    }

    private static List<Thread> workers(Launch launch, List<Crew> crews) {
        ThreadFactory threads = Thread.ofPlatform().name("trial-worker-", 1).factory();
        List<Thread> workers = crews.stream()
                .flatMap(crew -> Stream.generate(() -> threads.newThread(() -> launch.work(crew)))
                        .limit(crew.size()))
                .toList();
        workers.forEach(Thread::start);
        return workers;
    }

    private void join(List<Thread> workers) {
        boolean interrupted = false;
        for (Thread worker : workers) {
            while (worker.isAlive()) {
                try {
                    worker.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    stop();
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
