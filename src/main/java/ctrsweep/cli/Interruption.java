package ctrsweep.cli;

import ctrsweep.sweep.SweepLoop;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets Ctrl-C, or a polite kill, end a launch in order: trials are given back, the person is told, and the
/// database is closed before the process ends with code 130.
final class Interruption implements AutoCloseable {
    /// A step takes milliseconds; what takes longer than this is stuck.
    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    private boolean interrupted;
    private Optional<SweepLoop> running = Optional.empty();

    private Interruption() {
        hook = new Thread(this::interrupt, "interruption");
    }

    static Interruption begin() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /// What an interruption stops, also one that has come already.
    synchronized void stops(SweepLoop loop) {
        running = Optional.of(loop);
        if (interrupted) {
            loop.stop();
        }
    }

    private synchronized void stop() {
        interrupted = true;
        running.ifPresent(SweepLoop::stop);
    }

    private void interrupt() {
        stop();
        try {
            ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The launch has ended and said so.
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
