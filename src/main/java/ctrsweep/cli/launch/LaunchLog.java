package ctrsweep.cli.launch;

import ctrsweep.files.FileProblem;
import ctrsweep.report.Escaped;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// The log of a launch, each line with its time (UTC): `outputs/SWEEP/launch-20260102T030405Z-4711.log`; of a
/// `train`, `train.log` beside its results. It has the messages of `--verbose` and the stack trace of every
/// exception.
///
/// A refused launch leaves no file: messages are held until [#begin]. A log that can no longer be written, as on a
/// full disk, does not end the launch.
public final class LaunchLog implements AutoCloseable {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private final List<String> held = new ArrayList<>();
    private Optional<PrintStream> file = Optional.empty();

    public LaunchLog(InstantSource clock) {
        this.clock = clock;
    }

    /// @return the path of the log
    public Path begin(Path folder) {
        Path path = folder.resolve("launch-%s-%d.log"
                .formatted(
                        STAMP.format(clock.instant()), ProcessHandle.current().pid()));
        write(path);
        return path;
    }

    /// Goes on writing to a file, after what it has already.
    public synchronized void write(Path path) {
        try {
            Files.createDirectories(Objects.requireNonNull(path.toAbsolutePath().getParent()));
            PrintStream stream = new PrintStream(
                    Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                    true,
                    StandardCharsets.UTF_8);
            held.forEach(stream::println);
            held.clear();
            file = Optional.of(stream);
        } catch (IOException problem) {
            throw new UncheckedIOException(
                    "%s cannot be written: %s".formatted(path, FileProblem.of(problem)), problem);
        }
    }

    synchronized void line(String text) {
        String line = clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + Escaped.of(text);
        file.ifPresentOrElse(open -> open.println(line), () -> held.add(line));
    }

    void trace(Throwable problem) {
        lines(problem).forEach(this::line);
    }

    static List<String> lines(Throwable problem) {
        StringWriter text = new StringWriter();
        problem.printStackTrace(new PrintWriter(text, true));
        return text.toString().lines().map(line -> line.replace("\t", "    ")).toList();
    }

    @Override
    public synchronized void close() {
        file.ifPresent(PrintStream::close);
    }
}
