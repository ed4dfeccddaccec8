package ctrsweep.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A program's process and every process that it started, directly or not.
///
/// The tree consists of the descendants of the living process, the descendants seen earlier, and on Linux every
/// process with the program's [ProcessMarker], even after its parent has ended. On other systems a process escapes
/// if its parent ends within a second of starting it.
final class ProcessTree {
    private static final long REFRESH_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long KILLED_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long STEP_MILLIS = 10;

    private final ProcessHandle root;
    private final ProcessMarker marker;
    private final Set<ProcessHandle> seen = new LinkedHashSet<>();
    private long refreshed = System.nanoTime();

    ProcessTree(ProcessHandle root, ProcessMarker marker) {
        this.root = root;
        this.marker = marker;
    }

    /// Records the current descendants, at most once a second, so that they are found after their parents have
    /// ended.
    void refresh() {
        if (System.nanoTime() - refreshed >= REFRESH_NANOS) {
            recordDescendants();
            refreshed = System.nanoTime();
        }
    }

    private void recordDescendants() {
        root.descendants().forEach(seen::add);
    }

    /// Asks every process to end (SIGTERM).
    void terminate() {
        living().forEach(ProcessHandle::destroy);
    }

    /// Kills every process (SIGKILL) and waits until they have ended.
    void kill() {
        kill(this::living);
    }

    /// Kills processes that an earlier launch left behind in the same folder.
    static void killLeftBehind(ProcessMarker marker) {
        kill(() -> marker.leftBehind().filter(ProcessTree::isAlive).toList());
    }

    /// Kills repeatedly, because a process may start another one while it is being killed.
    private static void kill(Supplier<List<ProcessHandle>> members) {
        boolean interrupted = false;
        long begun = System.nanoTime();
        List<ProcessHandle> living = members.get();
        while (!living.isEmpty() && System.nanoTime() - begun < KILLED_NANOS) {
            living.forEach(ProcessHandle::destroyForcibly);
            try {
                Thread.sleep(STEP_MILLIS);
            } catch (InterruptedException _) {
                interrupted = true;
            }
            living = members.get();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isGone() {
        return living().isEmpty();
    }

    private List<ProcessHandle> living() {
        recordDescendants();
        return Stream.of(Stream.of(root), seen.stream(), marker.processes())
                .flatMap(processes -> processes)
                .distinct()
                .filter(ProcessTree::isAlive)
                .toList();
    }

    /// A zombie, whose exit code nobody has read yet, counts as ended.
    private static boolean isAlive(ProcessHandle process) {
        return process.isAlive() && !isZombie(process);
    }

    private static boolean isZombie(ProcessHandle process) {
        try {
            String status = Files.readString(Path.of("/proc/" + process.pid() + "/stat"), StandardCharsets.ISO_8859_1);
            return status.startsWith(") Z", status.lastIndexOf(')'));
        } catch (IOException _) {
            return false;
        }
    }
}
