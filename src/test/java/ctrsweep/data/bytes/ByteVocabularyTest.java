package ctrsweep.data.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteVocabularyTest {

    private static byte[] bytes(String value) {
        return value.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int add(ByteVocabulary vocabulary, String value) {
        byte[] bytes = bytes("<" + value + ">");
        return vocabulary.add(bytes, 1, bytes.length - 1);
    }

    private static int find(ByteVocabulary vocabulary, String value) {
        byte[] bytes = bytes(value);
        return vocabulary.find(bytes, 0, bytes.length);
    }

    @Test
    void valuesAreNumberedAsTheyComeAndCounted() {
        ByteVocabulary vocabulary = new ByteVocabulary();
        assertThat(List.of("b", "", "b", "a", "b").stream()
                        .map(value -> add(vocabulary, value))
                        .toList())
                .containsExactly(0, 1, 0, 2, 0);
        assertThat(vocabulary.size()).isEqualTo(3);
        assertThat(vocabulary.count(0)).isEqualTo(3);
        assertThat(vocabulary.value(1)).isEmpty();
        assertThat(find(vocabulary, "a")).isEqualTo(2);
        assertThat(find(vocabulary, "c")).isEqualTo(ByteVocabulary.UNKNOWN);
    }

    @Test
    void whatIsNumberedUncountedIsNotKnownInTheEnd() {
        ByteVocabulary vocabulary = new ByteVocabulary();
        vocabulary.number(bytes("held out"), 0, 8);
        add(vocabulary, "rare");
        add(vocabulary, "seen");
        add(vocabulary, "seen");
        assertThat(vocabulary.ids(1)).containsExactly(0, 1, 2);
        assertThat(vocabulary.ids(2)).containsExactly(0, 0, 1);
    }

    @Test
    void zeroBytesAreBytes() {
        ByteVocabulary vocabulary = new ByteVocabulary();
        for (int length = 0; length < 40; length++) {
            assertThat(add(vocabulary, "\0".repeat(length))).isEqualTo(length);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void anyValuesAreNumberedAsByAHashMap(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int letters = random.nextInt(2, 255);
        int longest = random.nextInt(1, 40);
        ByteVocabulary vocabulary = new ByteVocabulary();
        Map<String, Integer> numbers = new LinkedHashMap<>();
        Map<String, Long> counts = new LinkedHashMap<>();
        for (int i = 0; i < 200_000; i++) {
            StringBuilder value = new StringBuilder();
            random.ints(random.nextInt(longest), 0, letters).forEach(letter -> value.append((char) letter));
            String text = value.toString();
            counts.merge(text, 1L, Long::sum);
            int expected = numbers.computeIfAbsent(text, _ -> numbers.size());
            assertThat(add(vocabulary, text)).isEqualTo(expected);
        }
        assertThat(vocabulary.size()).isEqualTo(numbers.size());
        numbers.forEach((text, number) -> {
            assertThat(vocabulary.value(number)).isEqualTo(bytes(text));
            assertThat(vocabulary.count(number)).isEqualTo(counts.get(text).intValue());
            assertThat(find(vocabulary, text)).isEqualTo(number);
        });
    }
}
