package ctrsweep.data.table;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.config.ExperimentReader;
import ctrsweep.data.DataPlaces;
import ctrsweep.data.Dataset;
import ctrsweep.data.Datasets;
import ctrsweep.data.Examples;
import ctrsweep.data.Field;
import ctrsweep.data.MovieLensFixture;
import ctrsweep.data.RawRow;
import ctrsweep.data.Rows;
import ctrsweep.settings.Experiment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// MovieLens-100K as the table of `configs/deepfm_movielens_table.yaml`, against `dataset_name: movielens`, and
/// against the figures of the original system where the real files are at hand.
class MovieLens100kTest {
    private static final Path CONFIG = Path.of("configs/deepfm_movielens_table.yaml");

    @TempDir
    Path folder;

    private Path files = Path.of("");

    @BeforeEach
    void findFiles() {
        files = MovieLensFixture.any(folder.resolve("ml-100k"));
    }

    private static boolean isReal() {
        return MovieLensFixture.real().isPresent();
    }

    /// Without negatives.
    private TableDataset table(String strategy) {
        Experiment experiment = ExperimentReader.read(
                CONFIG, List.of("data.split_strategy=" + strategy, "data.table.negatives.item=\"\""));
        return new TableDataset(
                Objects.requireNonNull(files.getParent()), experiment.data(), 1, folder.resolve("columns"), _ -> {});
    }

    /// Without negatives in training, and with one for each held-out rating.
    private Dataset builtIn(String strategy) {
        Experiment experiment = ExperimentReader.changed(
                Experiment.DEFAULTS,
                List.of(
                        "data.data_dir=" + files,
                        "data.split_strategy=" + strategy,
                        "data.num_neg_train=0",
                        "data.num_neg_eval=1"));
        return Datasets.load(experiment.data(), 1, new DataPlaces(Optional.empty(), folder, Path.of("")), _ -> {});
    }

    private static Map<String, Integer> vocabularies(Dataset dataset) {
        return dataset.schema().fields().stream()
                .filter(field -> field.kind() != Field.Kind.DENSE)
                .collect(Collectors.toMap(Field::name, Field::vocabulary));
    }

    private static int positives(Examples rows) {
        int positives = 0;
        for (float label : rows.labels()) {
            positives += label == 1 ? 1 : 0;
        }
        return positives;
    }

    @Test
    void temporalFiguresAreThoseOfTheOriginalSystem() {
        TableDataset table = table("temporal");
        Dataset builtIn = builtIn("temporal");
        Examples train = table.train(1, 1);
        assertThat(train.size()).isEqualTo(builtIn.train(1, 1).size());
        assertThat(positives(train)).isEqualTo(positives(builtIn.train(1, 1)));
        assertThat(vocabularies(table)).isEqualTo(vocabularies(builtIn));
        assertThat(table.schema()).isEqualTo(builtIn.schema());
        if (isReal()) {
            assertThat(train.size()).isEqualTo(80_003);
            assertThat(positives(train)).isEqualTo(44_072);
            assertThat(train.size() + table.validation().size() + table.test().size())
                    .isEqualTo(100_000);
            assertThat(table.cutPoints()).contains(new CutPoints(889_237_269.0, 891_382_271.2));
            assertThat(vocabularies(table))
                    .isEqualTo(Map.of(
                            "user_id", 752,
                            "movie_id", 1617,
                            "gender", 3,
                            "age", 8,
                            "occupation", 22,
                            "zip_prefix", 344,
                            "genres", 20,
                            "release_year_bucket", 18,
                            "movie_age_at_rating", 8,
                            "num_genres", 7));
        }
    }

    @Test
    void leavesTheLastRatingsOut() {
        TableDataset table = table("leave_one_out");
        Dataset builtIn = builtIn("leave_one_out");
        assertThat(table.train(1, 1).size()).isEqualTo(builtIn.train(1, 1).size());
        assertThat(2 * table.validation().size()).isEqualTo(builtIn.validation().size());
        assertThat(2 * table.test().size()).isEqualTo(builtIn.test().size());
        assertThat(table.cutPoints()).isEmpty();
        if (isReal()) {
            assertThat(table.train(1, 1).size()).isEqualTo(98_114);
            assertThat(table.validation().size()).isEqualTo(943);
            assertThat(table.test().size()).isEqualTo(943);
        }
    }

