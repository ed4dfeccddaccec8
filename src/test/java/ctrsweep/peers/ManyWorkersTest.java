package ctrsweep.peers;

import ctrsweep.store.Database;
import ctrsweep.store.DatabaseSweepLog;
import ctrsweep.store.Fixture;
import ctrsweep.store.PostgresServer;
import ctrsweep.sweep.DatabaseAddress;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.PlannedTrial;
import ctrsweep.sweep.RunningTrial;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What PostgreSQL, on the same machine, does in a second for 1, 8 and 64 workers of a connection each: claims of new
/// trials, heartbeats, epochs with two metrics, ends. From these follows what limits a thousand workers.
@Tag("peers")
class ManyWorkersTest {
    private static final int TRIALS = Integer.getInteger("ctrsweep.trials", 2_000);

    /// One worker's connection.
    private record Worker(Database database, DatabaseSweepLog log, OpenSweep sweep, List<RunningTrial> taken) {
        static Worker of(DatabaseAddress.Server address, int number) {
            Database database = PostgresServer.openForWriting(address);
            DatabaseSweepLog log = Fixture.log(database, "host:1:" + number, InstantSource.system());
            return new Worker(database, log, log.open(Fixture.definition("many", "many")), new ArrayList<>());
        }
    }

    private interface Step {
        void run(Worker worker, int of);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 64})
    void inASecond(int connections) throws Exception {
        DatabaseAddress.Server address = PostgresServer.schema();
        List<PlannedTrial> planned = IntStream.range(0, TRIALS)
                .mapToObj(number -> Fixture.planned(number, 1e-6 * (number + 1)))
                .toList();
        List<Worker> workers = IntStream.range(0, connections)
                .mapToObj(number -> Worker.of(address, number))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            print("claims", connections, perSecond(threads, workers, (worker, number) -> worker.taken()
                    .add(Fixture.take(worker.log(), worker.sweep(), planned.get(number)))));
            print("heartbeats", connections, perSecond(threads, workers, (worker, number) -> worker.log()
                    .heartbeat(worker.taken().get(number / connections))));
            print("epochs", connections, perSecond(threads, workers, (worker, number) -> worker.log()
                    .recordEpoch(worker.taken().get(number / connections), Fixture.epoch(1, 0.7))));
            print("ends", connections, perSecond(threads, workers, (worker, number) -> worker.log()
                    .finish(worker.taken().get(number / connections), Fixture.completed(0.7))));
        } finally {
            workers.forEach(worker -> worker.database().close());
        }
    }

    private static void print(String what, int connections, double perSecond) {
        Figures.print(what + " a second, connections " + connections, perSecond);
    }

    /// Worker w takes the trials w, w + connections and so on.
    private static double perSecond(ExecutorService threads, List<Worker> workers, Step step)
            throws InterruptedException, ExecutionException {
        List<Callable<Integer>> parts = new ArrayList<>();
        for (int first = 0; first < workers.size(); first++) {
            int begin = first;
            parts.add(() -> {
                for (int number = begin; number < TRIALS; number += workers.size()) {
                    step.run(workers.get(begin), number);
                }
                return begin;
            });
        }
        long begun = System.nanoTime();
        for (Future<Integer> part : threads.invokeAll(parts)) {
            part.get();
        }
        return TRIALS / ((System.nanoTime() - begun) / 1e9);
    }
}
