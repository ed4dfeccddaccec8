package ctrsweep.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {
    @Test
    void theLengthIsThatOfTheBytes() {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int at = random.nextInt(20); at > 0; at--) {
                int letter = random.nextInt(random.nextBoolean() ? 0x900 : 0x110000);
                text.append(random.nextInt(4) == 0 ? String.valueOf((char) letter) : Character.toString(letter));
            }
            assertThat(Utf8.length(text.toString())).isEqualTo(text.toString().getBytes(StandardCharsets.UTF_8).length);
        }
    }
}
