package ctrsweep.data.column;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A file of columns, mapped: the disk is read when a value is, and processes share its pages. Safe for several
/// threads. The mapping goes when nothing refers to it any more, so there is nothing to close; the file may be
/// deleted or replaced meanwhile.
public final class ColumnFile {
    private static final Set<Checked> CHECKED = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final Fingerprint fingerprint;
    private final Map<String, ColumnTable> tables;
    private final long bytes;

    private ColumnFile(Path path, long bytes, Fingerprint fingerprint, Map<String, ColumnTable> tables) {
        this.path = path;
        this.bytes = bytes;
        this.fingerprint = fingerprint;
        this.tables = new LinkedHashMap<>(tables);
    }

    /// A file whose columns have been read once, in this process, to see that they are as they were written.
    ///
    /// @param key what the file system calls it: a file that is put in its place is another
    private record Checked(Path path, long bytes, FileTime changed, String key) {
        static Checked of(Path path) throws IOException {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            return new Checked(path, file.size(), file.lastModifiedTime(), String.valueOf(file.fileKey()));
        }
    }

    /// Maps a file, whatever its fingerprint. The first time in a process its checksums are compared, which reads
    /// all of it.
    ///
    /// @throws IOException when it is there and cannot be read
    public static Found open(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return Files.exists(path) ? new Found.Foreign(path, "is no file") : new Found.Missing(path);
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer first = read(channel, new FileSection(0, Math.min(Preamble.BYTES, channel.size()), 0));
            if (!Preamble.begins(first)) {
                return new Found.Foreign(path, "does not begin as a file of columns");
            }
            if (first.remaining() < Preamble.BYTES) {
                return new Found.Damaged(path, "is cut off within its first bytes");
            }
            return open(path, channel, Preamble.of(first));
        } catch (NoSuchFileException _) {
            return new Found.Missing(path);
        } catch (IllegalArgumentException | ArithmeticException e) {
            return new Found.Damaged(path, String.valueOf(e.getMessage()));
        }
    }

    /// Writes a file whole or not at all. What stands in its place stays until then.
    ///
    /// @param place in a folder that is there
    /// @param launcher a folder beside it that is not there yet, in which the file is built
    public static <X extends Exception> void write(
            Path place, Path launcher, Fingerprint fingerprint, ColumnCache.Content<X> content) throws IOException, X {
        try (FileWriter writer = new FileWriter(place, launcher)) {
            content.into(writer);
            writer.finish(fingerprint);
        }
    }

    private static Found open(Path path, FileChannel channel, Preamble preamble) throws IOException {
        if (preamble.version() != Preamble.VERSION) {
            return new Found.Foreign(path, "is of version %d, not %d".formatted(preamble.version(), Preamble.VERSION));
        }
        if (preamble.length() != channel.size()) {
            return new Found.Damaged(path, "has %d bytes instead of %d".formatted(channel.size(), preamble.length()));
        }
        ByteBuffer bytes = read(channel, preamble.directory());
        if (Checksum.of(bytes.duplicate()) != preamble.directory().checksum()) {
            return new Found.Damaged(path, "its directory is not as it was written");
        }
        Directory directory = Directory.of(bytes);
        directory.check(preamble.directory().offset());
        MemorySegment map = channel.map(FileChannel.MapMode.READ_ONLY, 0, preamble.length(), Arena.ofAuto());
        Checked checked = Checked.of(path);
        if (!CHECKED.contains(checked)) {
            Optional<String> damage = directory.damage(map);
            if (damage.isPresent()) {
                return new Found.Damaged(path, damage.get());
            }
            CHECKED.add(checked);
        }
        Map<String, ColumnTable> tables = new LinkedHashMap<>();
        for (Directory.Entry table : directory.tables()) {
            tables.put(table.name(), ColumnTable.of(table, map));
        }
        return new Found.Whole(new ColumnFile(path, preamble.length(), directory.fingerprint(), tables));
    }

    /// @throws IllegalArgumentException when it is too long to be true
    private static ByteBuffer read(FileChannel channel, FileSection section) throws IOException {
        if (section.offset() < 0 || section.bytes() > channel.size() - section.offset()) {
            throw new IllegalArgumentException("its directory is cut off");
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(section.bytes()));
        while (bytes.hasRemaining() && channel.read(bytes, section.offset() + bytes.position()) >= 0) {}
        return bytes.flip();
    }

    /// Looks at all of the file again, to be called when its values cannot be right. A damaged one is deleted, so
    /// that it is built anew when it is next asked for.
    ///
    /// @return what is wrong, for a person; empty when it is whole, or another stands in its place
    public Optional<String> damage() {
        CHECKED.removeIf(checked -> checked.path().equals(path));
        try {
            if (open(path) instanceof Found.Damaged(Path file, String what)) {
                Files.deleteIfExists(file);
                return Optional.of("%s: %s".formatted(file, what));
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("%s: cannot be read: %s".formatted(path, e));
        }
    }

    public Path path() {
        return path;
    }

    /// Size of the file.
    public long bytes() {
        return bytes;
    }

    public Fingerprint fingerprint() {
        return fingerprint;
    }

    /// By name, in the order in which they were written.
    public Map<String, ColumnTable> tables() {
        return Collections.unmodifiableMap(tables);
    }

    /// @throws IllegalArgumentException when there is none
    public ColumnTable table(String name) {
        ColumnTable found = tables.get(name);
        if (found == null) {
            throw new IllegalArgumentException("%s has no table %s; it has %s".formatted(path, name, tables.keySet()));
        }
        return found;
    }
}
