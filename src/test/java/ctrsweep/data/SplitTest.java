package ctrsweep.data;

import static ctrsweep.data.MovieLensFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ctrsweep.settings.Experiment.SplitStrategy;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitTest {

    @Test
    void holdsOutEachUsersFirstPositiveOfTheLaterWindows() {
        // Times 0 to 10; quantiles of eleven values at .8 and .9 are 8 and 9: train is up to 8.
        Ratings.Builder ratings = new Ratings.Builder();
        for (int row = 0; row <= 8; row++) {
            ratings.add(row % 2, row, 3, row);
        }
        ratings.add(0, 9, 4, 9); // validation: positive of a user of train
        ratings.add(1, 10, 5, 10); // test
        Split split = Split.of(ratings.build(), 2, 11, settings(SplitStrategy.TEMPORAL));
        assertThat(split.train()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(split.validation()).containsExactly(9);
        assertThat(split.test()).containsExactly(10);
    }

    @Test
    void passesOverDislikesLaterPositivesAndUsersThatTrainLacks() {
        // 100 ratings at times 0 to 99, of user 0 but for one. Cut points .8 * 99 = 79.2 and .9 * 99 = 89.1.
        Ratings.Builder ratings = new Ratings.Builder();
        for (int row = 0; row < 80; row++) {
            ratings.add(0, row, 5, row);
        }
        for (int row = 80; row < 90; row++) {
            int user = row == 82 ? 1 : 0;
            int stars = row < 84 && user == 0 ? 3 : 4;
            ratings.add(user, row, stars, row); // user 0: dislikes at 80, 81, 83, then likes from 84
        }
        for (int row = 90; row < 100; row++) {
            ratings.add(0, row, row < 95 ? 2 : 5, row);
        }
        Split split = Split.of(ratings.build(), 2, 100, settings(SplitStrategy.TEMPORAL));
        assertThat(split.train()).hasSize(80);
        assertThat(split.validation()).containsExactly(84);
        assertThat(split.test()).containsExactly(95);
    }

    @Test
    void holdsOutTheLastTwoOfUsersWithEnough() {
        Ratings.Builder ratings = new Ratings.Builder();
        ratings.add(0, 0, 5, 30);
        ratings.add(0, 1, 1, 10);
        ratings.add(0, 2, 1, 20);
        ratings.add(1, 0, 5, 1); // only two: train
        ratings.add(1, 1, 5, 2);
        Split split = Split.of(ratings.build(), 2, 3, settings(SplitStrategy.LEAVE_ONE_OUT));
        assertThat(split.test()).containsExactly(0);
        assertThat(split.validation()).containsExactly(2);
        assertThat(split.train()).containsExactly(3, 4, 1);
    }

    @Test
    void ordersEqualTimesByTheFirstAppearanceOfTheMovieAmongRowsByUser() {
        // By user (1 first, as it appears first): movies 5, 6, 7 of user 1, then 7, 5, 6 of user 0. So movies appear
        // in the order 5, 6, 7, and user 0's tied rows stand as 5, 6, 7: the last is row 1, the one before row 4.
        Ratings.Builder ratings = new Ratings.Builder();
        ratings.add(1, 5, 3, 1);
        ratings.add(0, 7, 3, 9);
        ratings.add(1, 6, 3, 2);
        ratings.add(0, 5, 3, 9);
        ratings.add(0, 6, 3, 9);
        ratings.add(1, 7, 3, 3);
        Split split = Split.of(ratings.build(), 2, 8, settings(SplitStrategy.LEAVE_ONE_OUT));
        assertThat(split.test()).containsExactly(1, 5);
        assertThat(split.validation()).containsExactly(4, 2);
        assertThat(split.train()).containsExactly(0, 3);
    }

    @Test
    void quantilesLieBetweenTheNearestTwo() {
        // .8 of the way from place 0 to place 3 is 2.4.
        assertThat(Quantile.of(new long[] {10, 20, 30, 50}, 0.8)).isCloseTo(38, within(1e-9));
        assertThat(Quantile.of(new long[] {10, 20}, 1)).isEqualTo(20);
        assertThat(Quantile.of(new long[] {10}, 0.3)).isEqualTo(10);
    }

    @Test
    void cutPointsAreTheOriginalSystems(@TempDir Path temporary) {
        long[] times =
                MovieLensTables.read(MovieLensFixture.any(temporary)).ratings().sortedTimes();
        double first = Quantile.of(times, 0.8);
        double second = Quantile.of(times, 0.9);
        if (MovieLensFixture.real().isPresent()) {
            assertThat(first).isCloseTo(889237269.0, within(1e-3));
            assertThat(second).isCloseTo(891382271.2, within(1e-3));
        }
        assertThat(first).isBetween((double) times[0], second);
    }

    @Test
    void leaveOneOutIsDisjointAndComplete(@TempDir Path temporary) {
        MovieLensTables tables = MovieLensTables.read(MovieLensFixture.any(temporary));
        Ratings ratings = tables.ratings();
        Split split =
                Split.of(ratings, tables.users().size(), tables.movies().size(), settings(SplitStrategy.LEAVE_ONE_OUT));
        int[] all = Stream.of(split.train(), split.validation(), split.test())
                .flatMapToInt(IntStream::of)
                .sorted()
                .toArray();
        assertThat(all).containsExactly(IntStream.range(0, ratings.size()).toArray());
    }

    @Test
    void temporalIsDisjointAndNeverTrainsOnTheFuture(@TempDir Path temporary) {
        MovieLensTables tables = MovieLensTables.read(MovieLensFixture.any(temporary));
        Ratings ratings = tables.ratings();
        Split split =
                Split.of(ratings, tables.users().size(), tables.movies().size(), settings(SplitStrategy.TEMPORAL));
        long trainEnd =
                IntStream.of(split.train()).mapToLong(ratings::time).max().orElseThrow();
        long validationEnd =
                IntStream.of(split.validation()).mapToLong(ratings::time).max().orElseThrow();
        assertThat(IntStream.of(split.validation()).boxed())
                .isNotEmpty()
                .allMatch(row -> ratings.time(row) > trainEnd && ratings.stars(row) >= 4);
        assertThat(IntStream.of(split.test()).boxed())
                .isNotEmpty()
                .allMatch(row -> ratings.time(row) > validationEnd && ratings.stars(row) >= 4);
        assertThat(IntStream.of(split.validation()).map(ratings::user).toArray())
                .doesNotHaveDuplicates();
        assertThat(IntStream.of(split.test()).map(ratings::user).toArray()).doesNotHaveDuplicates();
    }
}
