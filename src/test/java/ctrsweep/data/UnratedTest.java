package ctrsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnratedTest {
    private static final int MOVIES = 6;

    /// User 0 rated movies 4, 0, 2 and 2 again; user 1 none; user 2 all.
    private static Unrated unrated() {
        Ratings.Builder ratings = new Ratings.Builder();
        for (int movie : new int[] {4, 0, 2, 2}) {
            ratings.add(0, movie, 3, 0);
        }
        IntStream.range(0, MOVIES).forEach(movie -> ratings.add(2, movie, 3, 0));
        return new Unrated(ratings.build(), 3, MOVIES);
    }

    @Test
    void countsUpTheMoviesThatAUserNeverRated() {
        Unrated unrated = unrated();
        assertThat(places(unrated, 0)).containsExactly(1, 3, 5);
        assertThat(places(unrated, 1)).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(places(unrated, 2)).isEmpty();
    }

    private static int[] places(Unrated unrated, int user) {
        return IntStream.range(0, unrated.count(user))
                .map(place -> unrated.at(user, place))
                .toArray();
    }

    @Test
    void drawsDistinctMoviesEachAsOftenAsTheOthers() {
        Unrated unrated = unrated();
        Unrated.Distinct draws = unrated.new Distinct(new SplittableRandom(1), 2);
        int[] counts = new int[MOVIES];
        for (int i = 0; i < 30_000; i++) {
            int[] drawn = draws.draw(1);
            assertThat(drawn).hasSize(2).doesNotHaveDuplicates();
            Arrays.stream(drawn).forEach(movie -> counts[movie]++);
        }
        // Each in 2 of 6 draws: 10,000 of 30,000, standard deviation 82.
        assertThat(Arrays.stream(counts).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(9_600, 10_400));
    }

    @Test
    void drawsAllThatRemainWhereTheyAreTooFew() {
        Unrated.Distinct draws = unrated().new Distinct(new SplittableRandom(1), 5);
        assertThat(draws.draw(0)).containsExactlyInAnyOrder(1, 3, 5);
        assertThat(draws.draw(2)).isEmpty();
        assertThat(draws.draw(1)).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void drawsByWeightAmongTheUnrated() {
        // Of user 0: movie 1 weighs 1, movie 3 weighs 3, movie 5 weighs 4; the rated ones' weights do not count.
        double[] weights = {100, 1, 100, 3, 100, 4};
        int[] counts = new int[MOVIES];
        int draws = 80_000;
        Arrays.stream(unrated().weighted(0, draws, weights, new SplittableRandom(2)))
                .forEach(movie -> counts[movie]++);
        assertThat(counts[1] / (double) draws).isCloseTo(1 / 8.0, within(0.006));
        assertThat(counts[3] / (double) draws).isCloseTo(3 / 8.0, within(0.006));
        assertThat(counts[5] / (double) draws).isCloseTo(4 / 8.0, within(0.006));
        assertThat(counts[0] + counts[2] + counts[4]).isZero();
    }
}
