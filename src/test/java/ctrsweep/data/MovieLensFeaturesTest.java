package ctrsweep.data;

import static ctrsweep.data.MovieLensFixture.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovieLensFeaturesTest {
    private static final Offset<Float> EXACT = within(1e-6f);
    private static final long DAY = 86_400;
    /// Thursday 1998-01-01, 18:30 UTC; day 10,227 since 1970.
    private static final long EVENING = 10_227 * DAY + 18 * 3_600 + 1_800;

    /// Users 20, 3 and 9 (who is not in train); movies 50, 7, 8 and 9 (not in train).
    private static MovieLensTables tables(Path folder) {
        return MovieLensTables.read(MovieLensFixture.write(
                folder,
                List.of(
                        "20\t50\t5\t" + EVENING,
                        "3\t7\t2\t" + EVENING,
                        "20\t8\t4\t" + EVENING,
                        "3\t50\t4\t" + (EVENING - 3 * DAY),
                        "9\t9\t4\t" + EVENING),
                List.of("20|34|M|writer|94110", "3|7|F|artist|V0R2M", "9|60|M|doctor|10003"),
                List.of(
                        item(50, "A \"quoted\" title", "01-Jan-1997", 5, 1),
                        item(7, "Later", "05-Jan-1998", 8, 8),
                        item(8, "Undated", "", 5, 5),
                        item(9, "Old", "4-Feb-1971", 3, 3))));
    }

    private static MovieLensFeatures fitted(MovieLensTables tables) {
        // Train is the first four rows: positives of users 20, 3, 9: 2, 1, 0; of movies 50, 7, 8, 9: 2, 0, 1, 0.
        return new MovieLensFeatures(tables, new int[] {0, 1, 2, 3}, new int[] {2, 1, 0}, new int[] {2, 0, 1, 0});
    }

    @Test
    void hasSixteenFieldsOfWidth108InOrder(@TempDir Path folder) {
        Schema schema = fitted(tables(folder)).schema();
        assertThat(schema.fields())
                .containsExactly(
                        Field.sparse("user_id", 3, 16), // 3, 20
                        Field.sparse("movie_id", 4, 16), // 7, 8, 50
                        Field.sparse("gender", 3, 4), // F, M
                        Field.sparse("age", 3, 4), // 1, 25
                        Field.sparse("occupation", 3, 8), // artist, writer
                        Field.sparse("zip_prefix", 3, 8), // 941, V0R
                        Field.sequence("genres", 4, 8, 6), // Action, Comedy, Drama
                        Field.sparse("release_year_bucket", 3, 4), // 1995-1999, unknown
                        Field.sparse("movie_age_at_rating", 3, 4), // <1yr, unknown
                        Field.sparse("num_genres", 3, 4), // 1, 2
                        Field.dense("dow_sin", 4),
                        Field.dense("dow_cos", 4),
                        Field.dense("hour_sin", 4),
                        Field.dense("hour_cos", 4),
                        Field.dense("user_rating_count", 8),
                        Field.dense("item_rating_count", 8));
        assertThat(schema.fields().stream().mapToInt(Field::width).sum()).isEqualTo(108);
    }

    @Test
    void encodesARow(@TempDir Path folder) {
        MovieLensFeatures.Writer writer = fitted(tables(folder)).writer(1, true);
        writer.write(0, 0, EVENING, 1, 4);
        Rows rows = writer.rows();
        // Sorted values: user 20 is second of 3, 20; movie 50 third of 7, 8, 50; M second; 25 second of 1, 25;
        // writer second; 941 first; 1995-1999 first; from 1997-01-01 to 1998-01-01 365 days are below a year of
        // 365.25, so "<1yr", which is first of "<1yr", "unknown"; two genres second of 1, 2.
        assertThat(rows.sparse()).containsExactly(2, 3, 2, 2, 2, 1, 1, 1, 2);
        // Action, Comedy are first and second of Action, Comedy, Drama.
        assertThat(rows.sequences()).containsExactly(1, 2, 0, 0, 0, 0);
        // Thursday is 3 of 7, 18:30 is hour 18 of 24; both counts are the largest of train.
        double weekday = 2 * Math.PI * 3 / 7;
        assertThat(rows.dense())
                .containsExactly(
                        new float[] {(float) Math.sin(weekday), (float) Math.cos(weekday), -1, 0, 1, 1}, EXACT);
        assertThat(rows.labels()).containsExactly(1);
        assertThat(rows.groups()).containsExactly(4);
    }

    @Test
    void givesZeroToWhatTrainLacksAndScalesItsCountsAsZero(@TempDir Path folder) {
        MovieLensFeatures.Writer writer = fitted(tables(folder)).writer(1, false);
        writer.write(2, 3, EVENING, 0, 0);
        Rows rows = writer.rows();
        // Known are M (2) and one genre (1) alone; Animation, doctor, 56 and 1970-1974 are not.
        assertThat(rows.sparse()).containsExactly(0, 0, 2, 0, 0, 0, 0, 0, 1);
        assertThat(rows.sequences()).containsOnly(0);
        // User counts in train are log1p 1 and 2: 0 becomes (0 - ln 2) / (ln 3 - ln 2), unclipped. The least item
        // count in train is 0.
        float below = (float) (-Math.log(2) / Math.log(1.5));
        assertThat(rows.dense()[4]).isCloseTo(below, EXACT);
        assertThat(rows.dense()[5]).isZero();
        assertThat(rows.groups()).isEmpty();
    }

    @Test
    void countsMovieAgesInYearsOf365AndAQuarterDays(@TempDir Path folder) {
        MovieLensFeatures.Writer writer = fitted(tables(folder)).writer(5, false);
        writer.write(1, 1, EVENING, 0, 0); // to be released in 4 days: unknown
        writer.write(1, 1, EVENING + 4 * DAY, 0, 0); // released today: <1yr
        writer.write(1, 0, EVENING, 0, 0); // 365 days: <1yr
        writer.write(1, 0, EVENING + DAY, 0, 0); // 366 days: 1-3yr, which train has not
        writer.write(1, 2, EVENING, 0, 0); // no date: unknown
        int[] sparse = writer.rows().sparse();
        assertThat(new int[] {sparse[7], sparse[16], sparse[25], sparse[34], sparse[43]})
                .containsExactly(2, 1, 1, 0, 2);
    }

    @Test
    void scalesEqualCountsToZero(@TempDir Path folder) {
        MovieLensFeatures features =
                new MovieLensFeatures(tables(folder), new int[] {0, 1}, new int[] {3, 3, 0}, new int[] {1, 1, 0, 0});
        MovieLensFeatures.Writer writer = features.writer(1, false);
        writer.write(0, 0, EVENING, 1, 0);
        assertThat(writer.rows().dense()).endsWith(0, 0);
    }
}
