package ctrsweep.spark;

import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.resource.ResourceInformation;

/// The task that is one worker.
final class SparkWorker implements Function<WorkerRequest, WorkerEnd> {
    private static final long serialVersionUID = 1;

    @Override
    public WorkerEnd call(WorkerRequest request) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try {
            return ProductClassLoader.program().work(request, gpu());
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /// The first GPU that Spark gave to this task (`spark.task.resource.gpu.amount`).
    private static String gpu() {
        return Optional.ofNullable(TaskContext.get().resourcesJMap().get("gpu"))
                .map(ResourceInformation::addresses)
                .filter(addresses -> addresses.length > 0)
                .map(addresses -> addresses[0])
                .orElse("");
    }
}
