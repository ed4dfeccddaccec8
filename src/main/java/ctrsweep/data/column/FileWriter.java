package ctrsweep.data.column;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes a file of columns whole or not at all. Values stream to the disk, a file for each section in a folder
/// beside the file's place, and are put together by [#finish]: on the disk there must be room for all values,
/// floats as doubles, and, while they are put together, the largest column once more. In memory stand 256 KB for
/// each section. For one thread at a time.
public final class FileWriter implements Closeable {
    private static final byte[] PADDING = new byte[FileSection.ALIGNMENT];

    private final Path file;
    private final Path launcher;
    private final List<TableWriter> tables = new ArrayList<>();
    private final List<Spill> open = new ArrayList<>();

    /// @param file what is there stays until [#finish]
    /// @param launcher a folder that is not there yet, on the same disk
    FileWriter(Path file, Path launcher) throws IOException {
        this.file = file;
        this.launcher = Files.createDirectory(launcher);
    }

    /// Begins a table. Several may be written at the same time.
    ///
    /// @throws IllegalArgumentException when a name is there twice
    public TableWriter table(String name, List<ColumnType> columns) throws IOException {
        if (tables.stream().anyMatch(table -> table.name().equals(name))) {
            throw new IllegalArgumentException("two tables are called " + name);
        }
        Map<String, ColumnWriter> writers = new LinkedHashMap<>();
        for (ColumnType column : columns) {
            if (writers.put(column.name(), writer(column)) != null) {
                throw new IllegalArgumentException("two columns of %s are called %s".formatted(name, column.name()));
            }
        }
        TableWriter table = new TableWriter(name, writers);
        tables.add(table);
        return table;
    }

    private ColumnWriter writer(ColumnType column) throws IOException {
        return switch (column.kind()) {
            case INTS -> new IntWriter(column, spill());
            case FLOATS -> new FloatWriter(column, spill());
            case LISTS -> new ListWriter(column, spill(), spill());
            case TEXTS -> new TextWriter(column, spill(), spill());
        };
    }

    private Spill spill() throws IOException {
        Spill spill = new Spill(launcher.resolve("section-" + open.size()));
        open.add(spill);
        return spill;
    }

    /// Puts the file together, waits for the disk, and moves it to its place.
    ///
    /// @throws IllegalStateException when a row was begun but not ended
    void finish(Fingerprint fingerprint) throws IOException {
        Path whole = launcher.resolve("whole");
        try (FileChannel channel = FileChannel.open(
                whole, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.position(Preamble.BYTES);
            Output out = new Output(channel);
            List<Directory.Entry> entries = new ArrayList<>();
            for (TableWriter table : tables) {
                entries.add(append(channel, out, table));
            }
            byte[] directory = new Directory(fingerprint, entries).encoded();
            FileSection place =
                    new FileSection(out.position(), directory.length, Checksum.of(ByteBuffer.wrap(directory)));
            out.add(directory, 0, directory.length);
            out.flush();
            Preamble preamble = new Preamble(Preamble.VERSION, place.end(), place);
            channel.position(0);
            write(channel, preamble.encoded());
            channel.force(true);
        }
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Directory.Entry append(FileChannel file, Output out, TableWriter table) throws IOException {
        List<Directory.Place> places = new ArrayList<>();
        for (ColumnWriter column : table.columns()) {
            if (column.isBegun(table.rows())) {
                throw new IllegalStateException("column %s of %s: a row was begun but not ended"
                        .formatted(column.column().name(), table.name()));
            }
            List<FileSection> sections = new ArrayList<>();
            for (ColumnWriter.Content content : column.sections()) {
                sections.add(append(file, out, content));
            }
            column.close();
            places.add(new Directory.Place(column.column(), sections));
        }
        return new Directory.Entry(table.name(), table.rows(), places);
    }

    private static FileSection append(FileChannel file, Output out, ColumnWriter.Content content) throws IOException {
        long begin = out.position();
        content.appendTo(out);
        FileSection section = new FileSection(begin, out.position() - begin, checksum(file, out, begin));
        out.add(PADDING, 0, (int) (FileSection.aligned(section.end()) - section.end()));
        return section;
    }

    private static int checksum(FileChannel file, Output out, long begin) throws IOException {
        out.flush();
        try (Arena arena = Arena.ofConfined()) {
            return Checksum.of(file.map(FileChannel.MapMode.READ_ONLY, begin, out.position() - begin, arena));
        }
    }

    private static void write(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    /// Deletes everything but a finished file.
    @Override
    public void close() throws IOException {
        for (Spill spill : open) {
            spill.close();
        }
        BuildFolders.delete(launcher);
    }
}
