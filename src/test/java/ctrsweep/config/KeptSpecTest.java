package ctrsweep.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeptSpecTest {

    @Test
    void namesThePruner() {
        assertThat(KeptSpec.pruner("name: a\npruner: asha\n")).contains(new KeptPruner("asha", Optional.empty()));
        assertThat(KeptSpec.pruner("name: a\npruner: {name: median, metric: val.logloss}\n"))
                .contains(new KeptPruner("median", Optional.of("val.logloss")));
    }

    @Test
    void aSpecWithoutAPrunerOrThatCannotBeReadHasNone() {
        assertThat(KeptSpec.pruner("name: a\n")).isEmpty();
        assertThat(KeptSpec.pruner("pruner: [")).isEmpty();
        assertThat(KeptSpec.pruner("pruner: {eta: 3}")).isEmpty();
    }
}
