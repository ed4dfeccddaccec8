package ctrsweep.data;

import static ctrsweep.data.MovieLensFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.settings.DataSettings;
import ctrsweep.settings.DataSettings.SplitStrategy;
import ctrsweep.settings.Experiment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {
    @TempDir
    Path folder;

    @Test
    void loadsMovieLensFromTheNamedPlace() {
        MovieLensFixture.madeUp(folder.resolve("ml-100k"), 40, 100, 2_000);
        DataPlaces places =
                new DataPlaces(Optional.of(new DataPlaces.Named(folder, "test")), folder.resolve("cache"), Path.of(""));
        Dataset dataset =
                Datasets.load(settings(SplitStrategy.LEAVE_ONE_OUT, 0.75, 4, 20), 5, places, DatasetsTest::noNotes);
        assertThat(dataset.schema().fields()).hasSize(16);
        assertThat(dataset.reachable()).isEmpty();
        assertThat(folder.resolve("cache").resolve("ml-100k")).doesNotExist();
    }

    @Test
    void anotherSeedDrawsOtherEvaluationNegatives() {
        MovieLensFixture.madeUp(folder.resolve("ml-100k"), 40, 100, 2_000);
        DataPlaces places =
                new DataPlaces(Optional.of(new DataPlaces.Named(folder, "test")), folder.resolve("cache"), Path.of(""));
        DataSettings data = settings(SplitStrategy.LEAVE_ONE_OUT, 0.75, 4, 20);
        int[] five = Datasets.load(data, 5, places, DatasetsTest::noNotes)
                .validation()
                .inMemory()
                .sparse();
        int[] six = Datasets.load(data, 6, places, DatasetsTest::noNotes)
                .validation()
                .inMemory()
                .sparse();
        assertThat(five).hasSameSizeAs(six).isNotEqualTo(six);
    }

    @Test
    void generatesWithoutLookingForFiles() {
        Dataset dataset = Datasets.load(generated(), 5, nowhere(), DatasetsTest::noNotes);
        assertThat(dataset.reachable()).hasSize(4);
    }

    private static DataSettings generated() {
        DataSettings movieLens = Experiment.DEFAULTS.data();
        return new DataSettings(
                DataSettings.DatasetName.GENERATED,
                "/nowhere",
                movieLens.splitStrategy(),
                0.1,
                0.1,
                0.75,
                3,
                4.0,
                4,
                999,
                new DataSettings.Generated(20, 20, 1_000, 2, 1),
                0.1,
                0.1,
                42,
                5,
                1,
                movieLens.table());
    }

    private DataPlaces nowhere() {
        return new DataPlaces(Optional.empty(), folder.resolve("cache"), Path.of(""));
    }

    @Test
    void outlinesMovieLensWithoutReadingIt() {
        MovieLensFixture.madeUp(folder.resolve("ml-100k"), 40, 100, 2_000);
        DataPlaces places =
                new DataPlaces(Optional.of(new DataPlaces.Named(folder, "test")), folder.resolve("cache"), Path.of(""));
        DataSettings data = settings(SplitStrategy.LEAVE_ONE_OUT, 0.75, 4, 20);
        Dataset dataset = Datasets.load(data, 5, places, DatasetsTest::noNotes);
        assertThat(withoutVocabularies(Datasets.outline(data))).isEqualTo(withoutVocabularies(dataset.schema()));
    }

    @Test
    void outlinesGeneratedClicksWithoutMakingThem() {
        DataSettings data = generated();
        Dataset dataset = Datasets.load(data, 5, nowhere(), DatasetsTest::noNotes);
        assertThat(withoutVocabularies(Datasets.outline(data))).isEqualTo(withoutVocabularies(dataset.schema()));
    }

    private static List<Field> withoutVocabularies(Schema schema) {
        return schema.fields().stream()
                .map(field -> new Field(
                        field.name(),
                        field.kind(),
                        0,
                        field.width(),
                        field.length(),
                        field.table(),
                        field.pooling(),
                        field.weighted()))
                .toList();
    }

    @Test
    void passesOnWhyDataIsMissing() {
        DataPlaces places =
                DataPlaces.of(Map.of("CTRSWEEP_DATA", folder.resolve("gone").toString()), new Properties());
        assertThatThrownBy(() -> Datasets.load(settings(SplitStrategy.TEMPORAL), 1, places, DatasetsTest::noNotes))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("gone");
    }

    private static void noNotes(String note) {
        throw new AssertionError("nothing should be downloaded: " + note);
    }
}
