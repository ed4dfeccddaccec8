package ctrsweep.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasePathTest {
    private final BasePath base = new BasePath("/team/sweeps");

    @Test
    void removesItselfFromPaths() {
        assertThat(base.below(List.of("team", "sweeps", "sweeps", "a"))).hasValue(List.of("sweeps", "a"));
        assertThat(base.below(List.of("team", "sweeps", ""))).hasValue(List.of());
        assertThat(base.below(List.of("team", "sweeps"))).hasValue(List.of());
        assertThat(base.below(List.of("team"))).isEmpty();
        assertThat(base.below(List.of("team", "sweepsy"))).isEmpty();
        assertThat(base.below(List.of("..", "team", "sweeps"))).isEmpty();
        assertThat(BasePath.NONE.below(List.of("sweeps", "a"))).hasValue(List.of("sweeps", "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sweeps", "/", "/sweeps/", "//sweeps", "/a/../b", "/.", "/a b", "/a;Path=/", "/%2e", "/é"})
    void refusesWhatIsNoPlainPath(String text) {
        assertThatThrownBy(() -> new BasePath(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
