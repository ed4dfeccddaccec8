package ctrsweep.data;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.metric.Metric;
import ctrsweep.metric.Metrics;
import ctrsweep.settings.DataSettings;
import ctrsweep.settings.Experiment;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GeneratedClicksTest {
    private static final DataSettings.Generated DEFAULTS =
            Experiment.DEFAULTS.data().generated();
    private static final DataSettings.Generated SMALL = new DataSettings.Generated(50, 40, 2_000, 4, 3);

    @Test
    void splitsEightyTenTen() {
        Dataset dataset = new GeneratedClicks(DEFAULTS);
        assertThat(dataset.validation().size()).isEqualTo(DEFAULTS.rows() / 10);
        assertThat(dataset.test().size()).isEqualTo(DEFAULTS.rows() / 10);
        assertThat(dataset.train(1, 1).size()).isEqualTo(DEFAULTS.rows() * 8 / 10);
    }

    @Test
    void aboutThirtyInAHundredAreClicked() {
        Rows rows = new GeneratedClicks(DEFAULTS).train(1, 1).inMemory();
        double clicked = 0;
        for (float label : rows.labels()) {
            clicked += label;
        }
        assertThat(clicked / rows.size()).isBetween(0.25, 0.35);
    }

    @Test
    void theBestReachableLeavesRoomAboveAModelWithoutCrossedFields() {
        GeneratedClicks dataset = new GeneratedClicks(DEFAULTS);
        double best = Objects.requireNonNull(dataset.reachable().get(Metric.of("val.auc")));
        assertThat(best).isBetween(0.80, 0.85);
        assertThat(dataset.reachable().get(Metric.of("test.auc"))).isBetween(0.80, 0.85);
        assertThat(dataset.reachable().get(Metric.of("val.logloss"))).isBetween(0.35, 0.5);
        assertThat(dataset.reachable().get(Metric.of("test.logloss"))).isBetween(0.35, 0.5);
        assertThat(firstOrderAuc(dataset)).isBetween(0.60, 0.73).isLessThan(best - 0.1);
    }

    /// AUC of the planted logits without their pairwise part, on the validation rows. Every user and item of
    /// the default data occurs in train, so ids are indices from 1.
    private static double firstOrderAuc(Dataset dataset) {
        Schema schema = dataset.schema();
        assertThat(schema.fields().get(0).vocabulary()).isEqualTo(DEFAULTS.users() + 1);
        assertThat(schema.fields().get(1).vocabulary()).isEqualTo(DEFAULTS.items() + 1);
        PlantedWorld world = new PlantedWorld(DEFAULTS, NumberedStreams.of(DEFAULTS.seed(), GeneratedClicks.WORLD));
        Rows rows = dataset.validation().inMemory();
        double[] logits = new double[rows.size()];
        Arrays.setAll(
                logits,
                row -> world.firstOrder(
                        rows.sparse()[row * 6] - 1,
                        rows.sparse()[row * 6 + 1] - 1,
                        hour(rows.dense()[row * 2], rows.dense()[row * 2 + 1])));
        return Metrics.auc(logits, rows.labels()).getAsDouble();
    }

    private static int hour(float sine, float cosine) {
        return Math.floorMod(Math.round(Math.atan2(sine, cosine) / (2 * Math.PI) * 24), 24);
    }

    @Test
    void theSameSettingsGiveTheSameRowsInEveryEpoch() {
        Dataset one = new GeneratedClicks(SMALL);
        Dataset two = new GeneratedClicks(SMALL);
        assertThat(one.train(1, 1).inMemory().sparse())
                .isEqualTo(two.train(9, 5).inMemory().sparse());
        assertThat(one.train(1, 1).labels()).isEqualTo(two.train(9, 5).labels());
        assertThat(one.test().inMemory().sequences())
                .isEqualTo(two.test().inMemory().sequences());
        assertThat(one.test().inMemory().dense())
                .isEqualTo(two.test().inMemory().dense());
        assertThat(one.reachable()).isEqualTo(two.reachable());
        assertThat(one.fingerprint()).isEqualTo(two.fingerprint());
    }

    @Test
    void anotherSeedOrSizeHasAnotherFingerprint() {
        assertThat(List.of(
                        SMALL,
                        new DataSettings.Generated(50, 40, 2_000, 4, 4),
                        new DataSettings.Generated(51, 40, 2_000, 4, 3),
                        new DataSettings.Generated(50, 41, 2_000, 4, 3),
                        new DataSettings.Generated(50, 40, 2_001, 4, 3),
                        new DataSettings.Generated(50, 40, 2_000, 5, 3)))
                .extracting(settings -> new GeneratedClicks(settings).fingerprint())
                .doesNotHaveDuplicates();
    }

    @Test
    void idsAreWithinTheirVocabulariesAndGenresPaddedAtTheEnd() {
        Dataset dataset = new GeneratedClicks(SMALL);
        List<Field> fields = dataset.schema().of(Field.Kind.SPARSE);
        for (Rows rows : List.of(
                dataset.train(1, 1).inMemory(),
                dataset.validation().inMemory(),
                dataset.test().inMemory())) {
            for (int i = 0; i < rows.sparse().length; i++) {
                assertThat(rows.sparse()[i])
                        .isBetween(0, fields.get(i % fields.size()).vocabulary() - 1);
            }
            for (int row = 0; row < rows.size(); row++) {
                int[] genres = Arrays.copyOfRange(rows.sequences(), row * 4, row * 4 + 4);
                int count = (int) IntStream.of(genres).filter(id -> id > 0).count();
                assertThat(count).isPositive();
                assertThat(IntStream.of(genres).limit(count).toArray())
                        .doesNotContain(0)
                        .doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void rowsOfAGroupStandTogetherAndAreOneUsers() {
        Rows rows = new GeneratedClicks(SMALL).test().inMemory();
        Set<Integer> done = new HashSet<>();
        for (int row = 0; row < rows.size(); row++) {
            if (row == 0 || rows.groups()[row] != rows.groups()[row - 1]) {
                assertThat(done.add(rows.groups()[row])).isTrue();
            } else {
                assertThat(rows.sparse()[row * 6]).isEqualTo(rows.sparse()[(row - 1) * 6]);
            }
        }
    }

    @Test
    void fewItemsAreShownOften() {
        Rows rows = new GeneratedClicks(DEFAULTS).train(1, 1).inMemory();
        int[] counts = new int[DEFAULTS.items() + 1];
        for (int row = 0; row < rows.size(); row++) {
            counts[rows.sparse()[row * 6 + 1]]++;
        }
        Arrays.sort(counts);
        int top =
                IntStream.of(counts).skip(counts.length - DEFAULTS.items() / 10).sum();
        assertThat(top).isGreaterThan(rows.size() / 5);
    }
}
