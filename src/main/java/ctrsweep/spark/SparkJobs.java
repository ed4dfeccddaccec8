package ctrsweep.spark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.TaskKilled;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/// Runs each worker as a job of one task: one that is lost too often takes none of the others with it, and those
/// that have no place yet can be given up one by one.
final class SparkJobs extends SparkListener implements SparkCluster {
    private static final String GROUP = "workers";
    private static final String NUMBER = "ctrsweep.worker";

    private Optional<JavaSparkContext> context = Optional.empty();
    private final Map<Integer, Future<List<WorkerEnd>>> jobs = new LinkedHashMap<>();
    private final ConcurrentLinkedQueue<WorkerNews> heard = new ConcurrentLinkedQueue<>();
    private final Set<Long> tasks = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Integer> workersOfStages = new ConcurrentHashMap<>();
    private final Set<Integer> begun = ConcurrentHashMap.newKeySet();
    private boolean cancelled;

    @Override
    public void connect(String sweep) {
        SparkConf conf = new SparkConf().setAppName("ctrsweep " + sweep);
        conf.setIfMissing("spark.ui.showConsoleProgress", "false");
        try {
            context = Optional.of(inSpark(() -> new JavaSparkContext(conf)));
            spark().sc().addSparkListener(this);
            if (spark().sc().isStopped()) {
                throw new IllegalStateException("the master let the connection go");
            }
        } catch (RuntimeException e) {
            throw new SparkProblem(
                    "Spark master %s cannot be used: %s".formatted(conf.get("spark.master", ""), words(e)), e);
        }
    }

    private JavaSparkContext spark() {
        return context.orElseThrow();
    }

    /// The message of the first cause, in one line.
    private static String words(Throwable problem) {
        Throwable cause = problem;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return Optional.ofNullable(cause.getMessage())
                .flatMap(message ->
                        message.lines().filter(line -> !line.isBlank()).findFirst())
                .orElse(cause.toString());
    }

    @Override
    public String master() {
        return spark().master();
    }

    /// Spark finds its classes by the calling thread's class loader, which is the product's while the product calls.
    private static <T> T inSpark(Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(SparkJobs.class.getClassLoader());
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void start(List<WorkerRequest> workers) {
        try {
            submit(workers);
        } catch (IllegalStateException e) {
            if (!spark().sc().isStopped()) {
                throw e;
            }
            throw new SparkProblem(
                    "Spark master %s ended the application at once: its executors do not start; their logs say why"
                            .formatted(master()),
                    e);
        }
    }

    private void submit(List<WorkerRequest> workers) {
        spark().setJobGroup(GROUP, "workers of a sweep", true);
        for (int number = 0; number < workers.size(); number++) {
            spark().setLocalProperty(NUMBER, Integer.toString(number));
            WorkerRequest worker = workers.get(number);
            jobs.put(number, inSpark(() -> spark().parallelize(List.of(worker), 1)
                    .map(new SparkWorker())
                    .collectAsync()));
        }
    }

    @Override
    public void onStageSubmitted(SparkListenerStageSubmitted stage) {
        Optional.ofNullable(stage.properties())
                .map(properties -> properties.getProperty(NUMBER))
                .ifPresent(number -> workersOfStages.put(stage.stageInfo().stageId(), Integer.valueOf(number)));
    }

    @Override
    public void onTaskStart(SparkListenerTaskStart start) {
        Optional.ofNullable(workersOfStages.get(start.stageId())).ifPresent(begun::add);
        tasks.add(start.taskInfo().taskId());
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        tasks.remove(end.taskInfo().taskId());
        String host = end.taskInfo().host();
        switch (end.reason()) {
            case TaskKilled _ -> {}
            case ExceptionFailure failure
            when failure.className().equals(UnsupportedClassVersionError.class.getName()) ->
                heard.add(new WorkerNews.OtherJava(host, failure.description()));
            case ExceptionFailure failure ->
                heard.add(new WorkerNews.Lost(host, failure.className() + ": " + failure.description()));
            case TaskFailedReason failure -> heard.add(new WorkerNews.Lost(host, failure.toErrorString()));
            default -> {}
        }
    }

    @Override
    public List<WorkerNews> news() {
        List<WorkerNews> news = new ArrayList<>();
        for (WorkerNews each = heard.poll(); each != null; each = heard.poll()) {
            news.add(each);
        }
        Set<Integer> ended = new HashSet<>();
        jobs.forEach((number, job) -> {
            if (job.isDone()) {
                ended.add(number);
                end(job).filter(_ -> !cancelled).ifPresent(news::add);
            }
        });
        jobs.keySet().removeAll(ended);
        return Collections.unmodifiableList(news);
    }

    private static Optional<WorkerNews> end(Future<List<WorkerEnd>> job) {
        if (job.isCancelled()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new WorkerNews.Ended(job.get().getFirst()));
        } catch (ExecutionException e) {
            return Optional.of(new WorkerNews.GivenUp(List.of(words(e))));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public int running() {
        return tasks.size();
    }

    @Override
    public int left() {
        return jobs.size();
    }

    @Override
    public void cancelWaiting() {
        jobs.entrySet()
                .removeIf(job -> !begun.contains(job.getKey()) && job.getValue().cancel(true));
    }

    @Override
    public void cancel() {
        cancelled = true;
        context.ifPresent(spark -> spark.cancelJobGroup(GROUP));
    }

    @Override
    public void close() {
        context.ifPresent(spark -> inSpark(() -> {
            spark.close();
            return spark;
        }));
    }
}
