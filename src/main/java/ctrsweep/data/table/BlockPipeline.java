package ctrsweep.data.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Takes blocks through the steps of their encoding, on several threads. A block is prepared first; then each of
/// the steps takes it, which may run at the same time for different steps; then it is written. Each step, and the
/// writing, takes block after block in the order in which they come, one at a time, so that what it learns does not
/// depend on the number of threads. For one thread that adds blocks.
final class BlockPipeline {
    private final Executor threads;
    private final Consumer<EncodedBlock> preparation;
    private final List<Consumer<EncodedBlock>> steps;
    private final Writing writing;
    private final Semaphore room;
    /// What the last block waits for in each step.
    private final List<CompletableFuture<Void>> taken;
    private CompletableFuture<Void> written = CompletableFuture.completedFuture(null);

    /// The last step.
    interface Writing {
        void write(EncodedBlock block) throws IOException;
    }

    /// Thrown to stop the reading when a block could not be encoded or written; [#finish] tells why.
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped() {
            super(null, null, false, false);
        }
    }

    /// @param most blocks that are on their way at the same time
    BlockPipeline(
            Executor threads,
            int most,
            Consumer<EncodedBlock> preparation,
            List<Consumer<EncodedBlock>> steps,
            Writing writing) {
        this.threads = threads;
        this.preparation = preparation;
        this.steps = List.copyOf(steps);
        this.writing = writing;
        room = new Semaphore(most);
        taken = new ArrayList<>(Collections.nCopies(steps.size(), written));
    }

    /// Waits for room, and sends a block on its way.
    ///
    /// @throws Stopped when an earlier one failed
    void add(EncodedBlock block) {
        room.acquireUninterruptibly();
        if (written.isCompletedExceptionally()) {
            throw new Stopped();
        }
        CompletableFuture<Void> prepared = CompletableFuture.runAsync(() -> preparation.accept(block), threads);
        for (int i = 0; i < steps.size(); i++) {
            Consumer<EncodedBlock> step = steps.get(i);
            taken.set(i, taken.get(i).runAfterBothAsync(prepared, () -> step.accept(block), threads));
        }
        CompletableFuture<Void> read = CompletableFuture.allOf(taken.toArray(CompletableFuture<?>[]::new));
        written = written.thenCompose(_ -> read)
                .thenRunAsync(() -> write(block), threads)
                .whenComplete((_, _) -> room.release());
    }

    private void write(EncodedBlock block) {
        try {
            writing.write(block);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    /// Waits until all blocks are written.
    ///
    /// @throws IOException when one could not be written
    void finish() throws IOException {
        try {
            written.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case IOException problem -> throw problem;
                case RuntimeException problem -> throw problem;
                case Error problem -> throw problem;
                case null -> throw e;
                case Throwable _ -> throw e;
            }
        }
    }
}
