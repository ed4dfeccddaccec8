package ctrsweep.spark;

import java.util.List;

/// The places that Spark gives.
public interface SparkCluster extends AutoCloseable {

    /// Connects to the master.
    ///
    /// @throws SparkProblem when it cannot be used
    void connect(String sweep);

    /// The master, as Spark names it.
    String master();

    /// Asks for a place for each worker and returns at once.
    void start(List<WorkerRequest> workers);

    /// What has happened since the last call.
    List<WorkerNews> news();

    /// Workers that run now.
    int running();

    /// Workers that have not ended, whether they have a place or not.
    int left();

    /// Gives up the workers that have no place yet.
    void cancelWaiting();

    /// Interrupts all workers. They give back their trials and end.
    void cancel();

    @Override
    void close();
}
