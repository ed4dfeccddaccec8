package ctrsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataPlacesTest {
    @TempDir
    Path folder;

    @Test
    void thePropertyComesBeforeTheVariable() {
        assertThat(DataPlaces.of(Map.of("CTRSWEEP_DATA", "/b"), properties("ctrsweep.data", "/a"))
                        .named())
                .contains(new DataPlaces.Named(Path.of("/a"), "property ctrsweep.data"));
        assertThat(DataPlaces.of(Map.of("CTRSWEEP_DATA", "/b"), properties("ctrsweep.data", ""))
                        .named())
                .contains(new DataPlaces.Named(Path.of("/b"), "variable CTRSWEEP_DATA"));
        assertThat(DataPlaces.of(Map.of("CTRSWEEP_DATA", ""), properties("user.home", "/h"))
                        .named())
                .isEmpty();
    }

    @Test
    void theCacheIsWhereTheSystemKeepsCaches() {
        assertThat(DataPlaces.of(Map.of(), properties("user.home", "/h")).cache())
                .isEqualTo(Path.of("/h/.cache/ctrsweep"));
        Properties mac = properties("user.home", "/h");
        mac.setProperty("os.name", "Mac OS X");
        assertThat(DataPlaces.of(Map.of(), mac).cache()).isEqualTo(Path.of("/h/Library/Caches/ctrsweep"));
        Path absolute = folder.toAbsolutePath();
        assertThat(DataPlaces.of(Map.of("XDG_CACHE_HOME", absolute.toString()), mac)
                        .cache())
                .isEqualTo(absolute.resolve("ctrsweep"));
        assertThat(DataPlaces.of(Map.of("XDG_CACHE_HOME", "relative"), properties("user.home", "/h"))
                        .cache())
                .isEqualTo(Path.of("/h/.cache/ctrsweep"));
    }

    @Test
    void autoFindsTheNamedFolderAndTheCache() throws IOException {
        Path named = Files.createDirectories(folder.resolve("ml-100k"));
        DataPlaces places = DataPlaces.of(Map.of("CTRSWEEP_DATA", folder.toString()), new Properties());
        assertThat(places.folder("auto", DownloadedArchive.MOVIELENS_100K, DataPlacesTest::noNotes))
                .isEqualTo(named);

        Path kept = Files.createDirectories(folder.resolve("cache/ctrsweep/ml-100k"));
        for (String name : DownloadedArchive.MOVIELENS_100K.sha256().keySet()) {
            Files.createFile(kept.resolve(name));
        }
        Map<String, String> environment =
                Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString());
        DataPlaces cached = DataPlaces.of(environment, new Properties());
        assertThatThrownBy(() -> cached.folder("auto", DownloadedArchive.MOVIELENS_100K, DataPlacesTest::noNotes))
                .as("looked for there, and seen to be cut")
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(kept + ": u.data is not as it was downloaded");
    }

    @Test
    void saysWhatToDoAboutAMissingFolder() {
        Path missing = folder.resolve("nowhere");
        DataPlaces named = DataPlaces.of(Map.of("CTRSWEEP_DATA", missing.toString()), new Properties());
        assertThatThrownBy(() -> named.folder("auto", DownloadedArchive.MOVIELENS_100K, DataPlacesTest::noNotes))
                .isInstanceOf(DataException.class)
                .hasMessage(missing.resolve("ml-100k")
                        + ": no such data folder; it is looked for there because of the variable CTRSWEEP_DATA;"
                        + " correct that, or unset it and the data is downloaded");
        assertThatThrownBy(() ->
                        named.folder(missing.toString(), DownloadedArchive.MOVIELENS_100K, DataPlacesTest::noNotes))
                .isInstanceOf(DataException.class)
                .hasMessage(missing + ": no such data folder; set data_dir to a folder with the data's files, or to"
                        + " auto");
    }

    private static void noNotes(String note) {
        throw new AssertionError("nothing should be downloaded: " + note);
    }

    private static Properties properties(String key, String value) {
        Properties properties = new Properties();
        properties.setProperty("os.name", "Linux");
        properties.setProperty(key, value);
        return properties;
    }
}
