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

/// One program at its work: its epochs are reported as it prints them, until it ends or is ended.
final class ProgramTrial implements Lines.Sink {
    /// Ctrl-C reaches a program too, and may well end it before it interrupts this thread.
    private static final long AFTERWARDS_MILLIS = 50;

    private final Child child;
    private final TrialFolder.Log log;
    private final Course course;
    private final Objective objective;
    private final EpochListener epochs;
    private final InstantSource clock;
    private final Lines lines = new Lines(this);
    private Instant before;
    /// Whether a line that is not kept ended with a carriage return, to which a line feed may belong.
    private boolean returned;
    /// How many lines of words told the objective since the last epoch.
    private int words;
    private boolean told;
    private Optional<End> end = Optional.empty();

    ProgramTrial(
            Child child,
            TrialFolder.Log log,
            Course course,
            Objective objective,
            EpochListener epochs,
            InstantSource clock) {
        this.child = child;
        this.log = log;
        this.course = course;
        this.objective = objective;
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
    public void first(byte[] part) {
        if (part.length > Lines.LONGEST) {
            String text = new String(part, 0, Lines.LATEST_BRACE, StandardCharsets.UTF_8);
            if (objective.isMeantIn(text)) {
                cameNear(part, "it is longer than %d MiB".formatted(Lines.LONGEST >> 20), true);
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
        } else if (!rest) {
            read(line);
        }
    }

    /// Epochs that stand alone on their line are not kept in the log.
    private void read(byte[] line) {
        PrintedLine printed = PrintedLine.of(line, objective);
        Optional<PrintedEpoch> epoch = printed.epoch().filter(found -> course.isEpoch(found, printed.alone()));
        printed.near().filter(_ -> course.best().isEmpty()).ifPresent(why -> cameNear(line, why, isTold(line, why)));
        if (epoch.isEmpty() || !printed.alone() || printed.near().isPresent()) {
            log.write(line);
        } else {
            returned = line[line.length - 1] == '\r';
        }
        epoch.ifPresent(this::add);
    }

    /// A program may tell the same in words and as JSON: a line of words is told when a second one follows without
    /// an epoch between them. A progress bar's are not lines of their own.
    private boolean isTold(byte[] line, String why) {
        if (!why.equals(PrintedLine.NO_OBJECT)) {
            return true;
        }
        words += line[line.length - 1] == '\n' ? 1 : 0;
        return words > 1;
    }

    private void cameNear(byte[] line, String why, boolean tell) {
        if (told || (!tell && course.hasNearMiss())) {
            return;
        }
        NearMiss near = NearMiss.of(log, line, why);
        course.cameNear(near);
        if (tell) {
            told = true;
            epochs.notTaken(near.toString());
        }
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
        words = 0;
        EpochDecision decision = epochs.accept(report);
        end = course.notFinite(report).<End>map(End.NotFinite::new).or(() -> end(decision));
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
