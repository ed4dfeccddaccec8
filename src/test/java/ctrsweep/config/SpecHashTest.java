package ctrsweep.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The hashes by which databases know sweeps again. They stand for ever: no change of the code may change one.
class SpecHashTest {
    private static final Path SPECS = Path.of("src/test/resources/specs/hashes");

    /// The first 16 digits each. The former ones were computed by the version that used them.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            asha | 8f6ff96762967f7c | 91818d05917d6367 | 336b937180fe6e13 | c20eda14731a435e
            hyperband | 8f6ff96762967f7c | 2675c26ca08a72f0 | 336b937180fe6e13 | 8061b8fc2ff9d779
            median | 8f6ff96762967f7c | 76263eb515b47ffa | 336b937180fe6e13 | 061085387d7aec2b
            patience | 8f6ff96762967f7c | 76ca1be8d7273d21 | 336b937180fe6e13 | 0e3a6879c5da593d
            tpe | e662da4cebcc4f71 | 1b0968397944d284 | 05e79229445872f1 | 5cf5d0344addb4c7
            program | d78aa456deb83a68 | acad3d3e354aac36 | 4788871533a273a9 | 4952ff66cf6d2434
            """)
    void standForEver(String spec, String formerPlan, String former, String plan, String hash) {
        SweepSpec read = SpecReader.read(SPECS.resolve(spec + ".yaml"), List.of());
        assertThat(read.formerPlanHash()).startsWith(formerPlan);
        assertThat(read.formerHash()).startsWith(former);
        assertThat(read.planHash()).startsWith(plan);
        assertThat(read.hash()).startsWith(hash);
    }
}
