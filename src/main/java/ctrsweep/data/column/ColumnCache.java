package ctrsweep.data.column;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/// A folder of files of columns, `NAME-FINGERPRINT.columns`, the fingerprint by its first 16 digits. Each is built
/// once: of several threads and processes that want it, one builds and the others wait. They wait for a lock on the
/// file `NAME.lock`, which the system frees when its owner ends, however it ends.
///
/// At most `kept` files of a name are kept; when another has been built, the one built longest ago is deleted
/// first. A process that has it mapped keeps it.
///
/// @param folder made when the first file is built
/// @param kept files of a name, at least 1
public record ColumnCache(Path folder, int kept) {
    private static final String SUFFIX = ".columns";
    /// A file's lock is the process's; these are its threads'.
    private static final ConcurrentHashMap<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    public ColumnCache {
        folder = folder.toAbsolutePath().normalize();
        if (kept < 1) {
            throw new IllegalArgumentException("a cache must keep at least 1 file, not " + kept);
        }
    }

    /// Fills a file.
    public interface Content<X extends Exception> {
        void into(FileWriter writer) throws IOException, X;
    }

    /// A file, and what was found in its place before.
    ///
    /// @param before what stood there: [Found.Whole] when nothing had to be built
    public record Opened(ColumnFile file, Found before) {}

    /// The path of the file, whether it exists or not.
    ///
    /// @param name of the data, fit for a file's name
    public Path place(String name, Fingerprint fingerprint) {
        return folder.resolve("%s-%s%s".formatted(name, fingerprint.brief(), SUFFIX));
    }

    /// The file, if it is there and whole.
    public Found find(String name, Fingerprint fingerprint) throws IOException {
        Found found = ColumnFile.open(place(name, fingerprint));
        return switch (found) {
            case Found.Whole(ColumnFile file)
            when !file.fingerprint().equals(fingerprint) ->
                new Found.Foreign(
                        file.path(),
                        "holds other data: its fingerprint is "
                                + file.fingerprint().hex());
            case Found.Whole _, Found.Missing _, Found.Foreign _, Found.Damaged _ -> found;
        };
    }

    /// Returns the file, built if it is missing or damaged. If `content` throws, or the disk is full, nothing
    /// remains.
    public <X extends Exception> Opened open(String name, Fingerprint fingerprint, Content<X> content)
            throws IOException, X {
        Found before = find(name, fingerprint);
        if (before instanceof Found.Whole(ColumnFile file)) {
            return new Opened(file, before);
        }
        Files.createDirectories(folder);
        Path lock = folder.resolve(name + ".lock");
        ReentrantLock thread = THREADS.computeIfAbsent(lock, _ -> new ReentrantLock());
        thread.lock();
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            return openAlone(name, fingerprint, content);
        } finally {
            thread.unlock();
        }
    }

    private <X extends Exception> Opened openAlone(String name, Fingerprint fingerprint, Content<X> content)
            throws IOException, X {
        Found before = find(name, fingerprint);
        if (before instanceof Found.Whole(ColumnFile file)) {
            return new Opened(file, before);
        }
        Path place = place(name, fingerprint);
        BuildFolders.clear(folder, names(name));
        ColumnFile.write(place, BuildFolders.of(place), fingerprint, content);
        prune(name, place);
        if (ColumnFile.open(place) instanceof Found.Whole(ColumnFile file)) {
            return new Opened(file, before);
        }
        throw new IOException(place + " was written but is not whole");
    }

    private void prune(String name, Path built) throws IOException {
        record Old(Path file, FileTime time) {}
        List<Old> old = new ArrayList<>();
        for (Path file : BuildFolders.matching(folder, names(name))) {
            if (!file.equals(built)) {
                old.add(new Old(file, Files.getLastModifiedTime(file)));
            }
        }
        old.sort(Comparator.comparing(Old::time).reversed());
        for (Old file : old.subList(Math.min(kept - 1, old.size()), old.size())) {
            Files.deleteIfExists(file.file());
        }
    }

    /// A file's name, of whatever fingerprint: that of the data `a-b` is none of the data `a`.
    private static String names(String name) {
        return Pattern.quote(name) + "-[0-9a-f]{16}" + Pattern.quote(SUFFIX);
    }
}
