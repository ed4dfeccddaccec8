package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineLibrariesTest {

    @Test
    void theWholeSizeOfEveryUnpackedLibraryIsKnown() throws IOException {
        Torch.start();
        EngineLibraries libraries = EngineLibraries.ofThisMachine();
        try (Stream<Path> files = Files.list(libraries.folder())) {
            List<Path> unpacked = files.filter(file -> file.toString().matches(".*\\.(so|dylib)"))
                    .toList();
            assertThat(unpacked).hasSizeGreaterThan(2).allSatisfy(file -> assertThat(
                            libraries.wholeSize(file.getFileName().toString()))
                    .hasValue(Files.size(file)));
        }
    }

    @Test
    void whatWasCutShortIsRemovedSoThatItIsUnpackedAgain(@TempDir Path folder) throws IOException {
        EngineLibraries machine = EngineLibraries.ofThisMachine();
        EngineLibraries libraries = new EngineLibraries(folder, machine.source(), machine.jniSource());
        String torch = System.mapLibraryName("torch");
        Path whole = folder.resolve(torch);
        Path cut = folder.resolve(System.mapLibraryName("c10"));
        Path own = Files.writeString(folder.resolve("notes.txt"), "a person's");
        Files.write(whole, new byte[Math.toIntExact(machine.wholeSize(torch).orElseThrow())]);

        libraries.removeCutFiles();
        assertThat(whole).exists();

        Files.write(cut, new byte[100]);
        libraries.removeCutFiles();
        assertThat(cut).doesNotExist();
        assertThat(whole).doesNotExist();
        assertThat(own).exists();
    }
}
