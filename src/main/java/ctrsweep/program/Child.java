package ctrsweep.program;

import ctrsweep.files.FileProblem;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The process of a program that runs.
final class Child implements AutoCloseable {
    private static final long LONGEST_PAUSE_MILLIS = 100;
    private static final long POLITE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long STEP_MILLIS = 20;

    private final Process process;
    private final InputStream out;
    private final Family family;
    private long pause = 1;
    private boolean over;

    private Child(Process process, Mark mark) {
        this.process = process;
        this.out = process.getInputStream();
        this.family = new Family(process.toHandle(), mark);
    }

    /// Standard input is the folder's parameters, standard error goes to its log.
    ///
    /// @param environment variables beside those of this process
    static Child start(List<String> command, TrialFolder folder, Map<String, String> environment)
            throws ProgramFailure {
        Mark mark = Mark.of(folder.path());
        Family.killLeftBehind(mark);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.home().toFile())
                .redirectInput(folder.parameters().toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(folder.stderr().toFile()));
        builder.environment().putAll(environment);
        builder.environment().put(Mark.VARIABLE, mark.toString());
        try {
            return new Child(builder.start(), mark);
        } catch (IOException e) {
            throw new ProgramFailure(inWords(e, command.getFirst(), folder.home()));
        }
    }

    private static String inWords(IOException problem, String program, Path home) {
        String search = System.getenv().getOrDefault("PATH", "/usr/bin" + File.pathSeparator + "/bin");
        return Executable.problem(program, home, search).orElseGet(() -> program + ": " + FileProblem.of(problem));
    }

    /// What it has printed since. Waits for it a little, at most 100 ms.
    ///
    /// @return the number of bytes; -1 when the program has ended and all that it had printed was read
    int read(byte[] into) throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        boolean ended = !process.isAlive();
        if (ended && !over) {
            family.kill();
            over = true;
        }
        family.glance();
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

    /// Asks the program and all that it started to end; after five seconds they are killed. Told what it still
    /// prints. An interrupt shortens the five seconds.
    void end(Lines lines) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long begun = System.nanoTime();
        family.ask();
        boolean interrupted = false;
        while (!interrupted && System.nanoTime() - begun < POLITE_NANOS && !family.isGone()) {
            try {
                Thread.sleep(drain(buffer, lines) ? 0 : STEP_MILLIS);
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        family.kill();
        while (drain(buffer, lines)) {}
        lines.end();
    }

    /// @return whether there was something
    private boolean drain(byte[] buffer, Lines lines) throws IOException {
        int count = out.read(buffer, 0, Math.min(out.available(), buffer.length));
        lines.add(buffer, Math.max(0, count));
        return count > 0;
    }

    /// Nothing of it is left, however the trial ended.
    @Override
    public void close() {
        if (!over) {
            family.kill();
        }
        try {
            out.close();
        } catch (IOException _) {
            // Nobody reads it any more.
        }
    }
}
