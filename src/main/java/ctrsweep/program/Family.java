package ctrsweep.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A program's process and all that it started, directly or not.
///
/// Found are the descendants of the process while it lives, those seen earlier, and on Linux whatever bears the
/// program's [Mark], also after its parents have ended. Elsewhere a process escapes if its parent ends within a
/// second after starting it.
final class Family {
    private static final long GLANCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long KILLED_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long STEP_MILLIS = 10;

    private final ProcessHandle head;
    private final Mark mark;
    private final Set<ProcessHandle> seen = new LinkedHashSet<>();
    private long glanced = System.nanoTime();

    Family(ProcessHandle head, Mark mark) {
        this.head = head;
        this.mark = mark;
    }

    /// Takes note of descendants, once a second: what is seen now is found later, whoever its parent is then.
    void glance() {
        if (System.nanoTime() - glanced >= GLANCE_NANOS) {
            look();
            glanced = System.nanoTime();
        }
    }

    private void look() {
        head.descendants().forEach(seen::add);
    }

    /// Asks every member to end (SIGTERM).
    void ask() {
        living().forEach(ProcessHandle::destroy);
    }

    /// Ends every member at once (SIGKILL), and waits until they are gone.
    void kill() {
        kill(this::living);
    }

    /// Ends what an earlier launch left behind in the same folder.
    static void killLeftBehind(Mark mark) {
        kill(() -> mark.leftBehind().filter(Family::isAlive).toList());
    }

    private interface Members {
        List<ProcessHandle> living();
    }

    /// Again and again, since a member may start another while it is being killed.
    private static void kill(Members members) {
        boolean interrupted = false;
        long begun = System.nanoTime();
        List<ProcessHandle> living = members.living();
        while (!living.isEmpty() && System.nanoTime() - begun < KILLED_NANOS) {
            living.forEach(ProcessHandle::destroyForcibly);
            try {
                Thread.sleep(STEP_MILLIS);
            } catch (InterruptedException _) {
                interrupted = true;
            }
            living = members.living();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isGone() {
        return living().isEmpty();
    }

    private List<ProcessHandle> living() {
        look();
        return Stream.of(Stream.of(head), seen.stream(), mark.bearers())
                .flatMap(members -> members)
                .distinct()
                .filter(Family::isAlive)
                .toList();
    }

    /// A process that has ended, but that nobody asked for its exit code yet, is as good as gone.
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
