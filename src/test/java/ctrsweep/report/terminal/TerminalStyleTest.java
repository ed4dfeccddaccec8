package ctrsweep.report.terminal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalStyleTest {
    @Test
    void blocksAreForThoseWhoCanWriteThem() {
        assertThat(Glyphs.of(UTF_8)).isEqualTo(Glyphs.BLOCKS);
        assertThat(Glyphs.of(US_ASCII)).isEqualTo(Glyphs.ASCII);
        assertThat(Glyphs.of(ISO_8859_1)).isEqualTo(Glyphs.ASCII);
        assertThat(Glyphs.of(Charset.forName("ISO-2022-CN"))).isEqualTo(Glyphs.ASCII);
    }

    @Test
    void coloursAreForTerminalsThatWantThem() {
        assertThat(TerminalStyle.of(UTF_8, true, Map.of()).coloured()).isTrue();
        assertThat(TerminalStyle.of(UTF_8, true, Map.of("NO_COLOR", "")).coloured())
                .isTrue();
        assertThat(TerminalStyle.of(UTF_8, true, Map.of("NO_COLOR", "1")).coloured())
                .isFalse();
        assertThat(TerminalStyle.of(UTF_8, true, Map.of("TERM", "dumb")).coloured())
                .isFalse();
        assertThat(TerminalStyle.of(UTF_8, false, Map.of()).coloured()).isFalse();
    }
}
