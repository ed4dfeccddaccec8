package ctrsweep.spark;

import java.util.List;

/// What has happened to a worker.
public sealed interface WorkerNews {

    /// It ended by itself.
    record Ended(WorkerEnd end) implements WorkerNews {}

    /// Its task failed or its executor was lost; Spark starts it again, as often as `spark.task.maxFailures` allows.
    record Lost(String host, String why) implements WorkerNews {}

    /// Spark does not start it any more.
    record GivenUp(List<String> problems) implements WorkerNews {
        public GivenUp {
            problems = List.copyOf(problems);
        }
    }

    /// The Java of an executor is too old for the product.
    record OtherJava(String host, String why) implements WorkerNews {}
}
