package ctrsweep.sweep;

import ctrsweep.files.HostInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who runs a trial: a process, named so that another on the same host can tell whether it still lives.
/// Written `host/instance:pid:start`.
///
/// @param instance tells this host from others of its name, see [HostInstance]; empty if that is not known
/// @param started when the process began, in milliseconds since 1970: process ids come round again
public record Owner(String host, Optional<String> instance, long pid, long started) {
    private static final Pattern FORM = Pattern.compile("(.+?)(?:/([0-9a-f]{16}))?:(\\d{1,18}):(-?\\d{1,18})");

    /// The system may reckon a process's start from the boot time and the clock, which is set right now and
    /// then.
    private static final Duration CLOCK_CORRECTION = Duration.ofSeconds(5);

    /// The process that asks.
    public static Owner self() {
        ProcessHandle process = ProcessHandle.current();
        return new Owner(
                HostInstance.name(),
                HostInstance.id(),
                process.pid(),
                start(process).orElse(Instant.EPOCH).toEpochMilli());
    }

    /// An owner as a person would say it: `process 4711 on lab3`.
    public static String inWords(String owner) {
        return read(owner)
                .map(known -> "process " + known.pid + " on " + known.host)
                .orElse(owner);
    }

    /// Reads an owner as [#toString] writes it; empty if it has another form.
    public static Optional<Owner> read(String owner) {
        Matcher form = FORM.matcher(owner);
        return form.matches()
                ? Optional.of(new Owner(
                        form.group(1),
                        Optional.ofNullable(form.group(2)),
                        Long.parseLong(form.group(3)),
                        Long.parseLong(form.group(4))))
                : Optional.empty();
    }

    /// Whether an owner's process has certainly ended. One on another host may live.
    public boolean knowsDead(String owner) {
        return read(owner)
                .filter(other -> !other.equals(this) && instance.isPresent() && other.instance.equals(instance))
                .map(other -> other.pid == pid || !lives(other.pid, other.started))
                .orElse(false);
    }

    @Override
    public String toString() {
        return host + instance.map(id -> "/" + id).orElse("") + ":" + pid + ":" + started;
    }

    private static boolean lives(long pid, long started) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        return process.isPresent()
                && start(process.get())
                        .map(start -> Math.abs(start.toEpochMilli() - started) <= CLOCK_CORRECTION.toMillis())
                        .orElse(true);
    }

    private static Optional<Instant> start(ProcessHandle process) {
        return process.info().startInstant();
    }
}
