package ctrsweep.program;

import java.util.Map;

/// How a process ended, as text for a message.
record ExitCode(int code) {
    private static final int SIGNALLED = 128;
    private static final int HIGHEST_SIGNAL = 64;
    /// Signals that have the same number on all systems.
    private static final Map<Integer, String> SIGNALS = Map.of(
            1, "SIGHUP",
            2, "SIGINT",
            3, "SIGQUIT",
            4, "SIGILL",
            6, "SIGABRT",
            8, "SIGFPE",
            9, "SIGKILL, which the system sends when memory runs out",
            11, "SIGSEGV",
            13, "SIGPIPE",
            15, "SIGTERM");

    @Override
    public String toString() {
        int signal = code - SIGNALLED;
        return signal < 1 || signal > HIGHEST_SIGNAL
                ? "exit code " + code
                : "exit code %d: killed by signal %d%s"
                        .formatted(code, signal, SIGNALS.containsKey(signal) ? " (" + SIGNALS.get(signal) + ")" : "");
    }
}
