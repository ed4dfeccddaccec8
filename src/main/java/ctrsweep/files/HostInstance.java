package ctrsweep.files;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// Identifies what process ids refer to: one boot of one machine, and on Linux one PID namespace. Two containers of
/// the same name have different instances, and so has a machine after a restart.
public final class HostInstance {
    private static final Path PROCESSES = Path.of("/proc");

    private HostInstance() {}

    /// The name of this host, which another host may have too.
    public static String name() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "localhost";
        }
    }

    /// Sixteen hexadecimal digits, which only processes with the same process ids have in common. Empty if that
    /// cannot be known: then no process can tell whether another one has ended.
    public static Optional<String> id() {
        return Files.exists(PROCESSES.resolve("self"))
                ? ofLinux(PROCESSES, ProcessHandle.current().pid())
                : ofFirstProcess();
    }

    /// @param processes the folder `/proc`
    /// @param pid of this process
    static Optional<String> ofLinux(Path processes, long pid) {
        try {
            // Without a /proc of its own, a PID namespace sees the ids of the namespace around it; and with the
            // option hidepid, a user does not see the processes of others, which begin with the first.
            if (!Files.readSymbolicLink(processes.resolve("self")).toString().equals(Long.toString(pid))
                    || !Files.exists(processes.resolve("1"))) {
                return Optional.empty();
            }
            String boot = Files.readString(processes.resolve("sys/kernel/random/boot_id"));
            Path namespace = Files.readSymbolicLink(processes.resolve("self/ns/pid"));
            return Optional.of(digits(name() + " " + boot.strip() + " " + namespace));
        } catch (IOException | UnsupportedOperationException _) {
            return Optional.empty();
        }
    }

    /// Other systems have no boot id; their first process begins at boot, in a millisecond of its own.
    private static Optional<String> ofFirstProcess() {
        return ProcessHandle.of(1)
                .flatMap(first -> first.info().startInstant())
                .map(Instant::toEpochMilli)
                .map(start -> digits(name() + " " + start));
    }

    private static String digits(String facts) {
        return Sha256.of(facts).substring(0, 16);
    }
}
