package ctrsweep.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ctrsweep.data.column.ColumnCache;
import ctrsweep.data.column.Fingerprint;
import ctrsweep.settings.TableField;
import ctrsweep.settings.TableField.Extraction;
import ctrsweep.settings.TableField.Take;
import ctrsweep.settings.TableField.Unreadable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of one value.
class EncodingTest {

    @TempDir
    Path folder;

    private int files;

    private static int id(IdTable table, String text) {
        byte[] bytes = ("(" + text + ")").getBytes(StandardCharsets.UTF_8);
        return table.number(bytes, 1, bytes.length - 1);
    }

    /// @param values of training rows
    private static LearntVocabulary learnt(int minCount, String... values) {
        LearntVocabulary vocabulary = new LearntVocabulary(minCount, TableField.Order.TEXT);
        int[] numbers =
                Arrays.stream(values).mapToInt(value -> id(vocabulary, value)).toArray();
        id(vocabulary, "of another row");
        int[] counts = vocabulary.beginCounting();
        Arrays.stream(numbers).forEach(number -> counts[number]++);
        vocabulary.settle();
        return vocabulary;
    }

    private static int learntId(LearntVocabulary vocabulary, String text) {
        int number = id(vocabulary, text);
        return number < vocabulary.ids().length ? vocabulary.ids()[number] : 0;
    }

    /// What is read from its file.
    private Vocabulary kept(LearntVocabulary vocabulary, int minCount) throws IOException {
        Fingerprint fingerprint = new Fingerprint.Parts().text("" + files++).fingerprint();
        return Vocabulary.of(
                new ColumnCache(folder, 1)
                        .open("vocabulary", fingerprint, file -> vocabulary.write(file, "words"))
                        .file()
                        .table("words"),
                minCount);
    }

    @Test
    void aVocabularyHasTheFrequentValuesInTheirOrder() throws IOException {
        LearntVocabulary vocabulary = learnt(2, "b", "c", "a", "b", "a", "");
        assertThat(vocabulary.size()).isEqualTo(3);
        assertThat(Stream.of("a", "b", "c", "", "of another row").map(value -> learntId(vocabulary, value)))
                .containsExactly(1, 2, 0, 0, 0);
        assertThat(vocabulary.count(1)).isEqualTo(2);
        Vocabulary kept = kept(vocabulary, 2);
        assertThat(kept.size()).isEqualTo(3);
        assertThat(Stream.of("a", "b", "c", "", "of another row").map(value -> id(kept, value)))
                .containsExactly(1, 2, 0, 0, 0);
    }

