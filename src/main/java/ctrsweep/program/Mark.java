package ctrsweep.program;

import ctrsweep.files.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// A variable in the environment of a program and of all that it starts, by which they are found again on systems
/// that tell the environment of processes (Linux does), also when their parent has ended.
///
/// @param launcher process that runs the trial
/// @param begun when that process began, in milliseconds, since numbers of processes come again
/// @param serial tells the programs of one launcher apart
/// @param folder stands for the trial's folder
record Mark(long launcher, long begun, long serial, String folder) {
    static final String VARIABLE = "CTRSWEEP_RUN";

    private static final Path PROCESSES = Path.of("/proc");
    private static final AtomicLong SERIALS = new AtomicLong();

    /// A new one.
    static Mark of(Path folder) {
        ProcessHandle self = ProcessHandle.current();
        return new Mark(
                self.pid(),
                begun(self),
                SERIALS.incrementAndGet(),
                Sha256.of(folder.toString()).substring(0, 16));
    }

    /// The processes that bear this mark.
    Stream<ProcessHandle> bearers() {
        return marked().filter(process -> process.mark.equals(this)).map(Marked::process);
    }

    /// Processes that an earlier launch, which has been killed, left behind in the same folder.
    Stream<ProcessHandle> leftBehind() {
        return marked().filter(process -> process.mark.folder.equals(folder) && process.mark.launcherIsGone())
                .map(Marked::process);
    }

    private boolean launcherIsGone() {
        Optional<ProcessHandle> found = ProcessHandle.of(launcher);
        return found.isEmpty() || begun(found.get()) != begun;
    }

    private static long begun(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private record Marked(ProcessHandle process, Mark mark) {}

    private static Stream<Marked> marked() {
        if (!Files.isReadable(PROCESSES.resolve("self/environ"))) {
            return Stream.empty();
        }
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .flatMap(process ->
                        environment(process).flatMap(Mark::read).map(mark -> new Marked(process, mark)).stream());
    }

    /// The environment's line for the mark; empty also where the process is another user's, or gone.
    private static Optional<String> environment(ProcessHandle process) {
        try {
            Path file = PROCESSES.resolve(process.pid() + "/environ");
            String all = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return List.of(all.split("\0", -1)).stream()
                    .filter(variable -> variable.startsWith(VARIABLE + "="))
                    .findFirst();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Optional<Mark> read(String variable) {
        String[] parts = variable.substring(VARIABLE.length() + 1).split("-", -1);
        try {
            return parts.length == 4
                    ? Optional.of(new Mark(
                            Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]), parts[3]))
                    : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return String.join("-", Long.toString(launcher), Long.toString(begun), Long.toString(serial), folder);
    }
}
