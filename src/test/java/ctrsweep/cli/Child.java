package ctrsweep.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A command in a process of its own, started with the options that `./sweep` gives. Close it to end it.
final class Child implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 300;
    private static final Pattern EXPORT = Pattern.compile("export (\\w+)=\"\\$\\{\\w+:-(\\w+)}\"");

    private static final Pattern TRIALS_ENDED = Pattern.compile("\\[(\\d+)/\\d+ trials ended");

    private final Process process;
    private final Thread reader;
    private final List<String> said = new ArrayList<>();
    private boolean silent;

    private Child(Process process) {
        this.process = process;
        this.reader = Thread.ofPlatform().daemon().name("child-reader").start(this::read);
    }

    /// @param home where its outputs go; what it prints as results goes to `out.txt` there
    static Child start(Path home, String... arguments) throws IOException {
        return start(home, List.of("-Xmx1g"), arguments);
    }

    /// @param options of the virtual machine
    static Child start(Path home, List<String> options, String... arguments) throws IOException {
        return start(home, command(home, options, arguments));
    }

    /// @param shell a line that ends in `exec "$@"`, run before the command
    static Child startIn(Path home, String shell, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", shell, "sh"));
        command.addAll(command(home, List.of("-Xmx1g"), arguments));
        return start(home, command);
    }

    /// A killed process cannot delete the SQLite library that it unpacked; it goes with the test's folder.
    private static List<String> command(Path home, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(options);
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dctrsweep.home=" + home,
                "-Dorg.sqlite.tmpdir=" + home,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static Child start(Path home, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(home.resolve("out.txt").toFile());
        builder.environment().putAll(launcherVariables());
        return new Child(builder.start());
    }

    /// The variables that the launcher sets: memory behaves by them.
    private static Map<String, String> launcherVariables() throws IOException {
        String launcher = Files.readString(
                Path.of(System.getProperty("ctrsweep.home", "")).resolve("src/dist/start.sh"));
        Map<String, String> variables = new TreeMap<>();
        Matcher export = EXPORT.matcher(launcher);
        while (export.find()) {
            variables.put(export.group(1), export.group(2));
        }
        return variables;
    }

    private void read() {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                say(line);
            }
        } catch (IOException e) {
            say("the reader failed: " + e);
        }
        synchronized (this) {
            silent = true;
            notifyAll();
        }
    }

    private synchronized void say(String line) {
        said.add(line);
        notifyAll();
    }

    /// Waits until the process has said so many lines like that on standard error.
    ///
    /// @return whether it did, before it ended
    synchronized boolean says(int count, Predicate<String> like) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (said.stream().filter(like).count() < count && !silent) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new IllegalStateException("not said in time; so far: " + String.join("\n", said));
            }
            wait(left);
        }
        return said.stream().filter(like).count() >= count;
    }

    /// SIGKILL, and all that the process had said before.
    List<String> kill() throws InterruptedException {
        // Through the handle: the process itself would also close the stream that is being read.
        process.toHandle().destroyForcibly();
        process.waitFor();
        return lines();
    }

    boolean runs() {
        return process.isAlive();
    }

    /// Whether SIGKILL was its end.
    boolean wasKilled() throws InterruptedException {
        return exitCode() == 137;
    }

    /// Sends a signal as `kill -NAME` does.
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /// Whether the process was begun with that signal ignored, as a shell does to its background jobs.
    boolean ignores(int signal) {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (Files.notExists(status)) {
            return false;
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                    .anyMatch(mask -> (mask >>> (signal - 1) & 1) == 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Memory that the process holds, in KiB.
    long resident() throws IOException, InterruptedException {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(process.pid())).start();
        String answer = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        ps.waitFor();
        return Long.parseLong(answer.strip());
    }

    /// As [#resident], once it has said that so many trials have ended.
    long residentAfter(int trials) throws IOException, InterruptedException {
        if (!says(1, line -> trialsEnded(line) >= trials)) {
            throw new IllegalStateException("ended before; it said: " + String.join("\n", lines()));
        }
        return resident();
    }

    private static int trialsEnded(String line) {
        Matcher progress = TRIALS_ENDED.matcher(line);
        return progress.lookingAt() ? Integer.parseInt(progress.group(1)) : 0;
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still running; so far: " + String.join("\n", lines()));
        }
        return process.exitValue();
    }

    /// All that it said on standard error until its end.
    List<String> lines() throws InterruptedException {
        reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        synchronized (this) {
            return List.copyOf(said);
        }
    }

    synchronized List<String> saidSoFar() {
        return List.copyOf(said);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
