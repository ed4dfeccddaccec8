package ctrsweep.data.table;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.config.ExperimentReader;
import ctrsweep.data.MappedRows;
import ctrsweep.data.RawRow;
import ctrsweep.data.Rows;
import ctrsweep.settings.Experiment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random tables, encoded as the settings say by the plainest code there is: each value looked up in maps of what
/// the training rows have.
class NaiveTableTest {
    private static final int MIN_COUNT = 2;
    private static final int LENGTH = 3;
    private static final List<String> WORDS =
            List.of("", "a", "b", "ab", "zebra", "Stra\u00dfe", "\u732b", "a longer one", "0", "-1", "x\u0000y");

    @TempDir
    Path folder;

    private record Line(int label, String word, List<String> tags, String number) {}

    /// @param quoted whether the file goes the way of quotes or the way of plain bytes
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void randomTablesAreEncodedAsTheNaiveWayDoes(boolean quoted) throws IOException {
        SplittableRandom random = new SplittableRandom(quoted ? 1 : 2);
        for (int round = 0; round < 25; round++) {
            List<Line> lines = lines(random, 20 + random.nextInt(200));
            Files.write(
                    folder.resolve("t" + round),
                    lines.stream()
                            .map(line -> "%d|%s|%s|%s"
                                    .formatted(line.label, line.word, String.join(";", line.tags), line.number))
                            .toList());
            TableDataset data = open("t" + round, quoted, random.nextInt(1000));
            int[] train = ((MappedRows) data.train(1, 1)).order();
            Naive naive = new Naive(Arrays.stream(train).mapToObj(lines::get).toList());
            for (MappedRows part :
                    List.of((MappedRows) data.train(1, 1), (MappedRows) data.validation(), (MappedRows) data.test())) {
                Rows rows = part.inMemory();
                List<Line> own =
                        Arrays.stream(part.order()).mapToObj(lines::get).toList();
                assertThat(rows.sparse())
                        .isEqualTo(own.stream().mapToInt(naive::word).toArray());
                assertThat(rows.sequences())
                        .isEqualTo(own.stream().flatMapToInt(naive::tags).toArray());
                assertThat(rows.dense()).isEqualTo(floats(own.stream().flatMap(naive::numbers)));
                assertThat(rows.labels()).isEqualTo(floats(own.stream().map(line -> (double) line.label)));
            }
            Rows again = data.encode(raw(lines));
            assertThat(again.sparse())
                    .isEqualTo(lines.stream().mapToInt(naive::word).toArray());
            assertThat(again.sequences())
                    .isEqualTo(lines.stream().flatMapToInt(naive::tags).toArray());
            assertThat(again.dense()).isEqualTo(floats(lines.stream().flatMap(naive::numbers)));
        }
    }

    private static float[] floats(Stream<Double> numbers) {
        List<Double> all = numbers.toList();
        float[] floats = new float[all.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = all.get(i).floatValue();
        }
        return floats;
    }

    private static List<Line> lines(SplittableRandom random, int count) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> tags = IntStream.range(0, random.nextInt(6))
                    .mapToObj(_ -> WORDS.get(1 + random.nextInt(WORDS.size() - 1)))
                    .toList();
            String number = random.nextInt(5) == 0 ? "" : Double.toString(random.nextInt(-50, 1000) / 8.0);
            // both labels are among the training rows, whichever these are, with all but no doubt
            lines.add(new Line(random.nextInt(2), WORDS.get(random.nextInt(WORDS.size())), tags, number));
        }
        return lines;
    }

    private TableDataset open(String file, boolean quoted, int seed) {
        List<String> settings = List.of(
                "data.dataset_name=table",
                "data.split_strategy=random",
                "data.random_val_ratio=0.2",
                "data.random_test_ratio=0.2",
                "data.split_seed=" + seed,
                "data.table.files=[%s]".formatted(file),
                "data.table.separator='|'",
                "data.table.header=none",
                "data.table.columns=[label, word, tags, number]",
                "data.table.quoted=" + quoted,
                "data.table.sparse.min_count=" + MIN_COUNT,
                """
                data.table.fields=[{name: word, kind: sparse},
                  {name: tags, kind: sequence, separator: ";", length: 3},
                  {name: small, column: number, kind: dense, normalize: minmax, missing: 4},
                  {name: clicks, column: word, kind: dense, take: positives, normalize: log1p}]""");
        return new TableDataset(
                folder,
                ExperimentReader.changed(Experiment.DEFAULTS, settings).data(),
                1,
                folder.resolve("columns"),
                _ -> {});
    }

    private static List<RawRow> raw(List<Line> lines) {
        return IntStream.range(0, lines.size())
                .mapToObj(i -> new RawRow(
                        "line " + i,
                        List.of("word", "tags", "number"),
                        List.of(lines.get(i).word, String.join(";", lines.get(i).tags), lines.get(i).number)))
                .toList();
    }

    /// What the training rows have.
    private static final class Naive {
        private final List<Line> train;
        private final List<String> words;
        private final List<String> tags;

        Naive(List<Line> train) {
            this.train = train;
            words = frequent(train.stream().map(Line::word));
            tags = frequent(train.stream().flatMap(line -> line.tags.stream()));
        }

        private static List<String> frequent(Stream<String> values) {
            Map<String, Integer> counts = new TreeMap<>();
            values.forEach(value -> counts.merge(value, 1, Integer::sum));
            return counts.entrySet().stream()
                    .filter(entry -> entry.getValue() >= MIN_COUNT)
                    .map(Map.Entry::getKey)
                    .toList();
        }

        int word(Line line) {
            return 1 + words.indexOf(line.word);
        }

        IntStream tags(Line line) {
            List<Integer> known = line.tags.stream()
                    .map(tag -> 1 + tags.indexOf(tag))
                    .filter(id -> id > 0)
                    .limit(LENGTH)
                    .toList();
            return IntStream.range(0, LENGTH).map(slot -> slot < known.size() ? known.get(slot) : 0);
        }

        Stream<Double> numbers(Line line) {
            double least = train.stream().mapToDouble(Naive::number).min().orElseThrow();
            double most = train.stream().mapToDouble(Naive::number).max().orElseThrow();
            double clicks = train.stream()
                    .filter(other -> other.word.equals(line.word) && other.label == 1)
                    .count();
            return Stream.of(most > least ? (number(line) - least) / (most - least) : 0, StrictMath.log1p(clicks));
        }

        private static double number(Line line) {
            return line.number.isEmpty() ? 4 : Double.parseDouble(line.number);
        }
    }
}
