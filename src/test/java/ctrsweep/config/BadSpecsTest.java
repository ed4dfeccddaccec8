package ctrsweep.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every wrong spec beside its whole message: `specs/bad/NAME.yaml` and `NAME.txt`.
class BadSpecsTest {
    private static final Path BAD = Path.of("src/test/resources/specs/bad");

    static Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(BAD)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.substring(0, name.length() - ".yaml".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void tellsAllThatIsWrong(String name) throws IOException {
        ConfigException refused = catchThrowableOfType(
                ConfigException.class, () -> SpecReader.read(BAD.resolve(name + ".yaml"), List.of()));
        assertThat(refused).as("the spec is refused").isNotNull();
        assertThat(refused.getMessage() + "\n").isEqualTo(Files.readString(BAD.resolve(name + ".txt")));
    }
}
