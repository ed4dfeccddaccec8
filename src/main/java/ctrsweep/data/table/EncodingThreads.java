package ctrsweep.data.table;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// The threads that encode a table. With one, all work is done by the thread that asks for it.
final class EncodingThreads implements AutoCloseable {
    private final int count;
    private final ExecutorService pool;

    /// How a table is encoded; the result is the same whatever it is.
    ///
    /// @param threads at least 1
    /// @param blockRows rows that a thread takes at a time
    record Plan(int threads, int blockRows) {
        /// A smaller table is encoded before the threads have started.
        private static final long SMALL_BYTES = 1 << 22;

        private static final int BLOCK_ROWS = 4096;

        /// @param bytes of all files
        static Plan of(long bytes) {
            return new Plan(bytes < SMALL_BYTES ? 1 : Runtime.getRuntime().availableProcessors(), BLOCK_ROWS);
        }
    }

    EncodingThreads(int count) {
        this.count = count;
        pool = Executors.newFixedThreadPool(
                count, Thread.ofPlatform().daemon().name("encoding-", 1).factory());
    }

    int count() {
        return count;
    }

    Executor executor() {
        return count == 1 ? Runnable::run : pool;
    }

    /// Does what is numbered 0, 1, ... in any order, and waits until all of it is done.
    void forEach(int number, IntConsumer task) {
        CompletableFuture<?>[] all = IntStream.range(0, number)
                .mapToObj(i -> CompletableFuture.runAsync(() -> task.accept(i), executor()))
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(all).join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException problem -> throw problem;
                case Error problem -> throw problem;
                case null -> throw e;
                case Throwable _ -> throw e;
            }
        }
    }

    /// Waits for tasks that are still running.
    @Override
    public void close() {
        pool.close();
    }
}
