package ctrsweep.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.SQLiteDataSource;
import org.sqlite.util.LibraryLoaderUtil;

/// SQLite's own library. Its driver unpacks it anew for each process, and leaves it behind when that is killed;
/// unpacked once, `-Dorg.sqlite.lib.path` names its folder.
public final class NativeLibrary {
    private NativeLibrary() {}

    /// @param folder made where it is missing
    public static void unpack(Path folder) throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        Files.createDirectories(folder);
        try (InputStream library = SQLiteDataSource.class.getResourceAsStream(resource)) {
            if (library != null) {
                Path part = folder.resolve(name + ".part");
                Files.copy(library, part, StandardCopyOption.REPLACE_EXISTING);
                Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }
}
