package ctrsweep.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ctrsweep.config.TableField.Take;
import ctrsweep.config.TableField.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of one value.
class EncodingTest {

    private static Vocabulary learnt(int minCount, String... values) {
        Vocabulary vocabulary = Vocabulary.learnt(minCount);
        List.of(values).forEach(vocabulary::learn);
        vocabulary.settle();
        return vocabulary;
    }

    @Test
    void aVocabularyHasTheFrequentValuesInTheirOrder() {
        Vocabulary vocabulary = learnt(2, "b", "c", "a", "b", "a", "");
        assertThat(vocabulary.size()).isEqualTo(3);
        assertThat(List.of(vocabulary.id("a"), vocabulary.id("b"), vocabulary.id("c"), vocabulary.id("")))
                .containsExactly(1, 2, 0, 0);
    }

    @Test
    void anEmptyValueIsACategoryLikeOthers() {
        Vocabulary vocabulary = learnt(1, "", "x");
        assertThat(vocabulary.id("")).isEqualTo(1);
        assertThat(vocabulary.id("x")).isEqualTo(2);
    }

    @Test
    void aFixedListLearnsNothing() {
        Vocabulary vocabulary = Vocabulary.of(List.of("M", "F"));
        vocabulary.learn("X");
        vocabulary.settle();
        assertThat(List.of(vocabulary.id("M"), vocabulary.id("F"), vocabulary.id("X")))
                .containsExactly(1, 2, 0);
    }

    /// FNV-1a of 64 bits of "a" is af63dc4c8601ec8c, its authors' test vector; 8601ec8c ^ af63dc4c = 296230c0.
    @Test
    void hashesByFnv() {
        assertThat(new HashBuckets(1 << 20).id("a")).isEqualTo(1 + remainder(0xaf63dc4c296230c0L, 1 << 20));
        assertThat(new HashBuckets(10).id("a")).isEqualTo(1 + remainder(0xaf63dc4c296230c0L, 10));
    }

    private static int remainder(long unsigned, int divisor) {
        return (int) Long.remainderUnsigned(unsigned, divisor);
    }

