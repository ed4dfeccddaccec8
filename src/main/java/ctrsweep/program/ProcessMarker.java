package ctrsweep.program;

import ctrsweep.files.HostInstance;
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

/// The value of an environment variable of a program, which every process that it starts inherits. On Linux, where
/// the environment of a process can be read, it finds these processes even after their parents have ended.
///
/// @param instance of the host where it was made, which says whose process numbers these are: a process of a
///     container may be seen from outside
/// @param launcher number of the process that runs the trial
/// @param begun start time of that process in milliseconds, because process numbers are reused
/// @param serial distinguishes the programs of one launcher
/// @param folder hash of the path of the trial's folder
record ProcessMarker(String instance, long launcher, long begun, long serial, String folder) {
    static final String VARIABLE = "CTRSWEEP_RUN";

    private static final Path PROCESSES = Path.of("/proc");
    private static final String UNKNOWN_HOST = "unknown";
    private static final AtomicLong SERIALS = new AtomicLong();

    /// Makes a new marker.
    static ProcessMarker of(Path folder) {
        ProcessHandle self = ProcessHandle.current();
        return new ProcessMarker(
                thisHost(),
                self.pid(),
                begun(self),
                SERIALS.incrementAndGet(),
                Sha256.of(folder.toString()).substring(0, 16));
    }

    /// The processes with this marker.
    Stream<ProcessHandle> processes() {
        return marked().filter(process -> process.marker.equals(this)).map(MarkedProcess::process);
    }

    /// Processes that an earlier, killed launch left behind in the same folder.
    Stream<ProcessHandle> leftBehind() {
        return marked().filter(process -> process.marker.folder.equals(folder) && process.marker.launcherIsGone())
                .map(MarkedProcess::process);
    }

    private boolean launcherIsGone() {
        if (instance.equals(UNKNOWN_HOST) || !instance.equals(thisHost())) {
            return false;
        }
        Optional<ProcessHandle> found = ProcessHandle.of(launcher);
        return found.isEmpty() || begun(found.get()) != begun;
    }

    private static long begun(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String thisHost() {
        return HostInstance.id().orElse(UNKNOWN_HOST);
    }

    private record MarkedProcess(ProcessHandle process, ProcessMarker marker) {}

    private static Stream<MarkedProcess> marked() {
        if (!Files.isReadable(PROCESSES.resolve("self/environ"))) {
            return Stream.empty();
        }
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .flatMap(
                        process -> environment(process)
                                .flatMap(ProcessMarker::read)
                                .map(marker -> new MarkedProcess(process, marker))
                                .stream());
    }

    /// The marker variable of a process; empty too if the process belongs to another user or has ended.
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

    private static Optional<ProcessMarker> read(String variable) {
        String[] parts = variable.substring(VARIABLE.length() + 1).split("-", -1);
        try {
            return parts.length == 5
                    ? Optional.of(new ProcessMarker(
                            parts[0],
                            Long.parseLong(parts[1]),
                            Long.parseLong(parts[2]),
                            Long.parseLong(parts[3]),
                            parts[4]))
                    : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return String.join("-", instance, Long.toString(launcher), Long.toString(begun), Long.toString(serial), folder);
    }
}
