package ctrsweep.train;

import ai.djl.util.Platform;
import ai.djl.util.Utils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// The engine's native libraries, which DJL unpacks once for each user and then takes for whole because they exist.
///
/// @param folder that they are unpacked into
/// @param source resources with the libraries of libtorch
/// @param jniSource resources with the library that calls libtorch
record EngineLibraries(Path folder, String source, String jniSource) {

    static EngineLibraries ofThisMachine() {
        Platform platform = Platform.detectPlatform("pytorch");
        String flavor = platform.getFlavor();
        String system = platform.getClassifier();
        return new EngineLibraries(
                Utils.getEngineCacheDir("pytorch").resolve(platform.getVersion() + "-" + flavor + "-" + system),
                "pytorch/" + flavor + "/" + system + "/",
                "jnilib/" + system + "/" + flavor + "/");
    }

    /// Removes a file that has another size than in the jar that it comes from; it is then unpacked again.
    void removeCutFiles() {
        try {
            List<Path> cut = files().stream().filter(this::isCut).toList();
            for (Path file : cut) {
                Files.delete(file);
            }
            if (!cut.isEmpty()) {
                // DJL unpacks a folder as a whole, and looks for this file of it.
                Files.deleteIfExists(folder.resolve(System.mapLibraryName("torch")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    folder + " has files of the engine that were cut short and cannot be removed: remove the folder",
                    e);
        }
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private boolean isCut(Path file) {
        OptionalLong whole = wholeSize(String.valueOf(file.getFileName()));
        return whole.isPresent() && file.toFile().length() != whole.getAsLong();
    }

    /// Empty for a file that is not from a jar.
    OptionalLong wholeSize(String name) {
        OptionalLong library = size(source + name);
        return library.isPresent() ? library : size(jniSource + name.substring(name.indexOf('-') + 1));
    }

    private static OptionalLong size(String resource) {
        URL found = EngineLibraries.class.getClassLoader().getResource(resource);
        if (found == null) {
            return OptionalLong.empty();
        }
        try {
            URLConnection connection = found.openConnection();
            long size = connection.getContentLengthLong();
            return size < 0 ? OptionalLong.empty() : OptionalLong.of(size);
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }
}
