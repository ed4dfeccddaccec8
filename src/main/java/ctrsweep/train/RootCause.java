package ctrsweep.train;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Why something in the engine failed, in one line: libtorch wraps its message in traces of script and of C++,
/// and Java in exceptions around exceptions.
public final class RootCause {
    /// The prefix of libtorch's interpreter before the message of a failure: `RuntimeError: `.
    private static final Pattern RAISED =
            Pattern.compile("(?m)^\\s*(?:[\\w.:]*(?:Error|Exception|exception|error)): +(\\S.*)$");

    private static final List<String> NOT_ENOUGH_MEMORY =
            List.of("out of memory", "alloc_failed", "can't allocate memory", "not enough memory");

    private RootCause() {}

    public static String of(Throwable problem) {
        Throwable cause = problem.getCause();
        if (cause != null) {
            return of(cause);
        }
        String kind = problem.getClass().getSimpleName();
        return Optional.ofNullable(problem.getMessage())
                .flatMap(RootCause::line)
                .map(line -> problem instanceof LinkageError ? kind + ": " + line : line)
                .orElse(kind);
    }

    /// Whether a device, or the host, has too little memory.
    public static boolean isOutOfMemory(Throwable problem) {
        String message = String.valueOf(problem.getMessage()).toLowerCase(Locale.ROOT);
        return NOT_ENOUGH_MEMORY.stream().anyMatch(message::contains)
                || (problem.getCause() != null && isOutOfMemory(problem.getCause()));
    }

    /// Whether the device computes nothing more in this process. CUDA reports an error of a kernel again and again;
    /// too little memory is none.
    public static boolean isLostDevice(Throwable problem) {
        String message = String.valueOf(problem.getMessage());
        boolean cuda = message.contains("CUDA error:") || message.contains("CUBLAS_STATUS_EXECUTION_FAILED");
        return (cuda && !isOutOfMemory(problem)) || (problem.getCause() != null && isLostDevice(problem.getCause()));
    }

    private static Optional<String> line(String message) {
        Matcher raised = RAISED.matcher(message);
        Optional<String> last = Optional.empty();
        while (raised.find()) {
            last = Optional.of(raised.group(1).strip());
        }
        return last.or(() -> message.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst());
    }
}
