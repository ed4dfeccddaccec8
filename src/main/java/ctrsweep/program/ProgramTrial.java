package ctrsweep.program;

import ctrsweep.config.JsonNumbers;
import ctrsweep.sweep.EpochListener;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// One program at its work: its epochs are reported as it prints them, until it ends or is ended.
final class ProgramTrial implements Lines.Sink {
    /// Ctrl-C reaches a program too, and may well end it before it interrupts this thread.
    private static final long AFTERWARDS_MILLIS = 50;

    private final Child child;
    private final TrialFolder.Log log;
    private final Course course;
    private final EpochListener epochs;
    private final InstantSource clock;
    private final Lines lines = new Lines(this);
    private Instant before;
    private Optional<End> end = Optional.empty();

    ProgramTrial(Child child, TrialFolder.Log log, Course course, EpochListener epochs, InstantSource clock) {
        this.child = child;
        this.log = log;
        this.course = course;
        this.epochs = epochs;
        this.clock = clock;
        this.before = clock.instant();
    }

    /// Why there is no more to come.
    sealed interface End {
        record Exited(ExitCode code) implements End {}

        record Pruned() implements End {}

        record Overdue() implements End {}

        record GivenBack() implements End {}

        /// The objective is not a number to go on with.
        record NotFinite(String what) implements End {}

        /// It printed what has no meaning.
        record Refused(String why) implements End {}
    }

    /// Returns when the program has ended, and with it all that it started.
    End run() throws IOException, InterruptedException {
        byte[] buffer = new byte[1 << 16];
        while (end.isEmpty()) {
            int count = child.read(buffer);
            if (count < 0) {
                lines.end();
                end = Optional.of(end.orElseGet(() -> new End.Exited(child.exit())));
            } else {
                lines.add(buffer, count);
            }
            log.flush();
            if (end.isEmpty() && epochs.isOverdue()) {
                end = Optional.of(new End.Overdue());
            }
        }
        if (end.get() instanceof End.Exited) {
            Thread.sleep(AFTERWARDS_MILLIS);
        } else {
            child.end(lines);
        }
        return end.get();
    }

    @Override
    public void piece(byte[] part) {
        log.write(part);
    }

    @Override
    public void whole(byte[] line) {
        Optional<PrintedEpoch> epoch = end.isPresent() ? Optional.empty() : epoch(line);
        if (epoch.isPresent()) {
            add(epoch.get());
        } else {
            log.write(line);
        }
    }

    private Optional<PrintedEpoch> epoch(byte[] line) {
        int first = 0;
        while (first < line.length && line[first] <= ' ' && line[first] >= 0) {
            first++;
        }
        return first < line.length && line[first] == '{'
                ? JsonNumbers.of(new String(line, StandardCharsets.UTF_8))
                        .map(PrintedEpoch::of)
                        .filter(course::isEpoch)
                : Optional.empty();
    }

    private void add(PrintedEpoch printed) {
        Instant now = clock.instant();
        EpochReport report;
        try {
            report = course.add(printed, Duration.between(before, now).toNanos() / 1e9);
        } catch (ProgramFailure e) {
            end = Optional.of(new End.Refused(String.valueOf(e.getMessage())));
            return;
        }
        before = now;
        Verdict verdict = epochs.accept(report);
        end = course.notFinite(report).<End>map(End.NotFinite::new).or(() -> end(verdict));
    }

    private static Optional<End> end(Verdict verdict) {
        return switch (verdict) {
            case GO_ON -> Optional.empty();
            case PRUNE -> Optional.of(new End.Pruned());
            case TIME_OUT -> Optional.of(new End.Overdue());
            case GIVE_BACK -> Optional.of(new End.GivenBack());
        };
    }
}