    /// As UTF-8 orders them, which is by code points, and prefixes before what goes on.
    @Test
    void idsGoByTheValuesBytes() {
        String[] values = {
            "", "a", "a\u0001", "abcdefgh", "abcdefgh1", "abcdefgh2", "b", "\u00e9", "\uff5e", "\ud83d\ude00"
        };
        String[] shuffled = {
            values[9], values[3], values[1], values[8], values[0], values[5], values[2], values[7], values[4], values[6]
        };
        LearntVocabulary vocabulary = learnt(1, shuffled);
        assertThat(Stream.of(values).map(value -> learntId(vocabulary, value)))
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Test
    void anEmptyValueIsACategoryLikeOthers() {
        LearntVocabulary vocabulary = learnt(1, "", "x");
        assertThat(learntId(vocabulary, "")).isEqualTo(1);
        assertThat(learntId(vocabulary, "x")).isEqualTo(2);
    }

    @Test
    void aFixedListLearnsNothing() {
        Vocabulary vocabulary = Vocabulary.of(List.of("M", "F"));
        assertThat(Stream.of("M", "F", "X").map(value -> id(vocabulary, value))).containsExactly(1, 2, 0);
    }

    /// The same, whether it is worked out or remembered.
    @Test
    void whatIsTakenOfAValueIsRemembered() {
        ExtractedIds remembering = new ExtractedIds(taker(Take.HOUR), new NumberBuckets(24), true);
        ExtractedIds plain = new ExtractedIds(taker(Take.HOUR), new NumberBuckets(24), false);
        for (int round = 0; round < 3; round++) {
            for (int time = 0; time < 100_000; time += 1_000) {
                byte[] bytes = Integer.toString(time).getBytes(StandardCharsets.UTF_8);
                assertThat(remembering.number(bytes, 0, bytes.length))
                        .isEqualTo(plain.number(bytes, 0, bytes.length))
                        .isEqualTo(1 + time / 3_600 % 24);
            }
        }
    }

    /// FNV-1a of 64 bits of "a" is af63dc4c8601ec8c, its authors' test vector; 8601ec8c ^ af63dc4c = 296230c0.
    @Test
    void hashesByFnv() {
        assertThat(id(new HashBuckets(1 << 20), "a")).isEqualTo(1 + remainder(0xaf63dc4c296230c0L, 1 << 20));
        assertThat(id(new HashBuckets(10), "a")).isEqualTo(1 + remainder(0xaf63dc4c296230c0L, 10));
    }

    private static int remainder(long unsigned, int divisor) {
        return (int) Long.remainderUnsigned(unsigned, divisor);
    }

    @Test
    void hashesFillTheirBucketsEvenly() {
        int[] counts = new int[101];
        for (int i = 0; i < 100_000; i++) {
            counts[id(new HashBuckets(100), "value " + i)]++;
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
        assertThat(id(new NumberBuckets(5), text)).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({"-3, 1", "17.9, 1", "18, 2", "24, 2", "25, 3", "1000, 4", "'', 0"})
    void boundariesCountFromBelow(String text, int id) {
        Boundaries ages = new Boundaries(List.of(18.0, 25.0, 35.0));
        assertThat(id(ages, text)).isEqualTo(id);
        assertThat(ages.size()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"1.5, is not a whole number", "x, is not a number", "1e999, is not a finite number"})
    void anIdThatIsNoNumberIsABadRow(String text, String message) {
        assertThatThrownBy(() -> id(new NumberBuckets(5), text))
                .isInstanceOf(BadRow.class)
                .hasMessage("\"" + text + "\" " + message);
    }

    /// ln(3)^2 = 1.207, ln(100)^2 = 21.208, ln(20)^2 = 8.974.
    @ParameterizedTest
    @CsvSource({"3, 1", "100, 21", "20, 8", "2, 2", "0, 0", "-2, -2"})
    void logSquaredIsThatOfCriteo(double x, double expected) {
        assertThat(ValueExtractor.logSquared(x)).isEqualTo(expected);
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

    /// log10(1000) = 3; what is not above the threshold is the default. (35 - 10) / (60 - 10) = 0.5; 5 / 4 = 1.25.
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "log10; 1000; 3",
                "log10; 0; -10",
                "log10(1, 0); 0.5; 0",
                "log10(0.05, -5); 0.05; -5",
                "minmax(10, 60); 35; 0.5",
                "minmax(10 60); 110; 2",
                "zscore(30, 4); 35; 1.25"
            })
    void constantsAreGiven(String step, double x, double expected) {
        Scale scale = new Scale(List.of(step));
        assertThat(scale.isFitted()).isFalse();
        assertThat(scale.of(x)).isEqualTo(expected);
    }

    /// (10 - 0) / 10 = 1 and (30 - 0) / 10 = 3 are the ends; (20 - 0) / 10 = 2 is halfway.
    @Test
    void aStepWithConstantsMayStandBeforeOneThatLearns() {
        assertThat(learntScale(List.of("zscore(0, 10)", "minmax"), 10, 30).of(20))
                .isEqualTo(0.5);
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
        long time = new TimeParser("yyMMddHH").seconds("14102113");
        assertThat(time).isEqualTo(1_413_896_400);
        assertThat(TimeParser.hour(time)).isEqualTo(13);
        assertThat(TimeParser.weekday(time)).isEqualTo(1);
        assertThat(new TimeParser("unix_ms").seconds("1413896400999")).isEqualTo(time);
        assertThat(new TimeParser("yyyy-MM-dd").seconds("2014-10-21")).isEqualTo(time - 13 * 3600);
        // 1969-12-31 23:00, a Wednesday
        assertThat(TimeParser.hour(-3600)).isEqualTo(23);
        assertThat(TimeParser.weekday(-3600)).isEqualTo(2);
    }

    @Test
    void millisecondsAreNoSeconds() {
        assertThatThrownBy(() -> new TimeParser("unix").seconds("1413896400999"))
                .isInstanceOf(BadRow.class)
                .hasMessage("\"1413896400999\" is no time between the years 1900 and 2200; "
                        + "is data.table.time_format unix right?; data.table.time_format: unix_ms reads it");
    }

    @Test
    void yearsAreOfUtc() {
        assertThat(TimeParser.year(0)).isEqualTo(1970);
        assertThat(TimeParser.year(-1)).isEqualTo(1969);
        assertThat(taker(Take.YEAR).text("1413896400")).isEqualTo("2014");
        assertThat(new ValueExtractor(taken(Take.YEAR, 5), new TimeParser("d-MMM-yyyy")).text("4-Feb-1971"))
                .isEqualTo("1970-1974");
    }

    @ParameterizedTest
    @CsvSource({"0, 0-9", "9.5, 0-9", "10, 10-19", "-1, -10--1", "'', ''"})
    void binsAreOfSoManyWholeNumbers(String text, String bin) {
        assertThat(new ValueExtractor(taken(Take.VALUE, 10), new TimeParser("unix")).text(text))
                .isEqualTo(bin);
    }

    /// 2014-10-21 13:00 and 2014-10-20: one day and 13 hours.
    @Test
    void daysBetweenTimesAreWhole() {
        assertThat(TimeParser.days(1_413_763_200, 1_413_896_400)).isEqualTo(1);
        assertThat(TimeParser.days(1_413_896_400, 1_413_763_200)).isEqualTo(-2);
        assertThat(taker(Take.YEARS_SINCE).text("1461")).isEqualTo("4");
        assertThat(taker(Take.YEARS_SINCE).number("-487")).isCloseTo(-4 / 3.0, within(1e-12));
    }

    @Test
    void cyclesAreSinesAndCosines() {
        assertThat(taker(Take.HOUR_SIN).number("21600")).isCloseTo(1, within(1e-12));
        assertThat(taker(Take.HOUR_COS).number("43200")).isCloseTo(-1, within(1e-12));
        // Thursday, the fourth day from 0
        assertThat(taker(Take.WEEKDAY_SIN).number("0")).isCloseTo(Math.sin(2 * Math.PI * 3 / 7), within(1e-12));
        assertThat(taker(Take.HOUR).text("7300")).isEqualTo("2");
    }

    private static Extraction taken(Take take, int bin) {
        return new Extraction(take, 1, bin, Optional.empty(), Unreadable.BAD_ROW);
    }

    private static ValueExtractor taker(Take take) {
        return new ValueExtractor(taken(take, 0), new TimeParser("unix"));
    }

    @Test
    void aPrefixIsAtMostTheText() {
        ValueExtractor three = new ValueExtractor(
                new Extraction(Take.PREFIX, 3, 0, Optional.empty(), Unreadable.BAD_ROW), new TimeParser("unix"));
        assertThat(three.text("90210")).isEqualTo("902");
        assertThat(three.text("E")).isEqualTo("E");
        assertThat(three.text("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a|b, a b", "a||b|, a b", "|, ''", "'', ''", "a, a"})
    void partsAreWhatIsNotEmpty(String value, String expected) {
        assertThat(String.join(" ", parts(value, "|"))).isEqualTo(expected);
    }

    @Test
    void separatorsOfSeveralCharacters() {
        assertThat(parts("a::b:c::", "::")).containsExactly("a", "b:c");
        assertThat(parts("a:::b", "::")).containsExactly("a", ":b");
        assertThat(parts("::a", "::")).containsExactly("a");
    }

    private static List<String> parts(String value, String separator) {
        byte[] bytes = (separator + value + separator + "x").getBytes(StandardCharsets.UTF_8);
        int begin = separator.length();
        List<String> parts = new ArrayList<>();
        new SeparatedValues(separator)
                .forEach(
                        bytes,
                        begin,
                        begin + value.length(),
                        (from, to) -> parts.add(NumberParser.text(bytes, from, to)));
        return parts;
    }

    /// A known value comes back, an unknown one is the unknown slot.
    @Test
    void encodedAndDecodedItIsTheSameOrUnknown() throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 200; round++) {
            List<String> values = new ArrayList<>();
            for (int i = random.nextInt(30); i >= 0; i--) {
                values.add(Integer.toString(random.nextInt(40), 36));
            }
            int minCount = 1 + random.nextInt(3);
            LearntVocabulary learnt = learnt(minCount, values.toArray(String[]::new));
            Vocabulary vocabulary = kept(learnt, minCount);
            for (int i = 0; i < 50; i++) {
                String value = Integer.toString(i, 36);
                long seen = values.stream().filter(value::equals).count();
                assertThat(vocabulary.text(id(vocabulary, value))).isEqualTo(seen >= minCount ? value : "?");
                assertThat(learntId(learnt, value)).isEqualTo(id(vocabulary, value));
                NumberBuckets numbers = new NumberBuckets(30);
                assertThat(numbers.text(id(numbers, "" + i))).isEqualTo(i < 30 ? "" + i : "?");
            }
        }
    }
}
