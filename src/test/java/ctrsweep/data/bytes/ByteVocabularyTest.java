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
        return vocabulary.number(bytes, 1, bytes.length - 1);
    }

    private static int find(ByteVocabulary vocabulary, String value) {
        byte[] bytes = bytes(value);
        return vocabulary.find(bytes, 0, bytes.length);
    }

    @Test
    void valuesAreNumberedAsTheyCome() {
        ByteVocabulary vocabulary = new ByteVocabulary();
        assertThat(List.of("b", "", "b", "a", "b").stream()
                        .map(value -> add(vocabulary, value))
                        .toList())
                .containsExactly(0, 1, 0, 2, 0);
        assertThat(vocabulary.size()).isEqualTo(3);
        assertThat(vocabulary.value(1)).isEmpty();
        assertThat(find(vocabulary, "a")).isEqualTo(2);
        assertThat(find(vocabulary, "c")).isEqualTo(ByteVocabulary.UNKNOWN);
    }

    /// By their bytes, unsigned; what comes to its end first comes first.
    @Test
    void valuesAreOrderedByTheirBytes() {
        List<String> ordered =
                List.of("", "\0", "A", "a", "abcdefg", "abcdefgh", "abcdefgh\0", "abcdefghi", "b", "\u00ff");
        ByteVocabulary vocabulary = new ByteVocabulary();
        ordered.forEach(value -> add(vocabulary, value));
        for (int one = 0; one < ordered.size(); one++) {
            for (int other = 0; other < ordered.size(); other++) {
                assertThat(Integer.signum(vocabulary.compare(one, other))).isEqualTo(Integer.compare(one, other));
                if (one < other) {
                    assertThat(Long.compareUnsigned(vocabulary.beginning(one), vocabulary.beginning(other)))
                            .isNotPositive();
                }
            }
        }
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
        for (int i = 0; i < 200_000; i++) {
            StringBuilder value = new StringBuilder();
            random.ints(random.nextInt(longest), 0, letters).forEach(letter -> value.append((char) letter));
            String text = value.toString();
            int expected = numbers.computeIfAbsent(text, _ -> numbers.size());
            assertThat(add(vocabulary, text)).isEqualTo(expected);
        }
        assertThat(vocabulary.size()).isEqualTo(numbers.size());
        numbers.forEach((text, number) -> {
            assertThat(vocabulary.value(number)).isEqualTo(bytes(text));
            assertThat(find(vocabulary, text)).isEqualTo(number);
        });
    }
}
