package ctrsweep.cli.launch;

import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.cli.text.Phrases;
import ctrsweep.config.SweepSpec;
import ctrsweep.data.DataPlaces;
import ctrsweep.spark.SparkCluster;
import ctrsweep.spark.WorkerEnd;
import ctrsweep.spark.WorkerNews;
import ctrsweep.spark.WorkerRequest;
import ctrsweep.store.Database;
import ctrsweep.store.DatabaseResults;
import ctrsweep.sweep.DatabaseAddress;
import ctrsweep.sweep.LaunchSummary;
import ctrsweep.sweep.LaunchSummary.Ending;
import ctrsweep.sweep.Plan;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.TrialState;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jline.utils.Signals;

/// The driver of a launch whose workers are tasks of Spark. Ctrl-C cancels the job; the workers give back their
/// trials, and the next launch goes on.
public final class SparkLaunch {
    /// Places that are asked for where neither spec nor command line says how many.
    private static final int MOST_WORKERS = 100;

    private static final long PAUSE_MILLIS = 500;
    private static final long GIVING_BACK_SECONDS = 30;

    private final ConsoleEnvironment console;
    private final SweepSpec spec;
    private final LaunchReporter reporter;
    private final SparkCluster cluster;
    private final Plan.Size planned;
    private final Set<String> problems = new LinkedHashSet<>();
    private final List<Ending> endings = new ArrayList<>();

    /// The signal's thread sets it.
    private volatile boolean interrupted;

    public SparkLaunch(ConsoleEnvironment console, SweepSpec spec, LaunchReporter reporter, SparkCluster cluster) {
        this.console = console;
        this.spec = spec;
        this.reporter = reporter;
        this.cluster = cluster;
        planned = new Plan(spec).size();
    }

    /// Runs the sweep and prints its results.
    ///
    /// @param words the command line, which workers read too
    /// @param workers how many, where the command line says so
    /// @param retryFailed whether trials that failed in an earlier launch are tried again
    public LaunchSummary run(
            DatabaseAddress address,
            LaunchLog log,
            List<String> words,
            Optional<Integer> workers,
            boolean retryFailed) {
        if (spec.workers().gpus().isPresent()) {
            throw new CommandFailure(
                    "workers.gpus does not go with --spark: Spark gives GPUs to executors (spark.executor.resource.gpu.amount)");
        }
        if (!Folders.writable(console.outputs())) {
            throw OutputsOption.unwritable(console.outputs().resolve(spec.name()));
        }
        cluster.connect(spec.name());
        Signals.register("INT", this::interrupt);
        Signals.register("TERM", this::interrupt);
        try (Database database = Database.openForWriting(address, reporter::note)) {
            SweepFolder folder = SweepLauncher.claim(console, spec, reporter, database, address);
            reporter.detail("log " + log.begin(folder.path()));
            reporter.detail("database " + address);
            DatabaseResults results = new DatabaseResults(database);
            Optional<SweepSummary> before = find(results);
            int places = workers.or(
                            () -> spec.workers().count().stream().boxed().findFirst())
                    .orElseGet(() -> (int) Math.min(planned.trials(), MOST_WORKERS));
            reporter.note("%s: %s trials on Spark, %s, at most %d workers"
                    .formatted(spec.name(), Phrases.planned(spec, planned), cluster.master(), places));
            follow(results, requests(database.id(), address, words, places, retryFailed));
            LaunchSummary summary = summary(before, find(results), retryFailed);
            new LaunchPage(spec, summary, results, console, reporter).print();
            return summary;
        } finally {
            Signals.registerDefault("INT");
            Signals.registerDefault("TERM");
        }
    }

    private void interrupt() {
        if (!interrupted) {
            interrupted = true;
            reporter.problem("interrupted: the workers give back their trials");
        }
    }

    private Optional<SweepSummary> find(DatabaseResults results) {
        return results.sweeps().stream()
                .filter(sweep -> sweep.name().equals(spec.name()))
                .findFirst();
    }

