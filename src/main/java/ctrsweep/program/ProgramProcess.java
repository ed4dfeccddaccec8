package ctrsweep.program;

import ctrsweep.files.FileProblem;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A running program.
final class ProgramProcess implements AutoCloseable {
    private static final long LONGEST_PAUSE_MILLIS = 100;
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long STEP_MILLIS = 20;

    private final Process process;
    private final InputStream out;
    private final ProcessTree tree;
    private long pause = 1;
    private boolean over;

    private ProgramProcess(Process process, ProcessMarker marker) {
        this.process = process;
        this.out = process.getInputStream();
        this.tree = new ProcessTree(process.toHandle(), marker);
    }

    /// Starts a program with the folder's parameters as standard input; its standard error is appended to the
    /// folder's log.
    ///
    /// Python is asked to print each line at once, so that an epoch is known when it ends.
    ///
    /// @param environment variables added to those of this process
    static ProgramProcess start(List<String> command, TrialFolder folder, Map<String, String> environment)
            throws ProgramFailure {
        ProcessMarker marker = ProcessMarker.of(folder.path());
        ProcessTree.killLeftBehind(marker);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.home().toFile())
                .redirectInput(folder.parameters().toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(folder.stderr().toFile()));
        builder.environment().putIfAbsent("PYTHONUNBUFFERED", "1");
        builder.environment().putAll(environment);
        builder.environment().put(ProcessMarker.VARIABLE, marker.toString());
        try {
            return new ProgramProcess(builder.start(), marker);
        } catch (IOException e) {
            throw new ProgramFailure(explanation(e, command.getFirst(), folder.home()));
        }
    }

    private static String explanation(IOException problem, String program, Path home) {
        String search = System.getenv().getOrDefault("PATH", "/usr/bin" + File.pathSeparator + "/bin");
        return Executable.problem(program, home, search).orElseGet(() -> program + ": " + FileProblem.of(problem));
    }

    /// Reads new output, waiting at most 100 ms for it.
    ///
    /// @return the number of bytes; -1 if the program has ended and all of its output was read
    int read(byte[] into) throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        boolean ended = !process.isAlive();
        if (ended && !over) {
            tree.kill();
            over = true;
        }
        tree.refresh();
        int count = Math.min(out.available(), into.length);
        if (count > 0) {
            pause = 1;
            return out.read(into, 0, count);
        }
        if (ended) {
            return -1;
        }
        process.waitFor(pause, TimeUnit.MILLISECONDS);
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        return 0;
    }

    ExitCode exit() {
        return new ExitCode(process.exitValue());
    }

    /// Asks the program and every process that it started to end, and kills them after five seconds or at an
    /// interrupt.
    ///
    /// @param lines receives what the program still prints
    void end(LineSplitter lines) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long begun = System.nanoTime();
        tree.terminate();
        boolean interrupted = false;
        while (!interrupted && System.nanoTime() - begun < GRACE_NANOS && !tree.isGone()) {
            try {
                Thread.sleep(drain(buffer, lines) ? 0 : STEP_MILLIS);
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        tree.kill();
        while (drain(buffer, lines)) {}
        lines.end();
    }

    /// @return whether there was output
    private boolean drain(byte[] buffer, LineSplitter lines) throws IOException {
        int count = out.read(buffer, 0, Math.min(out.available(), buffer.length));
        lines.add(buffer, Math.max(0, count));
        return count > 0;
    }

    /// Kills every process that is left.
    @Override
    public void close() {
        if (!over) {
            tree.kill();
        }
        try {
            out.close();
        } catch (IOException _) {
            // The output is no longer needed.
        }
    }
}
