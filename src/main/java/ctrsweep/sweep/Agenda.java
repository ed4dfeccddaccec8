package ctrsweep.sweep;

import ctrsweep.sweep.LaunchSummary.Ending;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/// Which trial comes next, shared by the workers: the plan's, and those put aside because another process has
/// them.
final class Agenda {
    private final Iterator<PlannedTrial> plan;
    private final InstantSource clock;
    private final Optional<Instant> deadline;
    private final Duration again;
    private final Deque<PutAside> putAside = new ArrayDeque<>();
    private Optional<Ending> closed = Optional.empty();
    private int inHand;

    /// @param due by the JVM's own clock, in nanoseconds
    private record PutAside(PlannedTrial trial, long due) {}

    /// @param again time between two askings for a trial that another owner has
    Agenda(Iterator<PlannedTrial> plan, InstantSource clock, Optional<Duration> wall, Duration again) {
        this.plan = plan;
        this.clock = clock;
        this.deadline = wall.map(clock.instant()::plus);
        this.again = again;
    }

    /// The next trial to ask for. Waits while the only ones left are in other hands.
    ///
    /// @return empty when there will be none
    synchronized Optional<PlannedTrial> take() throws InterruptedException {
        while (true) {
            if (deadline.isPresent() && !clock.instant().isBefore(deadline.get())) {
                close(Ending.WALL);
            }
            if (closed.isPresent()) {
                return Optional.empty();
            }
            Optional<PlannedTrial> next = due();
            if (next.isPresent()) {
                inHand++;
                return next;
            }
            if (putAside.isEmpty() && inHand == 0) {
                close(Ending.PLAN_DONE);
            } else {
                wait(pauseMillis());
            }
        }
    }

    private Optional<PlannedTrial> due() {
        PutAside first = putAside.peek();
        if (first != null && first.due - System.nanoTime() <= 0) {
            return Optional.of(putAside.remove().trial);
        }
        return plan.hasNext() ? Optional.of(plan.next()) : Optional.empty();
    }

    private long pauseMillis() {
        PutAside first = putAside.peek();
        Duration pause = first == null ? again : Duration.ofNanos(first.due - System.nanoTime());
        return Math.max(1, pause.toMillis());
    }

    /// It has ended, here or elsewhere, or was given back.
    synchronized void done() {
        inHand--;
        notifyAll();
    }

    /// Another owner has it; it will be asked for again.
    synchronized void putAside(PlannedTrial trial) {
        inHand--;
        putAside.add(new PutAside(trial, System.nanoTime() + again.toNanos()));
        notifyAll();
    }

    /// No further trials. The first reason stands.
    synchronized void close(Ending ending) {
        if (closed.isEmpty()) {
            closed = Optional.of(ending);
            notifyAll();
        }
    }

    synchronized Ending ending() {
        return closed.orElse(Ending.STOPPED);
    }
}