    /// All 16 fields of every rating, whichever part it is in: numbers are equal, and ids name the same things, which
    /// need not have the same ids.
    @Test
    void everyRowIsThatOfTheBuiltInDataSet() throws IOException {
        List<RawRow> rows = ratings(_ -> true);
        Rows ours = table("temporal").encode(rows);
        Rows theirs = builtIn("temporal").encode(rows);
        assertThat(ours.dense()).isEqualTo(theirs.dense());
        assertSameThings(ours.sparse(), theirs.sparse(), rows.size(), 1);
        assertSameThings(ours.sequences(), theirs.sequences(), rows.size(), 6);
    }

    /// The config as it is, with its negatives.
    @ParameterizedTest
    @ValueSource(strings = {"temporal", "leave_one_out"})
    void rowsAndNegativesAreThoseOfTheBuiltInDataSet(String strategy) {
        String split = "data.split_strategy=" + strategy;
        Experiment described = ExperimentReader.read(CONFIG, List.of(split, "data.table.negatives.eval=50"));
        Dataset ours = new TableDataset(
                Objects.requireNonNull(files.getParent()), described.data(), 1, folder.resolve("columns"), _ -> {});
        Experiment named = ExperimentReader.changed(
                Experiment.DEFAULTS, List.of("data.data_dir=" + files, split, "data.num_neg_eval=50"));
        Dataset theirs = Datasets.load(named.data(), 1, new DataPlaces(Optional.empty(), folder, Path.of("")), _ -> {});
        assertSame(ours.train(1, 3).inMemory(), theirs.train(1, 3).inMemory());
        assertSame(ours.validation().inMemory(), theirs.validation().inMemory());
        assertSame(ours.test().inMemory(), theirs.test().inMemory());
    }

    private static void assertSame(Rows ours, Rows theirs) {
        assertThat(ours.dense()).isEqualTo(theirs.dense());
        assertThat(ours.labels()).isEqualTo(theirs.labels());
        assertThat(ours.groups()).isEqualTo(theirs.groups());
        assertSameThings(ours.sparse(), theirs.sparse(), ours.size(), 1);
        assertSameThings(ours.sequences(), theirs.sequences(), ours.size(), 6);
    }

    @Test
    void trainingRowsAreEncodedAsFurtherOnesAre() throws IOException {
        TableDataset table = table("temporal");
        double cut = table.cutPoints().orElseThrow().first();
        Rows again = table.encode(ratings(time -> time <= cut));
        Rows train = table.train(1, 1).inMemory();
        assertThat(again.sparse()).isEqualTo(train.sparse());
        assertThat(again.sequences()).isEqualTo(train.sequences());
        assertThat(again.dense()).isEqualTo(train.dense());
    }

    /// @param slots of a field, which have their ids in common
    private static void assertSameThings(int[] ours, int[] theirs, int rows, int slots) {
        assertThat(theirs).hasSize(ours.length);
        int width = ours.length / rows;
        for (int field = 0; field < width; field += slots) {
            Set<List<Integer>> pairs = new HashSet<>(Set.of(List.of(0, 0)));
            for (int i = 0; i < ours.length; i++) {
                if (i % width / slots == field / slots) {
                    pairs.add(List.of(ours[i], theirs[i]));
                }
            }
            assertThat(pairs).as("column %d", field).hasSizeGreaterThan(1);
            assertThat(pairs.stream().map(List::getFirst))
                    .as("column %d", field)
                    .doesNotHaveDuplicates();
            assertThat(pairs.stream().map(List::getLast)).as("column %d", field).doesNotHaveDuplicates();
        }
    }

    /// As both data sets name the columns.
    private List<RawRow> ratings(Predicate<Long> wanted) throws IOException {
        List<String> names = List.of("user_id", "movie_id", "rating", "time", "timestamp");
        List<RawRow> rows = new ArrayList<>();
        for (String line : Files.readAllLines(files.resolve("u.data"), StandardCharsets.ISO_8859_1)) {
            List<String> values = new ArrayList<>(List.of(line.split("\t", -1)));
            values.add(values.getLast());
            if (wanted.test(Long.parseLong(values.getLast()))) {
                rows.add(new RawRow(line, names, values));
            }
        }
        return rows;
    }
}
