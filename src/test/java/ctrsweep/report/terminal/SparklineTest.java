package ctrsweep.report.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparklineTest {
    private static String draw(double... numbers) {
        return new Sparkline(DoubleStream.of(numbers).mapToObj(EpochValue::of).toList()).draw(8, Glyphs.BLOCKS);
    }

    @Test
    void goesFromTheLeastToTheGreatest() {
        assertThat(draw(0, 1, 2, 3, 4, 5, 6, 7)).isEqualTo("▁▂▃▄▅▆▇█");
        assertThat(draw(0.70, 0.75, 0.76, 0.70)).isEqualTo("▁▇█▁");
        assertThat(new Sparkline(List.of(EpochValue.of(0), EpochValue.of(7))).draw(8, Glyphs.ASCII))
                .isEqualTo("_#");
    }

    @Test
    void whatHasNoHeightIsStillThere() {
        assertThat(draw()).isEmpty();
        assertThat(draw(3)).isEqualTo("▅");
        assertThat(draw(3, 3)).isEqualTo("▅▅");
        assertThat(draw(Double.NaN)).isEqualTo("×");
        assertThat(draw(1, Double.NEGATIVE_INFINITY, 2)).isEqualTo("▁×█");
        assertThat(draw(-1.7e308, 0, 1.7e308)).isEqualTo("▁▅█");
        assertThat(new Sparkline(List.of(EpochValue.of(1), EpochValue.ABSENT, EpochValue.of(2))).draw(8, Glyphs.BLOCKS))
                .isEqualTo("▁ █");
    }

    @Test
    void moreEpochsThanRoomAreMeans() {
        assertThat(draw(0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7)).isEqualTo("▁▂▃▄▅▆▇█");
        assertThat(draw(0, Double.NaN, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, Double.NaN, Double.NaN))
                .isEqualTo("▁▂▃▅▆▇█×");
    }

    /// The naive way: look through all buckets.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 10, 11, 100})
    void eachNumberIsInItsBucket(int size) {
        for (int most : List.of(1, 2, 3, 7, 10, 50)) {
            for (int place = 0; place < size; place++) {
                int marked = place;
                List<EpochValue> buckets = Buckets.of(
                        IntStream.range(0, size)
                                .mapToObj(i -> EpochValue.of(i == marked ? 1 : 0))
                                .toList(),
                        most);
                int expected = IntStream.range(0, buckets.size())
                        .filter(i -> buckets.get(i).number().orElseThrow() > 0)
                        .findFirst()
                        .orElseThrow();

                assertThat(Buckets.bucket(place, most, size))
                        .as("%d of %d in %d", place, size, most)
                        .isEqualTo(expected);
            }
        }
    }
}
