package ctrsweep.sweep;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who runs a trial: a process, named so that another on the same machine can tell whether it still lives.
/// Written `host:pid:start`.
///
/// @param started when the process began, in milliseconds since 1970: process ids come round again
public record Owner(String host, long pid, long started) {
    private static final Pattern FORM = Pattern.compile("(.+):(\\d{1,18}):(-?\\d{1,18})");

    /// The system may reckon a process's start from the boot time and the clock, which is set right now and
    /// then.
    private static final Duration CLOCK_CORRECTION = Duration.ofSeconds(5);

    /// The process that asks.
    public static Owner self() {
        ProcessHandle process = ProcessHandle.current();
        return new Owner(
                hostName(), process.pid(), start(process).orElse(Instant.EPOCH).toEpochMilli());
    }

    /// An owner as a person would say it: `process 4711 on lab3`.
    public static String inWords(String owner) {
        Matcher form = FORM.matcher(owner);
        return form.matches() ? "process " + form.group(2) + " on " + form.group(1) : owner;
    }

    /// Whether an owner's process has certainly ended. One on another machine may live.
    public boolean knowsDead(String owner) {
        Matcher form = FORM.matcher(owner);
        if (owner.equals(toString()) || !form.matches() || !form.group(1).equals(host)) {
            return false;
        }
        long otherPid = Long.parseLong(form.group(2));
        return otherPid == pid || !lives(otherPid, Long.parseLong(form.group(3)));
    }

    @Override
    public String toString() {
        return host + ":" + pid + ":" + started;
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

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return "localhost";
        }
    }
}
