package ctrsweep.config;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.settings.Experiment;
import ctrsweep.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The configs and specs that the product comes with.
class ProjectFilesTest {

    @TestFactory
    Stream<DynamicTest> everyConfigIsRead() throws IOException {
        return yaml("configs")
                .map(file -> DynamicTest.dynamicTest(
                        file.toString(),
                        () -> assertThat(ExperimentReader.read(file, List.of())).isNotNull()));
    }

    @TestFactory
    Stream<DynamicTest> everySpecIsRead() throws IOException {
        return yaml("sweeps")
                .filter(file -> !file.startsWith("sweeps/cluster"))
                .map(file -> DynamicTest.dynamicTest(file.toString(), () -> {
                    SweepSpec spec = SpecReader.read(file, List.of());
                    assertThat(spec.search().sampler().suggest(0, List.of()).point())
                            .hasValueSatisfying(point -> assertThat(spec.config(point, OptionalLong.empty()))
                                    .isNotNull());
                }));
    }

    @Test
    void deepfmMovielensWritesEverySettingOutWithItsDefault() {
        Path file = Path.of("configs/deepfm_movielens.yaml");
        Problems problems = new Problems();
        List<String> written =
                names("", SourceFile.read(file).mapping(problems)).toList();
        assertThat(problems.isEmpty()).isTrue();
        assertThat(written).containsExactlyElementsOf(Settings.TYPES.keySet());
        assertThat(ExperimentReader.read(file, List.of())).isEqualTo(Experiment.DEFAULTS);
    }

    private static Stream<String> names(String prefix, Tree.Mapping group) {
        return group.entries().entrySet().stream()
                .flatMap(entry -> entry.getValue().tree() instanceof Tree.Mapping inner
                        ? names(prefix + entry.getKey() + ".", inner)
                        : Stream.of(prefix + entry.getKey()));
    }

    private static Stream<Path> yaml(String folder) throws IOException {
        if (Files.notExists(Path.of(folder))) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }
}
