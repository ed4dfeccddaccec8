package ctrsweep.cli;

import ctrsweep.sweep.SweepLoop;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets Ctrl-C, or a polite kill, end a launch in order: trials are given back, what there is to tell is told,
/// and the database is closed before the process ends with code 130.
final class Interruption implements AutoCloseable {
    /// A step takes milliseconds; what takes longer than this is stuck.
    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::await, "interruption");
    private Optional<SweepLoop> running = Optional.empty();
    private boolean asked;

    private Interruption() {}

    /// From now on, the process waits for [#close] when it is interrupted.
    static Interruption awaited() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /// What an interruption stops.
    synchronized void stops(SweepLoop loop) {
        running = Optional.of(loop);
        if (asked) {
            loop.stop();
        }
    }

    private void await() {
        ask();
        try {
            ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void ask() {
        asked = true;
        running.ifPresent(SweepLoop::stop);
    }

    /// The launch has ended.
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The process is ending already: the hook is what ended the launch.
        }
    }
}
