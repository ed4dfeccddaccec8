package ctrsweep.train;

import ctrsweep.data.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// What a trial asks of its group, and then waits for. The crew's driver changes it while it is under way, and
/// otherwise the trial's own thread; the crew's lock lies between.
abstract sealed class GroupRequest permits GroupRequest.Evaluation, GroupRequest.Stretch {
    private final GroupMember member;
    private final Thread thread = Thread.currentThread();
    private volatile boolean interrupted;
    private Optional<Throwable> failure = Optional.empty();

    private GroupRequest(GroupMember member) {
        this.member = member;
    }

    GroupMember member() {
        return member;
    }

    /// The thread that waits was interrupted.
    void interrupt() {
        interrupted = true;
    }

    /// Whether the thread that waits was interrupted; it may be the one that drives.
    boolean isInterrupted() {
        if (thread == Thread.currentThread() && Thread.interrupted()) {
            interrupted = true;
        }
        return interrupted;
    }

    void fail(Throwable cause) {
        failure = Optional.of(cause);
    }

    /// Whether there is nothing more to be done about it.
    boolean isOver() {
        return failure.isPresent() || isInterrupted() || isDone();
    }

    abstract boolean isDone();

    /// What it is about, for the message of an interruption.
    abstract String subject();

    /// @throws InterruptedException where the thread was interrupted, even if it was done nevertheless
    void requireSuccess() throws InterruptedException {
        if (isInterrupted()) {
            throw new InterruptedException(subject());
        }
        if (failure.isPresent()) {
            switch (failure.get()) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Throwable e -> throw new IllegalStateException(e);
            }
        }
    }

    /// Rows to be evaluated.
    static final class Evaluation extends GroupRequest {
        private final Rows rows;
        private Optional<float[]> logits = Optional.empty();

        Evaluation(GroupMember member, Rows rows) {
            super(member);
            this.rows = rows;
        }

        Rows rows() {
            return rows;
        }

        void succeed(float[] result) {
            logits = Optional.of(result);
        }

        @Override
        boolean isDone() {
            return logits.isPresent();
        }

        @Override
        String subject() {
            return "in an evaluation";
        }

        float[] logits() {
            return logits.orElseThrow();
        }
    }

    /// Steps of a pass to be done.
    static final class Stretch extends GroupRequest {
        private final GroupPass pass;
        private final List<Step> steps;
        private final int epoch;
        private final BooleanSupplier overdue;
        private final List<float[]> losses = new ArrayList<>();
        private int next;
        private boolean isOverdue;

        Stretch(GroupMember member, GroupPass pass, List<Step> steps, int epoch, BooleanSupplier overdue) {
            super(member);
            this.pass = pass;
            this.steps = List.copyOf(steps);
            this.epoch = epoch;
            this.overdue = overdue;
        }

        GroupPass pass() {
            return pass;
        }

        /// Steps that are still to be done.
        List<Step> left() {
            return steps.subList(next, steps.size());
        }

        /// How many of the steps to come lead up to the next update of the weights, that included.
        int update() {
            int steps = 1;
            while (!left().get(steps - 1).updates()) {
                steps++;
            }
            return steps;
        }

        /// Whether no further step may be done.
        boolean stops() {
            isOverdue = isOverdue || overdue.getAsBoolean();
            return isOverdue || isInterrupted();
        }

        boolean isOverdue() {
            return isOverdue;
        }

        /// The next steps were done.
        void did(float[] lossOfEach) {
            losses.add(lossOfEach);
            next += lossOfEach.length;
        }

        @Override
        boolean isDone() {
            return isOverdue || next == steps.size();
        }

        @Override
        String subject() {
            return "in epoch " + epoch;
        }

        float[] losses() {
            float[] all = new float[steps.size()];
            int at = 0;
            for (float[] some : losses) {
                System.arraycopy(some, 0, all, at, some.length);
                at += some.length;
            }
            return Arrays.copyOf(all, at);
        }
    }
}