    @Test
    void hashesFillTheirBucketsEvenly() {
        int[] counts = new int[101];
        for (int i = 0; i < 100_000; i++) {
            counts[new HashBuckets(100).id("value " + i)]++;
        }
        assertThat(counts[0]).isZero();
        for (int bucket = 1; bucket <= 100; bucket++) {
            // 1,000 each; the deviation of a bucket is about 31
            assertThat(counts[bucket]).isBetween(840, 1160);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "4, 5", "5, 0", "-1, 0", "'', 0", "2.0, 3"})
    void aNumberIsItsOwnId(String text, int id) {
        assertThat(new NumberBuckets(5).id(text)).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({"-3, 1", "17.9, 1", "18, 2", "24, 2", "25, 3", "1000, 4", "'', 0"})
    void boundariesCountFromBelow(String text, int id) {
        Boundaries ages = new Boundaries(List.of(18.0, 25.0, 35.0));
        assertThat(ages.id(text)).isEqualTo(id);
        assertThat(ages.size()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"1.5, is not a whole number", "x, is not a number", "1e999, is not a finite number"})
    void anIdThatIsNoNumberIsABadRow(String text, String message) {
        assertThatThrownBy(() -> new NumberBuckets(5).id(text))
                .isInstanceOf(BadRow.class)
                .hasMessage("\"" + text + "\" " + message);
    }

    /// ln(3)^2 = 1.207, ln(100)^2 = 21.208, ln(20)^2 = 8.974.
    @ParameterizedTest
    @CsvSource({"3, 1", "100, 21", "20, 8", "2, 2", "0, 0", "-2, -2"})
    void logSquaredIsThatOfCriteo(double x, double expected) {
        assertThat(Taker.logSquared(x)).isEqualTo(expected);
    }

    /// 2 and 4 have mean 3 and (population) deviation 1.
    @Test
    void zScoresAreOfTrain() {
        Scale scale = learntScale(List.of("zscore"), 2, 4);
        assertThat(scale.of(4)).isEqualTo(1);
        assertThat(scale.of(7)).isEqualTo(4);
    }

    @Test
    void minMaxIsNotCut() {
        Scale scale = learntScale(List.of("minmax"), 2, 4);
        assertThat(scale.of(3)).isEqualTo(0.5);
        assertThat(scale.of(8)).isEqualTo(3);
    }

    /// log1p: 0 -> 0, e^2 - 1 -> 2, e - 1 -> 1; below 0 as 0.
    @Test
    void stepsGoOneAfterTheOther() {
        Scale scale = learntScale(List.of("log1p", "minmax"), 0, Math.exp(2) - 1);
        assertThat(scale.of(Math.E - 1)).isCloseTo(0.5, within(1e-12));
        assertThat(scale.of(-5)).isZero();
    }

    @Test
    void withoutARangeEverythingIsZero() {
        assertThat(learntScale(List.of("minmax"), 3, 3).of(7)).isZero();
        assertThat(learntScale(List.of("zscore"), 3, 3).of(7)).isZero();
    }

    private static Scale learntScale(List<String> steps, double... numbers) {
        Scale scale = new Scale(steps);
        for (double number : numbers) {
            scale.learn(number);
        }
        return scale;
    }

    /// 2014-10-21 13:00 UTC was a Tuesday.
    @Test
    void takesTimesApart() {
        long time = new Times("yyMMddHH").seconds("14102113");
        assertThat(time).isEqualTo(1_413_896_400);
        assertThat(Times.hour(time)).isEqualTo(13);
        assertThat(Times.weekday(time)).isEqualTo(1);
        assertThat(new Times("unix_ms").seconds("1413896400999")).isEqualTo(time);
        assertThat(new Times("yyyy-MM-dd").seconds("2014-10-21")).isEqualTo(time - 13 * 3600);
        // 1969-12-31 23:00, a Wednesday
        assertThat(Times.hour(-3600)).isEqualTo(23);
        assertThat(Times.weekday(-3600)).isEqualTo(2);
    }

    @Test
    void cyclesAreSinesAndCosines() {
        assertThat(taker(Take.HOUR_SIN).number("21600")).isCloseTo(1, within(1e-12));
        assertThat(taker(Take.HOUR_COS).number("43200")).isCloseTo(-1, within(1e-12));
        // Thursday, the fourth day from 0
        assertThat(taker(Take.WEEKDAY_SIN).number("0")).isCloseTo(Math.sin(2 * Math.PI * 3 / 7), within(1e-12));
        assertThat(taker(Take.HOUR).text("7300")).isEqualTo("2");
    }

    private static Taker taker(Take take) {
        return new Taker(new Taken(take, 1), new Times("unix"));
    }

    @Test
    void aPrefixIsAtMostTheText() {
        Taker three = new Taker(new Taken(Take.PREFIX, 3), new Times("unix"));
        assertThat(three.text("90210")).isEqualTo("902");
        assertThat(three.text("E")).isEqualTo("E");
        assertThat(three.text("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a|b, a b", "a||b|, a b", "|, ''", "'', ''", "a, a"})
    void partsAreWhatIsNotEmpty(String value, String expected) {
        List<String> parts = new ArrayList<>();
        Parts.forEach(value, "|", parts::add);
        assertThat(String.join(" ", parts)).isEqualTo(expected);
    }

    @Test
    void separatorsOfSeveralCharacters() {
        List<String> parts = new ArrayList<>();
        Parts.forEach("a::b:c::", "::", parts::add);
        assertThat(parts).containsExactly("a", "b:c");
    }

    /// A known value comes back, an unknown one is the unknown slot.
    @Test
    void encodedAndDecodedItIsTheSameOrUnknown() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 200; round++) {
            List<String> values = new ArrayList<>();
            for (int i = random.nextInt(30); i >= 0; i--) {
                values.add(Integer.toString(random.nextInt(40), 36));
            }
            int minCount = 1 + random.nextInt(3);
            Vocabulary vocabulary = learnt(minCount, values.toArray(String[]::new));
            for (int i = 0; i < 50; i++) {
                String value = Integer.toString(i, 36);
                long seen = values.stream().filter(value::equals).count();
                assertThat(vocabulary.text(vocabulary.id(value))).isEqualTo(seen >= minCount ? value : "?");
                NumberBuckets numbers = new NumberBuckets(30);
                assertThat(numbers.text(numbers.id("" + i))).isEqualTo(i < 30 ? "" + i : "?");
            }
        }
    }
}
