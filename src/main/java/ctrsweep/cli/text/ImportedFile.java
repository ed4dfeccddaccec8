package ctrsweep.cli.text;

import ctrsweep.files.FileProblem;
import ctrsweep.files.Sha256;
import ctrsweep.files.SmallFile;
import ctrsweep.json.Json;
import ctrsweep.space.Value;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.ImportedRun;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.StopReason;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// One results.json as a trial. In addition to [ResultsFile#read] it reads `training_info.total_epochs` and
/// `stop_reason`, `epochs`, `provenance`, `files`, and `timestamp`, a time that is local where it names no
/// zone.
public record ImportedFile(Path file, Value.Fields results, String text, ZoneId zone) {
    private static final List<String> CURVES = List.of("train", "val", "test");

    /// @throws CommandFailure when the file describes no run
    public static ImportedRun read(Path file, ZoneId zone) {
        try {
            String text = ResultsFile.text(file);
            ResultsFile.read(file.toString(), text);
            return new ImportedFile(file, (Value.Fields) Json.readForeign(text), text, zone).trial();
        } catch (IllegalArgumentException | SmallFile.RefusedException e) {
            throw new CommandFailure("%s: %s".formatted(file, e.getMessage()));
        } catch (NoSuchFileException e) {
            throw new CommandFailure(file + ": no such file");
        } catch (CharacterCodingException e) {
            throw new CommandFailure(file + ": not UTF-8 text");
        } catch (IOException e) {
            throw new CommandFailure("%s: cannot be read: %s".formatted(file, FileProblem.of(e)));
        }
    }

    private ImportedRun trial() {
        List<EpochReport> curve = items("epochs").map(ImportedFile::epoch).toList();
        for (int i = 0; i < curve.size(); i++) {
            if (curve.get(i).epoch() != i + 1) {
                throw new IllegalArgumentException("epochs are not numbered 1, 2, 3 ...");
            }
        }
        return new ImportedRun(
                Sha256.of(text),
                config(),
                ResultsFile.metrics(results, ResultsFile.SPLITS),
                ResultsFile.bestEpoch(results),
                totalEpochs(curve),
                ResultsFile.at(info(), "stop_reason").flatMap(ImportedFile::reason),
                curve,
                items("files").map(ImportedFile::artifact).toList(),
                provenance(),
                ended());
    }

    private Value.Fields info() {
        return ResultsFile.group(results, "training_info");
    }

    private Value.Fields config() {
        Map<String, Value> config = new LinkedHashMap<>();
        ResultsFile.at(results, "model_name").ifPresent(name -> config.put("model_name", name));
        config.putAll(ResultsFile.group(results, "config").values());
        return new Value.Fields(config);
    }

    /// The number of epochs: at least as many as the file lists.
    private int totalEpochs(List<EpochReport> curve) {
        return ResultsFile.at(info(), "total_epochs")
                .map(value -> (int) ResultsFile.number("total_epochs", value))
                .orElseGet(() ->
                        Math.max(curve.size(), ResultsFile.bestEpoch(results).orElse(0)));
    }

    private static Optional<StopReason> reason(Value written) {
        return Stream.of(StopReason.values())
                .filter(reason -> Phrases.of(reason).equals(written.toString().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private Stream<Value.Fields> items(String key) {
        return switch (ResultsFile.at(results, key).orElseGet(() -> new Value.Items(List.of()))) {
            case Value.Items(List<Value> values) ->
                values.stream().map(value -> {
                    if (value instanceof Value.Fields fields) {
                        return fields;
                    }
                    throw new IllegalArgumentException(key + " are not objects");
                });
            case Value.Bool _, Value.Int _, Value.Real _, Value.Text _, Value.Fields _, Value.Null _ ->
                throw new IllegalArgumentException(key + " is not a list");
        };
    }

    private static EpochReport epoch(Value.Fields epoch) {
        return new EpochReport(
                (int) needed(epoch, "epoch"),
                needed(epoch, "lr"),
                needed(epoch, "seconds"),
                (long) needed(epoch, "rows"),
                ResultsFile.metrics(epoch, CURVES));
    }

    private static double needed(Value.Fields epoch, String key) {
        return ResultsFile.at(epoch, key)
                .map(value -> ResultsFile.number(key, value))
                .orElseThrow(() -> new IllegalArgumentException("an epoch has no " + key));
    }

    private static Outcome.Artifact artifact(Value.Fields file) {
        return new Outcome.Artifact(
                text(file, "kind"), text(file, "path"), (long) needed(file, "bytes"), text(file, "sha256"));
    }

    private static String text(Value.Fields file, String key) {
        return ResultsFile.at(file, key)
                .map(Value::toString)
                .orElseThrow(() -> new IllegalArgumentException("a file has no " + key));
    }

    private Map<String, String> provenance() {
        Map<String, String> facts = new TreeMap<>();
        ResultsFile.group(results, "provenance").values().forEach((key, fact) -> facts.put(key, fact.toString()));
        ResultsFile.at(results, "run_id").ifPresent(run -> facts.put("run", run.toString()));
        facts.put("source", "imported from " + file);
        return facts;
    }

    private Optional<Instant> ended() {
        return ResultsFile.at(results, "timestamp").map(written -> {
            try {
                TemporalAccessor time = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                        written.toString(), OffsetDateTime::from, LocalDateTime::from);
                return time instanceof OffsetDateTime absolute
                        ? absolute.toInstant()
                        : LocalDateTime.from(time).atZone(zone).toInstant();
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("timestamp is no time: " + written, e);
            }
        });
    }
}