    /// One worker tries failed trials again: several would try each of them once for each worker.
    private List<WorkerRequest> requests(
            String id, DatabaseAddress address, List<String> words, int workers, boolean retryFailed) {
        String place =
                switch (address) {
                    case DatabaseAddress.File(Path path) ->
                        path.toAbsolutePath().normalize().toString();
                    case DatabaseAddress.Server(String url) -> "postgresql://" + url;
                };
        String data = console.places()
                .named()
                .map(DataPlaces.Named::folder)
                .map(folder -> folder.toAbsolutePath().toString())
                .orElse("");
        return IntStream.range(0, workers)
                .mapToObj(number -> new WorkerRequest(
                        words,
                        Path.of("").toAbsolutePath().toString(),
                        console.home().toAbsolutePath().toString(),
                        place,
                        id,
                        console.outputs().toAbsolutePath().toString(),
                        data,
                        retryFailed && number == 0))
                .toList();
    }

    private void follow(DatabaseResults results, List<WorkerRequest> requests) {
        try (SparkProgress progress =
                SparkProgress.on(console, spec, results, planned.trials(), InstantSource.system(), reporter)) {
            cluster.start(requests);
            long givingBack = 0;
            while (cluster.left() > 0 || cluster.running() > 0) {
                cluster.news().forEach(this::take);
                progress.look();
                if (interrupted && givingBack == 0) {
                    cluster.cancel();
                    givingBack = System.nanoTime();
                }
                boolean late = (System.nanoTime() - givingBack) / 1e9 > GIVING_BACK_SECONDS;
                if (givingBack != 0 && late) {
                    break;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
            cluster.news().forEach(this::take);
            progress.look();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cluster.cancel();
            interrupted = true;
        }
    }

    private void take(WorkerNews news) {
        switch (news) {
            case WorkerNews.Ended(WorkerEnd end) -> ended(end);
            case WorkerNews.Lost(String host, String why) ->
                reporter.problem(
                        "a worker on %s is lost, and Spark starts it again: %s".formatted(host, firstLine(why)));
            case WorkerNews.GivenUp(List<String> why) ->
                why.forEach(line -> problem("a worker was lost too often (spark.task.maxFailures): " + line));
            case WorkerNews.OtherJava(String host, String why) -> {
                problem(
                        "worker on %s: ctrsweep needs Java 25 there (JAVA_HOME, or --spark-conf spark.executorEnv.JAVA_HOME=DIR): %s"
                                .formatted(host, firstLine(why)));
                cluster.cancel();
            }
        }
    }

    /// The first worker that ends finds no further trial, so those that have no place need none.
    private void ended(WorkerEnd end) {
        end.problems().forEach(line -> problem("worker on %s: %s".formatted(end.host(), line)));
        if (!end.ending().isEmpty()) {
            endings.add(Ending.valueOf(end.ending()));
            cluster.cancelWaiting();
        }
    }

    /// Reports each problem once, however many workers have it.
    private void problem(String text) {
        if (problems.add(text)) {
            reporter.detail(text);
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    /// @throws CommandFailure when no worker came to an end
    private LaunchSummary summary(Optional<SweepSummary> before, Optional<SweepSummary> after, boolean retryFailed) {
        if (endings.isEmpty() && !interrupted) {
            throw new CommandFailure(
                    problems.isEmpty() ? "Spark ended the job before any worker ended" : String.join("\n", problems));
        }
        problems.forEach(reporter::problem);
        Ending ending = interrupted
                ? Ending.STOPPED
                : endings.stream()
                        .filter(each -> each != Ending.PLAN_DONE)
                        .findFirst()
                        .orElse(Ending.PLAN_DONE);
        long failedBefore = retryFailed ? 0 : count(before, TrialState.FAILED);
        return new LaunchSummary(
                planned.trials(),
                gained(before, after, TrialState.COMPLETED),
                gained(before, after, TrialState.PRUNED),
                Math.max(0, count(after, TrialState.FAILED) - failedBefore),
                count(before, TrialState.COMPLETED) + count(before, TrialState.PRUNED) + failedBefore,
                failedBefore,
                count(after, TrialState.WAITING),
                ending);
    }

    private static long gained(Optional<SweepSummary> before, Optional<SweepSummary> after, TrialState state) {
        return Math.max(0, count(after, state) - count(before, state));
    }

    private static long count(Optional<SweepSummary> sweep, TrialState state) {
        return sweep.map(known -> known.count(state)).orElse(0);
    }
}
