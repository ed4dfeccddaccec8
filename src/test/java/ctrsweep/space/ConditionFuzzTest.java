package ctrsweep.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConditionFuzzTest {
    private static final List<String> PIECES = List.of(
            "and",
            "or",
            "not",
            "NOT",
            "in",
            "like",
            "is",
            "null",
            "(",
            ")",
            "[",
            "]",
            ",",
            "=",
            "==",
            "!=",
            "<>",
            "<",
            "<=",
            ">",
            ">=",
            "val.auc",
            "training.lr",
            "state",
            "completed",
            "0.7",
            "-3",
            "1e-4",
            "true",
            "'a''b'",
            "\"x\"",
            "'",
            "\"",
            "2026-11-21",
            "30m",
            "\0",
            "\ud83c",
            "🎉",
            ";",
            "--",
            "é",
            ".",
            "@",
            ":");
    private static final List<String> NAMES = List.of("a", "val.hr@10", "_x", "größe", "t:u-v+w");
    private static final List<String> TEXTS = List.of("", "'", "''\"", "and", "7", "\0", "%_", "🎉\ud83c", "a\nb");

    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void soupIsReadOrRefused() {
        int read = 0;
        for (int i = 0; i < 50_000; i++) {
            String soup = IntStream.range(0, 1 + random.nextInt(9))
                    .mapToObj(_ -> one(PIECES) + (random.nextInt(4) == 0 ? "" : " "))
                    .collect(Collectors.joining());
            try {
                Condition condition = Condition.parse(soup);
                assertThat(Condition.parse(condition.toString())).as(soup).isEqualTo(condition);
                read++;
            } catch (ConditionException refused) {
                assertThat(refused.getMessage()).isNotBlank().doesNotContain("\n");
            }
        }
        assertThat(read).isGreaterThan(50);
    }

    @Test
    void whatIsPrintedReadsBackAsTheSame() {
        for (int i = 0; i < 5_000; i++) {
            Condition condition = condition(4);
            assertThat(Condition.parse(condition.toString())).isEqualTo(condition);
        }
    }

    private Condition condition(int depth) {
        int kind = random.nextInt(depth == 0 ? 4 : 7);
        return switch (kind) {
            case 0 -> new Condition.Compared(one(NAMES), one(List.of(Relation.values())), operand());
            case 1 -> new Condition.OneOf(one(NAMES), some(this::value), random.nextBoolean());
            case 2 -> new Condition.Like(one(NAMES), one(TEXTS), random.nextBoolean());
            case 3 -> new Condition.Missing(one(NAMES));
            case 4 -> new Condition.Not(condition(depth - 1));
            case 5 -> new Condition.And(two(depth - 1));
            default -> new Condition.Or(two(depth - 1));
        };
    }

    private List<Condition> two(int depth) {
        return Stream.generate(() -> condition(depth))
                .limit(2 + random.nextInt(2))
                .toList();
    }

    private Operand operand() {
        return random.nextBoolean() ? new Operand.Word(one(NAMES)) : new Operand.Literal(value());
    }

    private Value value() {
        return random.nextInt(4) == 0 ? new Value.Items(some(this::scalar)) : scalar();
    }

    private Value scalar() {
        return switch (random.nextInt(4)) {
            case 0 -> new Value.Bool(random.nextBoolean());
            case 1 -> new Value.Int(random.nextLong());
            case 2 -> new Value.Real((random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-300, 300)));
            default -> new Value.Text(one(TEXTS));
        };
    }

    private List<Value> some(java.util.function.Supplier<Value> of) {
        return Stream.generate(of).limit(1 + random.nextInt(3)).toList();
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
