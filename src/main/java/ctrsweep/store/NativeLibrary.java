package ctrsweep.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.SQLiteDataSource;
import org.sqlite.util.LibraryLoaderUtil;

/// SQLite's native library. The driver unpacks it for each process, and a process that is killed does not delete
/// it. It can be unpacked once, into a folder that `-Dorg.sqlite.lib.path` names.
public final class NativeLibrary {
    private NativeLibrary() {}

    /// @param folder created if it is missing
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
