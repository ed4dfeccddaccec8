package ctrsweep.program;

import ctrsweep.config.LineFormat;
import ctrsweep.config.MetricSources;
import ctrsweep.metric.Metric;
import ctrsweep.program.EpochAssembler.Source;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the metrics of a program where its spec says that they are.
final class MetricsReader {
    private static final long FILE_PAUSE_MILLIS = 250;
    /// Longer lines contain no metrics, unless an object is in them.
    private static final int LONGEST_TEXT = 4096;

    private final MetricSources sources;
    private final Optional<MetricsFile> file;
    private final Optional<EventFolder> events;
    private final FollowedFile stderr;
    private final Path stdout;
    private final long stdoutFrom;
    private final EpochAssembler epochs;
    private final InstantSource clock;
    private final byte[] buffer = new byte[1 << 16];
    private final List<PrintedEpoch> ended = new ArrayList<>();
    private final LineSplitter errorLines = new LineSplitter(new LineSplitter.Sink() {
        @Override
        public void whole(byte[] line) {
            errors.add(line);
        }

        @Override
        public void first(byte[] part) {}

        @Override
        public void piece(byte[] part) {}
    });
    private final List<byte[]> errors = new ArrayList<>();
    private Instant filesRead = Instant.MIN;
    private Optional<String> problem = Optional.empty();

    /// Where metrics are read besides output.
    ///
    /// @param file the file of [MetricSources#file]
    /// @param tensorboard the folder of [MetricSources#tensorboard]
    record Places(Optional<Path> file, Optional<Path> tensorboard) {}

    MetricsReader(MetricSources sources, Places places, TrialFolder folder, Metric objective, InstantSource clock) {
        this.sources = sources;
        this.file = places.file().map(MetricsFile::new);
        this.events = places.tensorboard().map(events -> new EventFolder(events, objective));
        this.stderr = new FollowedFile(folder.stderr(), folder.stderr().toFile().length());
        this.stdout = folder.stdout();
        this.stdoutFrom = folder.stdout().toFile().length();
        this.epochs = new EpochAssembler(objective, sources.firstEpoch());
        this.clock = clock;
    }

    /// Reads a line of standard output.
    void line(byte[] line) throws ProgramFailure {
        if (sources.readsLines()) {
            observe(Source.STDOUT, read(line));
        }
    }

    private PrintedNumbers read(byte[] line) {
        boolean complete = line[line.length - 1] != '\r';
        String text = PrintedLine.visible(line).strip();
        Optional<PrintedNumbers> object = sources.lines().contains(LineFormat.JSON)
                ? PrintedObject.in(text, 0).flatMap(found -> ParsedRows.object(found.text()))
                : Optional.empty();
        if (object.isPresent() || text.length() > LONGEST_TEXT) {
            return object.orElseGet(PrintedNumbers::nothing);
        }
        MatchedPatterns matched = MatchedPatterns.in(text, sources.patterns(), complete);
        matched.problem().filter(_ -> problem.isEmpty()).ifPresent(what -> problem = Optional.of(what));
        return sources.lines().contains(LineFormat.KEY_VALUE)
                ? KeyValues.in(text, complete).with(matched.observed())
                : matched.observed();
    }

    private void observe(Source source, PrintedNumbers observed) throws ProgramFailure {
        if (!observed.isEmpty()) {
            ended.addAll(epochs.add(source, observed, clock.instant()));
        }
    }

    /// Reads what is new in standard error and in files.
    ///
    /// @param over whether the program has ended
    void poll(boolean over) throws ProgramFailure {
        if (sources.readsLines()) {
            readErrors(over);
        }
        Instant now = clock.instant();
        if (over || filesRead.plusMillis(FILE_PAUSE_MILLIS).isBefore(now)) {
            filesRead = now;
            readFiles(over);
        }
        ended.addAll(epochs.pause(now));
    }

    private void readFiles(boolean over) throws ProgramFailure {
        for (PrintedNumbers row : file.map(rows -> rows.news(over)).orElse(List.of())) {
            observe(Source.FILE, row);
        }
        for (PrintedNumbers row : events.map(EventFolder::news).orElse(List.of())) {
            observe(Source.EVENTS, row);
        }
    }

    private void readErrors(boolean over) throws ProgramFailure {
        int count = stderr.read(buffer);
        while (count > 0) {
            errorLines.add(buffer, count);
            count = over ? stderr.read(buffer) : 0;
        }
        if (over) {
            errorLines.end();
        }
        for (byte[] line : errors) {
            observe(Source.STDERR, read(line));
        }
        errors.clear();
    }

    /// Reads the rest after the program has ended.
    void end() throws ProgramFailure {
        poll(true);
        if (sources.lastObject()) {
            Optional<PrintedNumbers> last = LastObject.of(stdout, stdoutFrom);
            if (last.isPresent()) {
                observe(Source.LAST_OBJECT, last.get());
            }
        }
        ended.addAll(epochs.end());
    }

    /// Returns the epochs that have ended since the last call.
    List<PrintedEpoch> taken() {
        List<PrintedEpoch> taken = List.copyOf(ended);
        ended.clear();
        return taken;
    }

    /// What could not be read, for the message on a trial without the objective.
    Optional<String> problem() {
        return problem.or(() -> file.flatMap(MetricsFile::problem)).or(() -> events.flatMap(EventFolder::problem));
    }
}
