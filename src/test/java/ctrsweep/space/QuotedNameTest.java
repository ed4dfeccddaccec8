package ctrsweep.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotedNameTest {
    private static final String SIGNS = "ab1.-/ ,;'\"`()<=>+*[]{}_@%:";

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    private static String name(Random random) {
        return IntStream.range(0, 1 + random.nextInt(8))
                .mapToObj(_ -> String.valueOf(SIGNS.charAt(random.nextInt(SIGNS.length()))))
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lr", "val.auc", "hr@10", "val/auc", "first-lr"})
    void wordsNeedNoQuotes(String name) {
        assertThat(QuotedName.written(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "2nd", "and", "true", "a,b", "a`b", "", "+x", "a=b"})
    void everythingElseDoes(String name) {
        assertThat(QuotedName.written(name)).startsWith("`").endsWith("`");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyNameCanBeAskedFor(int seed) {
        Random random = new Random(seed);
        String name = name(random);
        Condition condition = Condition.parse(QuotedName.written(name) + " > 0.5");
        assertThat(condition.names(_ -> false)).containsExactly(name);
        assertThat(Condition.parse(condition.toString())).isEqualTo(condition);
        Expression expression = Expression.parse("`" + name.replace("`", "``") + "` / 2");
        assertThat(expression.value(asked -> Optional.ofNullable(
                        Map.of(name, (Value) new Value.Real(3)).get(asked))))
                .contains(new Value.Real(1.5));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyNamesCanBeListed(int seed) {
        Random random = new Random(seed);
        List<String> names = IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(_ -> name(random))
                .toList();
        String list =
                names.stream().map(name -> "`" + name.replace("`", "``") + "`").collect(Collectors.joining(","));
        assertThat(QuotedName.list(list)).isEqualTo(names);
    }

    @Test
    void listsOfWordsNeedNoQuotes() {
        assertThat(QuotedName.list("trial,val/auc,a b")).containsExactly("trial", "val/auc", "a b");
        assertThat(QuotedName.read("val.auc")).isEqualTo("val.auc");
    }

    @Test
    void refusesAQuoteThatIsNotClosed() {
        assertThatExceptionOfType(ConditionException.class)
                .isThrownBy(() -> QuotedName.list("trial,`a"))
                .withMessage("no closing ` for the text at column 7: \"`a\"");
        assertThatExceptionOfType(ConditionException.class)
                .isThrownBy(() -> QuotedName.list("`a`b"))
                .withMessage("expected a comma at column 4: \"b\"");
    }
}
