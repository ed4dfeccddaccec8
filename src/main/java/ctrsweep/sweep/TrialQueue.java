package ctrsweep.sweep;

import ctrsweep.sweep.LaunchSummary.Ending;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Which trial comes next, shared by the workers: those put aside because another process has them, those that go
/// on, and the plan's.
final class TrialQueue {
    private static final SweepLog.Terms ADVANCED = new SweepLog.Terms(EnumSet.of(TrialState.PRUNED), false);

    private final Optional<PrunerQueue> advances;
    private final Iterator<PlannedTrial> plan;
    private final SweepLog.Terms usual;
    private final InstantSource clock;
    private final Optional<Instant> deadline;
    private final Optional<BooleanSupplier> turn;
    private final Duration again;
    private final List<Crew> crews;
    private final Deque<PutAside> putAside = new ArrayDeque<>();
    private Optional<Ending> closed = Optional.empty();
    private int inHand;
    private int toAskOnceMore = Integer.MAX_VALUE;

    /// A trial to ask for.
    ///
    /// @param advanced whether it goes on because of what others came to
    record Task(PlannedTrial trial, SweepLog.Terms terms, boolean advanced) {}

    /// @param due by the JVM's own clock, in nanoseconds
    private record PutAside(Task task, long due) {}

    /// @param advances gives the trials that go on, or follow from what others came to, before any new one begins
    /// @param usual how planned trials are asked for
    /// @param turn whether the turn is over, for a process that does not wait for trials that others run
    /// @param again time between two askings for a trial that another owner has
    /// @param crews told when there is no trial now
    TrialQueue(
            Optional<PrunerQueue> advances,
            Iterator<PlannedTrial> plan,
            SweepLog.Terms usual,
            InstantSource clock,
            Optional<Duration> wall,
            Optional<BooleanSupplier> turn,
            Duration again,
            List<Crew> crews) {
        this.advances = advances;
        this.plan = plan;
        this.usual = usual;
        this.clock = clock;
        this.deadline = wall.map(clock.instant()::plus);
        this.turn = turn;
        this.again = again;
        this.crews = List.copyOf(crews);
    }

    /// The next trial to ask for. Waits while the only ones left are in other hands.
    ///
    /// @return empty when there will be none
    synchronized Optional<Task> take() throws InterruptedException {
        while (true) {
            if (deadline.isPresent() && !clock.instant().isBefore(deadline.get())) {
                close(Ending.WALL);
            }
            if (turn.isPresent() && turn.get().getAsBoolean()) {
                close(Ending.TURN);
            }
            if (closed.isPresent()) {
                return Optional.empty();
            }
            Optional<Task> next = due();
            if (next.isPresent()) {
                inHand++;
                return next;
            }
            if (putAside.isEmpty() && inHand == 0) {
                close(Ending.PLAN_DONE);
            } else if (turn.isPresent() && inHand == 0) {
                Optional<Task> other = runByOthers();
                if (other.isPresent()) {
                    return other;
                }
                close(Ending.ELSEWHERE);
            } else {
                crews.forEach(crew -> crew.noneNow(true));
                try {
                    wait(pauseMillis());
                } finally {
                    crews.forEach(crew -> crew.noneNow(false));
                }
            }
        }
    }

    /// There may be a trial now: nobody may take it that there is none until those that ask have looked again.
    private void lookAgain() {
        crews.forEach(crew -> crew.noneNow(false));
        notifyAll();
    }

    private Optional<Task> due() {
        PutAside first = putAside.peek();
        if (first != null && first.due - System.nanoTime() <= 0) {
            return Optional.of(putAside.remove().task);
        }
        return advances.flatMap(PrunerQueue::next).map(TrialQueue::advance).or(this::planned);
    }

    private Optional<Task> planned() {
        if (plan.hasNext()) {
            return Optional.of(new Task(plan.next(), usual, false));
        }
        return putAside.isEmpty() && inHand == 0
                ? advances.flatMap(PrunerQueue::lastResort).map(TrialQueue::advance)
                : Optional.empty();
    }

    private static Task advance(PlannedTrial trial) {
        return new Task(trial, ADVANCED, true);
    }

    /// Each trial that others ran is asked for once more before a turn ends: it may have ended since.
    private Optional<Task> runByOthers() {
        toAskOnceMore = Math.min(toAskOnceMore, putAside.size());
        if (toAskOnceMore == 0) {
            return Optional.empty();
        }
        toAskOnceMore--;
        inHand++;
        return Optional.of(putAside.remove().task);
    }

    private long pauseMillis() {
        PutAside first = putAside.peek();
        Duration pause = first == null ? again : Duration.ofNanos(first.due - System.nanoTime());
        return Math.max(1, pause.toMillis());
    }

    /// The trial has ended, here or elsewhere, or was given back.
    synchronized void done() {
        inHand--;
        lookAgain();
    }

    /// Another owner runs the trial; it will be claimed again later.
    synchronized void putAside(Task task) {
        inHand--;
        putAside.add(new PutAside(task, System.nanoTime() + again.toNanos()));
        lookAgain();
    }

    /// The trial was given back, and is claimed again before all others.
    synchronized void again(Task task) {
        inHand--;
        putAside.addFirst(new PutAside(task, System.nanoTime()));
        lookAgain();
    }

    /// No further trials. The first reason stands.
    synchronized void close(Ending ending) {
        if (closed.isEmpty()) {
            closed = Optional.of(ending);
            lookAgain();
        }
    }

    synchronized Ending ending() {
        return closed.orElse(Ending.STOPPED);
    }
}
