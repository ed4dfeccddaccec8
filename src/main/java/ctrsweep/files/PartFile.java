package ctrsweep.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The name under which a file or a folder is written before it takes its place, as
/// `board.csv.4711-1767323045000-9f86d081.part`. It names its process: the next process that writes into the same
/// folder removes the files of processes that were killed.
public final class PartFile {
    private static final Pattern NAME =
            Pattern.compile("(.+)\\.(\\d{1,18})(?:-(\\d{1,18})-([0-9a-f]{8}))?\\.part(-journal|-wal|-shm)?");

    /// The system may reckon a process's start from the boot time and the clock, which is set right now and then.
    private static final Duration CLOCK_CORRECTION = Duration.ofSeconds(5);

    /// Bytes; most systems have names of 255.
    private static final int LONGEST_NAME = 200;

    private static final String UNKNOWN_HOST = "00000000";

    private PartFile() {}

    /// A name beside `target` that nothing has, in a folder that is there.
    public static Path beside(Path target) throws IOException {
        removeAbandoned(target);
        ProcessHandle self = ProcessHandle.current();
        Path part =
                target.resolveSibling("%s.%d-%d-%s.part".formatted(shortened(target), self.pid(), start(self), host()));
        FileTree.delete(part);
        return part;
    }

    /// A name that leaves room for what is added to it.
    private static String shortened(Path target) {
        String name = String.valueOf(target.getFileName());
        return name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME ? name : Sha256.of(name);
    }

    private static void removeAbandoned(Path target) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isReadable(folder)) {
            return;
        }
        List<Path> abandoned;
        String name = String.valueOf(target.getFileName());
        try (Stream<Path> files = Files.list(folder)) {
            abandoned = files.filter(file -> isAbandoned(String.valueOf(file.getFileName()), name))
                    .toList();
        }
        for (Path file : abandoned) {
            FileTree.delete(file);
        }
    }

    /// Whether the process that wrote it has certainly ended. One on another machine may live.
    private static boolean isAbandoned(String file, String target) {
        Matcher form = NAME.matcher(file);
        if (!form.matches()) {
            return false;
        }
        long pid = Long.parseLong(form.group(2));
        return form.group(3) == null
                ? form.group(1).equals(target) && isGone(pid)
                : isOfThisHost(form.group(4)) && !lives(pid, Long.parseLong(form.group(3)));
    }

    /// Names without a start are those of earlier versions: this process has none.
    private static boolean isGone(long pid) {
        return pid == ProcessHandle.current().pid()
                || ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
    }

    private static boolean lives(long pid, long start) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(process -> Math.abs(start(process) - start) <= CLOCK_CORRECTION.toMillis())
                .orElse(false);
    }

    private static long start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static boolean isOfThisHost(String tag) {
        return tag.equals(host()) && !tag.equals(UNKNOWN_HOST);
    }

    /// Stands for the host instance.
    private static String host() {
        return HostInstance.id().map(id -> id.substring(0, 8)).orElse(UNKNOWN_HOST);
    }
}
