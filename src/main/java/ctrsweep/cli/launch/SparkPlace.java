package ctrsweep.cli.launch;

import ctrsweep.spark.SparkCluster;
import ctrsweep.spark.WorkerRequest;
import java.util.Optional;
import java.util.function.Consumer;

/// Where a process of a launch stands.
public sealed interface SparkPlace {

    /// Outside Spark.
    record Outside() implements SparkPlace {}

    /// In the driver of a job.
    record Driver(SparkCluster cluster) implements SparkPlace {}

    /// In a task of the job.
    ///
    /// @param gpu the address of the GPU that the task was given
    /// @param ended told why the worker took no further trials
    record Worker(WorkerRequest request, Optional<String> gpu, Consumer<String> ended) implements SparkPlace {}
}
