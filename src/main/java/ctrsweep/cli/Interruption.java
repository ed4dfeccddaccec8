package ctrsweep.cli;

import ctrsweep.sweep.SweepLoop;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets Ctrl-C, or a polite kill, end a launch in order: trials are given back and the database is closed
/// before the process
/// ends with code 130.
final class Interruption implements AutoCloseable {
    /// A step takes milliseconds; what takes longer than this is stuck.
    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(SweepLoop loop) {
        hook = new Thread(() -> stop(loop), "interruption");
    }

    static Interruption stops(SweepLoop loop) {
        Interruption interruption = new Interruption(loop);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void stop(SweepLoop loop) {
        loop.stop();
        try {
            ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
