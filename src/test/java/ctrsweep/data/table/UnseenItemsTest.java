package ctrsweep.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnseenItemsTest {
    private static final int ITEMS = 6;

    /// User 0 has items 4, 0, 2 and 2 again; user 1 none; user 2 all.
    private static UnseenItems unseen() {
        return new UnseenItems(
                new int[] {0, 0, 0, 0, 2, 2, 2, 2, 2, 2}, new int[] {4, 0, 2, 2, 0, 1, 2, 3, 4, 5}, 3, ITEMS);
    }

    @Test
    void countsUpTheItemsThatAUserHasNot() {
        UnseenItems unseen = unseen();
        assertThat(places(unseen, 0)).containsExactly(1, 3, 5);
        assertThat(places(unseen, 1)).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(places(unseen, 2)).isEmpty();
    }

    private static int[] places(UnseenItems unseen, int user) {
        return IntStream.range(0, unseen.count(user))
                .map(place -> unseen.at(user, place))
                .toArray();
    }

    @Test
    void drawsDistinctItemsEachAsOftenAsTheOthers() {
        UnseenItems.Uniform draws = unseen().new Uniform(new SplittableRandom(1), 2);
        int[] counts = new int[ITEMS];
        for (int i = 0; i < 30_000; i++) {
            int[] drawn = draws.draw(1);
            assertThat(drawn).hasSize(2).doesNotHaveDuplicates();
            Arrays.stream(drawn).forEach(item -> counts[item]++);
        }
        // Each in 2 of 6 draws: 10,000 of 30,000, standard deviation 82.
        assertThat(Arrays.stream(counts).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(9_600, 10_400));
    }

    @Test
    void drawsAllThatRemainWhereTheyAreTooFew() {
        UnseenItems.Uniform draws = unseen().new Uniform(new SplittableRandom(1), 5);
        assertThat(draws.draw(0)).containsExactlyInAnyOrder(1, 3, 5);
        assertThat(draws.draw(2)).isEmpty();
        assertThat(draws.draw(1)).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void drawsByWeightAmongTheUnseen() {
        // Of user 0: item 1 weighs 1, item 3 weighs 3, item 5 weighs 4; the weights of the others do not count.
        double[] weights = {100, 1, 100, 3, 100, 4};
        int[] counts = new int[ITEMS];
        UnseenItems.Weighted draws = unseen().new Weighted(new SplittableRandom(2), weights, 2);
        for (int i = 0; i < 40_000; i++) {
            Arrays.stream(draws.draw(0)).forEach(item -> counts[item]++);
        }
        assertThat(counts[1] / 80_000.0).isCloseTo(1 / 8.0, within(0.006));
        assertThat(counts[3] / 80_000.0).isCloseTo(3 / 8.0, within(0.006));
        assertThat(counts[5] / 80_000.0).isCloseTo(4 / 8.0, within(0.006));
        assertThat(counts[0] + counts[2] + counts[4]).isZero();
        assertThat(draws.draw(2)).isEmpty();
    }
}
