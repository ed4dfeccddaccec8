package ctrsweep.data.table;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.config.Experiment;
import ctrsweep.config.ExperimentReader;
import ctrsweep.data.DataPlaces;
import ctrsweep.data.Datasets;
import ctrsweep.data.Field;
import ctrsweep.data.Rows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// MovieLens-100K as a table: where the system property `ctrsweep.data` says that it lies, the figures of the
/// original system, as far as its fields need nothing of their own. Where it does not, the same on a few lines.
class MovieLens100kTest {
    private static final String REAL = System.getProperty("ctrsweep.data", "");

    private static final String CONFIG = """
            data:
              dataset_name: table
              split_strategy: temporal
              label_threshold: 4
              min_interactions: 3
              table:
                files: [ml-100k/u.data]
                separator: "\\t"
                quoted: false
                charset: iso-8859-1
                header: none
                columns: [user_id, movie_id, rating, time]
                label: rating
                label_kind: threshold
                user: user_id
                time: time
                joins:
                  - {file: ml-100k/u.user, on: user_id, columns: [user_id, age, gender, occupation, zip], separator: "|"}
                fields:
                  - {names: [user_id, movie_id], kind: sparse}
                  - {names: [gender, occupation], kind: sparse}
                  - {name: age, kind: sparse, boundaries: [18, 25, 35, 45, 50, 56]}
                  - {name: zip_prefix, kind: sparse, column: zip, take: prefix, chars: 3}
                  - {name: dow_sin, kind: dense, column: time, take: weekday_sin}
                  - {name: hour_cos, kind: dense, column: time, take: hour_cos}
                  - {name: user_rating_count, kind: dense, column: user_id, take: positives, normalize: [log1p, minmax]}
                  - {name: item_rating_count, kind: dense, column: movie_id, take: positives, normalize: [log1p, minmax]}
            """;

    @TempDir
    Path folder;

    private TableDataset dataset(String strategy) throws IOException {
        Path config = Files.writeString(folder.resolve("c.yaml"), CONFIG);
        Experiment experiment = ExperimentReader.read(config, List.of("data.split_strategy=" + strategy));
        return new TableDataset(
                REAL.isEmpty() ? madeUp() : Path.of(REAL), experiment.data(), folder.resolve("columns"), _ -> {});
    }

    /// 20 users with 5 ratings each, one after the other.
    private Path madeUp() throws IOException {
        List<String> ratings = new ArrayList<>();
        List<String> users = new ArrayList<>();
        for (int user = 1; user <= 20; user++) {
            users.add(
                    "%d|%d|%s|caf\u00e9|%d".formatted(user, 10 + user, user % 2 == 0 ? "M" : "F", 10_000 + user * 50));
            for (int i = 0; i < 5; i++) {
                ratings.add("%d\t%d\t%d\t%d".formatted(user, 1 + i, 5 - i, 880_000_000 + i * 1_000 + user));
            }
        }
        Path data = Files.createDirectories(folder.resolve("ml-100k"));
        Files.write(data.resolve("u.data"), ratings);
        Files.write(data.resolve("u.user"), users, StandardCharsets.ISO_8859_1);
        return folder;
    }

    @Test
    void temporal() throws IOException {
        TableDataset dataset = dataset("temporal");
        List<Integer> vocabularies = dataset.schema().fields().stream()
                .filter(field -> field.kind() == Field.Kind.SPARSE)
                .map(Field::vocabulary)
                .toList();
        int positives = 0;
        for (float label : dataset.train(1, 1).labels()) {
            positives += label == 1 ? 1 : 0;
        }
        if (REAL.isEmpty()) {
            // of 100 rows the last 20 are the fifth ratings
            assertThat(dataset.train(1, 1).size()).isEqualTo(80);
            assertThat(vocabularies).containsExactly(21, 5, 3, 2, 8, 12);
            assertThat(positives).isEqualTo(40);
        } else {
            assertThat(dataset.train(1, 1).size()).isEqualTo(80_003);
            assertThat(vocabularies).containsExactly(752, 1617, 3, 22, 8, 344);
            assertThat(positives).isEqualTo(44_072);
        }
        assertThat(dataset.train(1, 1).size()
                        + dataset.validation().size()
                        + dataset.test().size())
                .isEqualTo(REAL.isEmpty() ? 100 : 100_000);
    }

    /// The numbers of all training rows, column by column in rising order, are those of the code that knows
    /// MovieLens.
    @Test
    void numbersAreThoseOfTheBuiltInDataSet() throws IOException {
        TableDataset dataset = dataset("temporal");
        if (REAL.isEmpty()) {
            // the fifth rating of no user trains, and each of the others is of 20 positives or of none
            assertThat(column(dataset.train(1, 1).inMemory(), 3)).containsOnly(0, 1);
            return;
        }
        Experiment builtIn = ExperimentReader.changed(
                Experiment.DEFAULTS,
                List.of("data.data_dir=" + Path.of(REAL, "ml-100k"), "data.num_neg_train=0", "data.num_neg_eval=1"));
        Rows rows = Datasets.load(builtIn.data(), 1, new DataPlaces(Optional.empty(), folder), _ -> {})
                .train(1, 1)
                .inMemory();
        // of dow_sin, dow_cos, hour_sin, hour_cos and the two counts
        int[] columns = {0, 3, 4, 5};
        for (int i = 0; i < columns.length; i++) {
            assertThat(column(dataset.train(1, 1).inMemory(), i)).isEqualTo(column(rows, columns[i]));
        }
    }

    private static float[] column(Rows rows, int column) {
        int width = rows.dense().length / rows.size();
        float[] numbers = new float[rows.size()];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = rows.dense()[row * width + column];
        }
        Arrays.sort(numbers);
        return numbers;
    }

    @Test
    void leaveOneOut() throws IOException {
        TableDataset dataset = dataset("leave_one_out");
        int users = REAL.isEmpty() ? 20 : 943;
        assertThat(dataset.train(1, 1).size()).isEqualTo(REAL.isEmpty() ? 60 : 98_114);
        assertThat(dataset.validation().size()).isEqualTo(users);
        assertThat(dataset.test().size()).isEqualTo(users);
    }
}
