package ctrsweep.spark;

import java.util.List;

/// What Spark's processes call of the product.
public interface SparkProgram {

    /// Runs a command line in the driver.
    ///
    /// @return the exit code
    int drive(List<String> words, SparkCluster cluster);

    /// Runs the trials of one worker, in an executor, until none is left. An interrupt ends it: it gives back its
    /// trial.
    ///
    /// @param gpu the address of the GPU that the task was given; empty if none
    WorkerEnd work(WorkerRequest request, String gpu);
}
