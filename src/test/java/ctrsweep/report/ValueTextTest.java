package ctrsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.space.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueTextTest {
    private static Value items(Value... items) {
        return new Value.Items(List.of(items));
    }

    private static Value text(String text) {
        return new Value.Text(text);
    }

    @Test
    void listsAreJson() {
        assertThat(ValueText.of(items(new Value.Int(64), new Value.Int(32)))).isEqualTo("[64, 32]");
        assertThat(ValueText.of(items(text("a"), text("b")))).isEqualTo("[\"a\", \"b\"]");
        assertThat(ValueText.of(items(items(text("a")), new Value.Null()))).isEqualTo("[[\"a\"], null]");
    }

    @Test
    void wordsStandAsTheyAre() {
        assertThat(ValueText.of(text("adam"))).isEqualTo("adam");
        assertThat(ValueText.of(text("a, b"))).isEqualTo("a, b");
    }

    @Test
    void valuesThatLookAlikeAreToldApart() {
        List<Value> alike = List.of(
                items(text("a, b")),
                items(text("a"), text("b")),
                text("[a, b]"),
                text("[\"a\", \"b\"]"),
                items(text("a"), text("b"), text("")),
                items(items(text("a")), text("b")),
                text("1"),
                new Value.Int(1),
                new Value.Real(1),
                text("1.0"),
                text("true"),
                new Value.Bool(true),
                text("null"),
                new Value.Null(),
                text("\"null\""),
                text(""),
                text("nan"),
                items());
        assertThat(alike.stream().map(ValueText::of).toList()).doesNotHaveDuplicates();
    }
}
