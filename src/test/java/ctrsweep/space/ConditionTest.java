package ctrsweep.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            val.auc > 0.7                          | val.auc > 0.7
            params.training.lr<1e-4                | params.training.lr < 1.0E-4
            0.7 < val.auc                          | val.auc > 0.7
            2 >= attempt                           | attempt <= 2
            'completed' == state                   | state = 'completed'
            2026-11-21T10:00+01:00 <= created      | created >= '2026-11-21T10:00+01:00'
            30m > seconds                          | seconds < '30m'
            a == 1 and b <> 2                      | a = 1 and b != 2
            state = completed                      | state = completed
            train.loss < val.loss                  | train.loss < val.loss
            val.hr@10 >= .5                        | val.hr@10 >= 0.5
            val.x = nan or val.x = -inf            | val.x = nan or val.x = '-inf'
            a = -3 and b = +4 and c = -0.0         | a = -3 and b = 4 and c = 0.0
            a = 99999999999999999999               | a = 1.0E20
            a = 012                                | a = '012'
            a = 1e999                              | a = '1e999'
            a = TRUE OR NOT b = False              | a = true or not b = false
            a = 'it''s' and b = "so ""it"" is"     | a = 'it''s' and b = 'so "it" is'
            a = 'and'                              | a = 'and'
            units = [256, 128]                     | units = [256, 128]
            units = [] or names = [a, 'b c', true] | units = [] or names = ['a', 'b c', true]
            name in (adam, 'sgd', 3)               | name in ('adam', 'sgd', 3)
            name NOT IN ([64], [32, 16])           | name not in ([64], [32, 16])
            model like deep                        | model like 'deep'
            model not like '%''s'                  | model not like '%''s'
            a is null                              | a is null
            a Is Not Null                          | a is not null
            not a is null                          | a is not null
            not (a is not null)                    | not a is not null
            a = 1 or b = 2 and c = 3               | a = 1 or b = 2 and c = 3
            (a = 1 or b = 2) and c = 3             | (a = 1 or b = 2) and c = 3
            ((a = 1)) and ((b = 2 and c = 3))      | a = 1 and (b = 2 and c = 3)
            not a = 1 and b = 2                    | not a = 1 and b = 2
            not (a = 1 and b = 2)                  | not (a = 1 and b = 2)
            not not a = 1                          | not not a = 1
            größe = ü                              | größe = ü
            """)
    void printsInOneForm(String written, String printed) {
        Condition condition = Condition.parse(written);
        assertThat(condition).hasToString(printed);
        assertThat(Condition.parse(printed)).isEqualTo(condition);
    }

    /// `and` binds closer than `or`, `not` closer than both: (a = 1) or ((not (b = 2)) and (c = d)).
    @Test
    void readsPrecedence() {
        assertThat(Condition.parse("a = 1 or not b = 2 and c = d"))
                .isEqualTo(new Condition.Or(List.of(
                        equal("a", new Operand.Literal(new Value.Int(1))),
                        new Condition.And(List.of(
                                new Condition.Not(equal("b", new Operand.Literal(new Value.Int(2)))),
                                equal("c", new Operand.Word("d")))))));
    }

    @Test
    void quotesHoldWhateverIsInThem() {
        assertThat(Condition.parse("a = '\0 \n \u202e 🎉 \ud800'"))
                .isEqualTo(equal("a", new Operand.Literal(new Value.Text("\0 \n \u202e 🎉 \ud800"))));
        assertThat(Condition.parse("a\u00a0=\t\n'x'")).hasToString("a = 'x'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                   | the condition is empty; write one, such as val.auc > 0.7
            ` `                  | the condition is empty; write one, such as val.auc > 0.7
            val.auc              | expected =, !=, <, <=, >, >=, in, like or is at column 8, where the condition ends
            (val.auc) > 1        | expected =, !=, <, <=, >, >=, in, like or is at column 9: ") > 1"
            val.auc >            | expected a value or a name at column 10, where the condition ends
            val.auc > and b = 1  | expected a value or a name at column 11: "and b = 1"
            a = 1 b = 2          | expected and, or, or the end at column 7: "b = 2"
            0.1 < a < 0.5        | expected and, or, or the end at column 9: "< 0.5"
            a = 1 and            | expected a name or a value at column 10, where the condition ends
            and = 1              | expected a name or a value at column 1: "and = 1"
            0.7 < 0.8            | expected a name at column 7: "0.8"
            0.7 in (1)           | expected =, !=, <, <=, > or >= at column 5: "in (1)"
            (a = 1               | expected and, or, or ) at column 7, where the condition ends
            a = 1)               | expected and, or, or the end at column 6: ")"
            a in 3               | expected ( and values at column 6: "3"
            a in ()              | expected a value at column 7: ")"
            a in (1 2)           | expected , or ) at column 9: "2)"
            a = [1, 2            | expected , or ] at column 10, where the condition ends
            a = [[1]]            | expected a value at column 6: "[1]]"
            a not 3              | expected in or like at column 7: "3"
            a like               | expected a pattern, such as 'deep%', at column 7, where the condition ends
            a like and           | expected a pattern, such as 'deep%', at column 8: "and"
            a is 3               | expected null or not null at column 6: "3"
            a is not 3           | expected null at column 10: "3"
            a = null             | nothing equals null; write is null or is not null instead of the relation at column 5: "null"
            a = 'x and b = 1     | no closing ' for the text at column 5: "'x and b = 1"
            a = 1 && b = 2       | unexpected & at column 7: "&& b = 2"
            a ! b                | unexpected ! at column 3: "! b"
            a = 1; DROP TABLE x  | unexpected ; at column 6: "; DROP TABLE x"
            🎉 = 1               | unexpected 🎉 at column 1: "🎉 = 1"
            a = '🎉' $           | unexpected $ at column 9: "$"
            a b cccccccccccccccccccccccccccccccccccc | expected =, !=, <, <=, >, >=, in, like or is at column 3: "b cccccccccccccccccccccccccccc..."
            """)
    void tellsWhatWasExpectedAndWhere(String written, String message) {
        assertThatThrownBy(() -> Condition.parse(written))
                .isInstanceOf(ConditionException.class)
                .hasMessage(message);
    }

    @Test
    void isBoundedInLengthAndDepth() {
        String deepest = "(".repeat(50) + "not ".repeat(50) + "a = 1" + ")".repeat(50);
        assertThat(Condition.parse(deepest)).hasToString("not ".repeat(50) + "a = 1");
        assertThatThrownBy(() -> Condition.parse("(" + deepest + ")"))
                .hasMessage("parentheses and not may be nested at most 100 deep at column 248: \"not a = 1"
                        + ")".repeat(21) + "...\"");
        String longest = "a = 1" + " or a = 1".repeat(1_110);
        assertThat(((Condition.Or) Condition.parse(longest)).parts()).hasSize(1_111);
        assertThatThrownBy(() -> Condition.parse(longest + " ".repeat(6)))
                .hasMessage("a condition has at most 10000 characters, not 10001");
        assertThatThrownBy(() -> Condition.parse("(".repeat(10_000))).isInstanceOf(ConditionException.class);
        assertThatThrownBy(() -> Condition.parse("not ".repeat(2_500))).isInstanceOf(ConditionException.class);
        assertThatThrownBy(() -> Condition.parse("a = " + "[".repeat(9_000))).isInstanceOf(ConditionException.class);
    }

    private static Condition equal(String name, Operand other) {
        return new Condition.Compared(name, Relation.EQUAL, other);
    }
}
