package ctrsweep.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WatchedStreamTest {
    @Test
    void remembersWhatAPrintStreamSwallows() {
        WatchedStream watched = new WatchedStream(new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("no space left");
            }
        });
        PrintStream out = new PrintStream(watched, false, StandardCharsets.UTF_8);
        assertThat(watched.problem()).isEmpty();
        out.print("lost");
        out.flush();
        assertThat(watched.problem())
                .hasValueSatisfying(problem -> assertThat(problem).hasMessage("no space left"));
    }
}
