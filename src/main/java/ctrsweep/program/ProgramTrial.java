package ctrsweep.program;

import ctrsweep.sweep.EpochDecision;
import ctrsweep.sweep.EpochListener;
import ctrsweep.sweep.EpochReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// One run of a program: reports its epochs as it prints them, until it ends or is stopped.
final class ProgramTrial implements LineSplitter.Sink {
    /// Ctrl-C reaches the program too, which may end before this thread is interrupted: the thread waits this long
    /// after the program's end, so that an interrupted trial is not recorded as failed.
    private static final long INTERRUPT_MILLIS = 50;

    private final ProgramProcess process;
    private final TrialFolder.Log log;
    private final ReportedEpochs reported;
    private final ObjectiveMatcher objective;
    private final Optional<MetricsReader> metrics;
    private final EpochListener epochs;
    private final InstantSource clock;
    private final LineSplitter lines = new LineSplitter(this);
    private Instant before;
    /// Whether the last line was an epoch that ended with a carriage return; a line feed that follows belongs to
    /// it.
    private boolean returned;
    /// Text lines since the last epoch that seem to contain the objective.
    private int textLines;
    private boolean warned;
    private Optional<End> end = Optional.empty();

    /// @param metrics reads the metrics; empty if they are lines of JSON on standard output
    ProgramTrial(
            ProgramProcess process,
            TrialFolder.Log log,
            ReportedEpochs reported,
            ObjectiveMatcher objective,
            Optional<MetricsReader> metrics,
            EpochListener epochs,
            InstantSource clock) {
        this.process = process;
        this.log = log;
        this.reported = reported;
        this.objective = objective;
        this.metrics = metrics;
        this.epochs = epochs;
        this.clock = clock;
        this.before = clock.instant();
    }

    /// Why reading ended.
    sealed interface End {
        record Exited(ExitCode code) implements End {}

        record Pruned() implements End {}

        record Overdue() implements End {}

        record GivenBack() implements End {}

        /// The objective is NaN or infinite.
        record NotFinite(String what) implements End {}

        /// The program printed an invalid epoch.
        record Refused(String why) implements End {}
    }

    /// Returns when the program and every process that it started have ended.
    End run() throws IOException, InterruptedException {
        byte[] buffer = new byte[1 << 16];
        while (end.isEmpty()) {
            int count = process.read(buffer);
            if (count < 0) {
                lines.end();
                log.flush();
                read(MetricsReader::end);
                end = Optional.of(end.orElseGet(() -> new End.Exited(process.exit())));
            } else {
                lines.add(buffer, count);
                log.flush();
                read(reader -> reader.poll(false));
            }
            if (end.isEmpty() && epochs.isOverdue()) {
                end = Optional.of(new End.Overdue());
            }
        }
        if (end.get() instanceof End.Exited) {
            Thread.sleep(INTERRUPT_MILLIS);
        } else {
            process.end(lines);
        }
        return end.get();
    }

    @Override
    public void first(byte[] part) {
        if (part.length > LineSplitter.LONGEST) {
            String text = new String(part, 0, LineSplitter.LATEST_BRACE, StandardCharsets.UTF_8);
            if (objective.isMeantIn(text)) {
                addUncounted(part, "it is longer than %d MiB".formatted(LineSplitter.LONGEST >> 20), true);
            }
        }
        piece(part);
    }

    @Override
    public void piece(byte[] part) {
        returned = false;
        log.write(part);
    }

    @Override
    public void whole(byte[] line) {
        boolean rest = returned && line.length == 1 && line[0] == '\n';
        returned = false;
        if (end.isPresent()) {
            log.write(line);
        } else if (metrics.isPresent()) {
            log.write(line);
            read(reader -> reader.line(line));
        } else if (!rest) {
            read(line);
        }
    }

    /// Lets the reader of metrics read, and reports the epochs that it found.
    private void read(Reading reading) {
        if (metrics.isEmpty() || end.isPresent()) {
            return;
        }
        MetricsReader reader = metrics.get();
        try {
            reading.by(reader);
        } catch (ProgramFailure e) {
            end = Optional.of(new End.Refused(String.valueOf(e.getMessage())));
        }
        for (PrintedEpoch epoch : reader.taken()) {
            if (end.isEmpty()) {
                reported.remember(epoch);
                add(epoch);
            }
        }
    }

    @FunctionalInterface
    private interface Reading {
        void by(MetricsReader reader) throws ProgramFailure;
    }

    /// Logs the line unless it consists of an epoch only.
    private void read(byte[] line) {
        PrintedLine printed = PrintedLine.of(line, objective);
        Optional<PrintedEpoch> epoch = printed.epoch().filter(found -> reported.isEpoch(found, printed.alone()));
        printed.mismatch()
                .filter(_ -> reported.best().isEmpty())
                .ifPresent(why -> addUncounted(line, why, isWorthWarning(line, why)));
        if (epoch.isEmpty() || !printed.alone() || printed.mismatch().isPresent()) {
            log.write(line);
        } else {
            returned = line[line.length - 1] == '\r';
        }
        epoch.ifPresent(this::add);
    }

    /// A program may print the same result as text and as JSON, so the user is warned of a text line only at the
    /// second one without an epoch in between. Lines of a progress bar do not count.
    private boolean isWorthWarning(byte[] line, String why) {
        if (!why.equals(PrintedLine.NO_OBJECT)) {
            return true;
        }
        textLines += line[line.length - 1] == '\n' ? 1 : 0;
        return textLines > 1;
    }

    private void addUncounted(byte[] line, String why, boolean warn) {
        if (warned || (!warn && reported.hasUncounted())) {
            return;
        }
        UncountedLine uncounted = UncountedLine.of(log, line, why);
        reported.addUncounted(uncounted.toString());
        if (warn) {
            warned = true;
            epochs.notTaken(uncounted.toString());
        }
    }

    private void add(PrintedEpoch printed) {
        Instant now = clock.instant();
        EpochReport report;
        try {
            report = reported.add(printed, Duration.between(before, now).toNanos() / 1e9);
        } catch (ProgramFailure e) {
            end = Optional.of(new End.Refused(String.valueOf(e.getMessage())));
            return;
        }
        before = now;
        textLines = 0;
        EpochDecision decision = epochs.accept(report);
        end = reported.notFinite(report).<End>map(End.NotFinite::new).or(() -> end(decision));
    }

    private static Optional<End> end(EpochDecision decision) {
        return switch (decision) {
            case GO_ON -> Optional.empty();
            case PRUNE -> Optional.of(new End.Pruned());
            case TIME_OUT -> Optional.of(new End.Overdue());
            case GIVE_BACK -> Optional.of(new End.GivenBack());
        };
    }
}
