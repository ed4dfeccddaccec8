package ctrsweep.cli;

import ctrsweep.cli.launch.SparkPlace;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.data.DataPlaces;
import ctrsweep.spark.SparkCluster;
import ctrsweep.spark.SparkProgram;
import ctrsweep.spark.WorkerEnd;
import ctrsweep.spark.WorkerRequest;
import ctrsweep.sweep.DatabaseAddress;
import ctrsweep.sweep.Owner;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The product in Spark's processes. Spark's side finds it by its name.
public final class SparkWorkers implements SparkProgram {

    @Override
    public int drive(List<String> words, SparkCluster cluster) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        return Main.run(
                words.toArray(String[]::new),
                Main.console(words.toArray(String[]::new), out, err),
                new SparkPlace.Driver(cluster),
                problem -> Main.print(problem, err));
    }

    /// Runs the command line again, as a worker. What it says goes to the log of the executor.
    @Override
    public WorkerEnd work(WorkerRequest request, String gpu) {
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Map<String, String> environment = new TreeMap<>(System.getenv());
        if (!request.data().isEmpty()) {
            environment.putIfAbsent("CTRSWEEP_DATA", request.data());
        }
        ConsoleEnvironment here = Main.console(new String[0], err, err);
        ConsoleEnvironment console = new ConsoleEnvironment(
                err,
                err,
                here.width(),
                here.pen(),
                DatabaseAddress.of(request.database()),
                here.zone(),
                Path.of(request.home()),
                Path.of(request.outputs()),
                DataPlaces.of(environment, System.getProperties()).in(Path.of(request.home())),
                false);
        List<String> problems = new ArrayList<>();
        List<String> endings = new ArrayList<>();
        Main.run(
                request.words().toArray(String[]::new),
                console,
                new SparkPlace.Worker(request, Optional.of(gpu).filter(address -> !address.isEmpty()), endings::add),
                problems::add);
        return new WorkerEnd(Owner.self().host(), endings.isEmpty() ? "" : endings.getFirst(), problems);
    }
}
