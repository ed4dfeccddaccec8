package ctrsweep.store;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/// How long the threads of a process wait for a database server that was lost. One line tells of the loss, and one of
/// its end.
final class Patience {
    /// Tests set a shorter time by the system property `ctrsweep.patience`, in seconds.
    private static final Duration LONGEST = Duration.ofSeconds(Long.getLong("ctrsweep.patience", 300));

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Consumer<String> told;
    private OptionalLong lostSince = OptionalLong.empty();

    Patience(Consumer<String> told) {
        this.told = told;
    }

    /// Pauses after a failure.
    ///
    /// @param problem in words
    /// @param attempts how many have failed
    /// @return false when the time is up, or the thread is interrupted
    boolean permits(String problem, int attempts) {
        Duration lost = lost(problem);
        if (lost.compareTo(LONGEST) >= 0) {
            return false;
        }
        Duration pause = SHORTEST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 10));
        long most = (pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE).toMillis();
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized Duration lost(String problem) {
        if (lostSince.isEmpty()) {
            lostSince = OptionalLong.of(System.nanoTime());
            told.accept("%s; waiting up to %d s for it".formatted(problem, LONGEST.toSeconds()));
        }
        return Duration.ofNanos(System.nanoTime() - lostSince.getAsLong());
    }

    /// Called after each success.
    synchronized void isBack() {
        if (lostSince.isPresent()) {
            Duration lost = Duration.ofNanos(System.nanoTime() - lostSince.getAsLong());
            lostSince = OptionalLong.empty();
            told.accept("the database is back after %d s".formatted(lost.toSeconds()));
        }
    }
}
