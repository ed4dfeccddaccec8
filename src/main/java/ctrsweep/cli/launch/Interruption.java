package ctrsweep.cli.launch;

import ctrsweep.sweep.SweepLoop;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;

/// Lets Ctrl-C or SIGTERM end a launch in order: it gives trials back, reports, and closes the database before
/// the process ends with code 130.
///
/// The first Ctrl-C ends the launch after the current epochs; a second one, or SIGTERM, ends it at once.
public final class Interruption implements AutoCloseable {
    /// A step takes milliseconds; one that takes longer than this is stuck.
    private static final long PATIENCE_SECONDS = 30;

    private static final int INTERRUPTED = 130;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch kill = new CountDownLatch(1);
    private final LaunchReporter reporter;
    private final Thread hook;

    private int pressed;
    private boolean killed;
    private Optional<SweepLoop> running = Optional.empty();

    private Interruption(LaunchReporter reporter) {
        this.reporter = reporter;
        hook = new Thread(this::killed, "interruption");
    }

    public static Interruption begin(LaunchReporter reporter) {
        Interruption interruption = new Interruption(reporter);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        Signals.register("INT", interruption::pressed);
        return interruption;
    }

    /// Sets what an interruption stops. An earlier interruption takes effect now.
    synchronized void stops(SweepLoop loop) {
        running = Optional.of(loop);
        if (killed || pressed > 1) {
            loop.stop();
        } else if (pressed == 1) {
            loop.leave();
        }
    }

    /// Waits while nothing runs, unless an interruption ends the wait.
    ///
    /// @return whether it was interrupted
    boolean pause(Duration time) {
        synchronized (this) {
            running = Optional.empty();
            if (killed || pressed > 0) {
                return true;
            }
        }
        try {
            return kill.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private synchronized void pressed() {
        pressed++;
        if (running.isEmpty()) {
            Runtime.getRuntime().halt(INTERRUPTED);
        } else if (pressed == 1) {
            reporter.problem("interrupted: ends after the epoch under way; once more ends it now");
            running.get().leave();
        } else {
            running.get().stop();
        }
    }

    private synchronized void stop() {
        killed = true;
        running.ifPresent(SweepLoop::stop);
        kill.countDown();
    }

    private void killed() {
        stop();
        try {
            ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Tells that the launch has ended and printed its summary.
    @Override
    public void close() {
        Signals.registerDefault("INT");
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The process is ending already: the hook is what ended the launch.
        }
    }
}
