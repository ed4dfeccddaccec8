package ctrsweep.cli.launch;

import ctrsweep.cli.text.CommandFailure;
import ctrsweep.files.FileProblem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jline.utils.Signals;

/// Hands a launch to `spark-submit`, which runs the driver with the product's jars.
///
/// @param master as Spark names it, such as `spark://host:7077`
/// @param settings of Spark, as `key=value`
/// @param home the project's folder
public record SparkSubmission(String master, List<String> settings, Path home, Map<String, String> environment) {
    private static final Pattern MASTERS =
            Pattern.compile("local(\\[.*])?|local-cluster\\[.*]|yarn|spark://.+|k8s://.+");
    private static final int CONNECT_MILLIS = 5_000;

    public SparkSubmission {
        settings = List.copyOf(settings);
        environment = Map.copyOf(environment);
    }

    /// @param words the command line
    /// @return the exit code
    public int run(List<String> words) {
        requireMaster();
        settings.stream()
                .filter(setting -> setting.indexOf('=') < 1)
                .findFirst()
                .ifPresent(setting -> {
                    throw new CommandFailure(
                            "--spark-conf %s: must be key=value, as spark.executor.memory=4g".formatted(setting));
                });
        ProcessBuilder submit = new ProcessBuilder(command(program(), words)).inheritIO();
        submit.environment().put("JAVA_HOME", System.getProperty("java.home", ""));
        submit.environment().merge("SPARK_SUBMIT_OPTS", options(), (given, ours) -> ours + " " + given);
        return await(submit);
    }

    private void requireMaster() {
        if (!MASTERS.matcher(master).matches()) {
            throw new CommandFailure(
                    "--spark %s: no such master; spark://HOST:7077, yarn, k8s://https://HOST:6443, local[2] or local-cluster[2,1,1024]"
                            .formatted(master));
        }
        if (master.equals("yarn")
                && Stream.of("HADOOP_CONF_DIR", "YARN_CONF_DIR").noneMatch(environment::containsKey)) {
            throw new CommandFailure(
                    "--spark yarn: HADOOP_CONF_DIR must name the folder with the cluster's yarn-site.xml");
        }
        if (master.startsWith("spark://")) {
            List<String> problems = new ArrayList<>();
            for (String address : master.substring("spark://".length()).split(",", -1)) {
                Optional<String> problem = problem(address);
                if (problem.isEmpty()) {
                    return;
                }
                problems.add(address + ": " + problem.get());
            }
            throw new CommandFailure(
                    "--spark %s: no master can be reached: %s".formatted(master, String.join("; ", problems)));
        }
    }

    private static Optional<String> problem(String address) {
        URI uri = URI.create("spark://" + address.replaceAll("[^\\w.:\\[\\]-]", "_"));
        if (uri.getHost() == null || uri.getPort() < 0) {
            return Optional.of("must be HOST:PORT");
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), CONNECT_MILLIS);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(FileProblem.of(e));
        }
    }

    private Path program() {
        String folder = environment.getOrDefault("SPARK_HOME", "");
        if (folder.isEmpty()) {
            throw new CommandFailure(
                    "--spark: SPARK_HOME must name the folder of a Spark 4.2 or newer (Scala 2.13), which is not part of the product");
        }
        Path program = Path.of(folder).resolve("bin").resolve("spark-submit");
        if (!Files.isExecutable(program)) {
            throw new CommandFailure(
                    "--spark: SPARK_HOME is %s, but there is no program %s".formatted(folder, program));
        }
        return program;
    }

    private List<String> command(Path program, List<String> words) {
        Path jar = jar();
        List<String> command = new ArrayList<>(List.of(program.toString(), "--master", master));
        settings.forEach(setting -> command.addAll(List.of("--conf", setting)));
        command.addAll(
                List.of("--conf", "spark.ctrsweep.home=" + home.toAbsolutePath().normalize()));
        command.addAll(List.of("--class", "ctrsweep.spark.SparkDriver", "--jars", libraries(jar), jar.toString()));
        command.addAll(words);
        return command;
    }

    /// The product's jar, whose libraries lie in `lib` beside it.
    private static Path jar() {
        try {
            CodeSource source = SparkSubmission.class.getProtectionDomain().getCodeSource();
            Path jar = Path.of(source.getLocation().toURI());
            if (Files.isRegularFile(jar)) {
                return jar;
            }
            throw new CommandFailure("--spark: runs from ctrsweep.jar only, and this is " + jar);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String libraries(Path jar) {
        Path folder = jar.resolveSibling("lib");
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".jar"))
                    .sorted()
                    .collect(Collectors.joining(","));
        } catch (IOException e) {
            throw new CommandFailure("--spark: %s cannot be read: %s".formatted(folder, FileProblem.of(e)));
        }
    }

    /// Spark tells errors only: progress is ours to tell.
    private static String options() {
        return "-Dlog4j2.configurationFile=jar:%s!/ctrsweep/spark/log4j2.properties --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
                .formatted(jar().toUri());
    }

    /// A terminal sends Ctrl-C to both processes; another process may send SIGTERM to this one alone.
    private static int await(ProcessBuilder submit) {
        try {
            Process driver = submit.start();
            Signals.register("INT", driver::destroy);
            Thread hook = new Thread(() -> {
                driver.destroy();
                driver.onExit().join();
            });
            Runtime.getRuntime().addShutdownHook(hook);
            int code = driver.waitFor();
            Runtime.getRuntime().removeShutdownHook(hook);
            return code;
        } catch (IOException e) {
            throw new CommandFailure("--spark: spark-submit cannot be started: " + FileProblem.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("--spark: interrupted");
        } catch (IllegalStateException _) {
            // This process is ending already: its hook ended the driver.
            return 130;
        }
    }
}
