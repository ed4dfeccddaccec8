package ctrsweep.data.column;

import java.lang.foreign.MemorySegment;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The tables and columns of a file, with their offsets.
record Directory(Fingerprint fingerprint, List<Entry> tables) {
    private static final int FINGERPRINT_BYTES = 32;

    Directory {
        tables = List.copyOf(tables);
    }

    record Entry(String name, long rows, List<Place> columns) {
        Entry {
            columns = List.copyOf(columns);
        }
    }

    /// @param sections one, or of ragged columns two: where rows begin, and the values
    record Place(ColumnType column, List<FileSection> sections) {
        Place {
            sections = List.copyOf(sections);
        }

        /// Whether lengths are as the rows want them and nothing lies outside the file's first `end` bytes.
        private boolean fits(long rows, long end) {
            long first = column.kind().isRagged()
                    ? Math.multiplyExact(Math.addExact(rows, 1), Long.BYTES)
                    : Math.multiplyExact(Math.multiplyExact(rows, column.width()), Integer.BYTES);
            return rows >= 0
                    && sections.getFirst().bytes() == first
                    && sections.getLast().bytes() % column.kind().bytes() == 0
                    && sections.stream()
                            .allMatch(section -> section.offset() >= Preamble.BYTES
                                    && section.offset() % FileSection.ALIGNMENT == 0
                                    && section.bytes() >= 0
                                    && section.bytes() <= end - section.offset());
        }
    }

    /// Names the first column whose bytes are not as they were written.
    ///
    /// @param map the file's bytes
    Optional<String> damage(MemorySegment map) {
        return tables.stream()
                .flatMap(table -> table.columns().stream()
                        .filter(place -> place.sections().stream().anyMatch(section -> section.isDamaged(map)))
                        .map(place -> "column %s of %s is not as it was written"
                                .formatted(place.column().name(), table.name())))
                .findFirst();
    }

    /// @param end after the last section
    /// @throws IllegalArgumentException when a section is not where it can be
    void check(long end) {
        for (Entry table : tables) {
            for (Place place : table.columns()) {
                if (!place.fits(table.rows(), end)) {
                    throw new IllegalArgumentException("column %s of %s does not fit"
                            .formatted(place.column().name(), table.name()));
                }
            }
        }
    }

    byte[] encoded() {
        Bytes bytes = new Bytes();
        bytes.put(fingerprint.bytes());
        bytes.put(tables.size());
        for (Entry table : tables) {
            bytes.put(table.name());
            bytes.put(table.rows());
            bytes.put(table.columns().size());
            for (Place place : table.columns()) {
                bytes.put(place.column().name());
                bytes.put(place.column().kind().code());
                bytes.put(place.column().width());
                for (FileSection section : place.sections()) {
                    bytes.put(section.offset());
                    bytes.put(section.bytes());
                    bytes.put(section.checksum());
                }
            }
        }
        return bytes.all();
    }

    /// @throws IllegalArgumentException when these are not a directory's bytes
    static Directory of(ByteBuffer bytes) {
        ByteBuffer in = bytes.order(ByteOrder.LITTLE_ENDIAN);
        try {
            byte[] fingerprint = new byte[FINGERPRINT_BYTES];
            in.get(fingerprint);
            List<Entry> tables = new ArrayList<>();
            for (int left = in.getInt(); left > 0; left--) {
                tables.add(new Entry(name(in), in.getLong(), places(in)));
            }
            return new Directory(Fingerprint.of(fingerprint), tables);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the directory is cut off", e);
        }
    }

    private static List<Place> places(ByteBuffer in) {
        List<Place> columns = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            ColumnType column = new ColumnType(name(in), ColumnType.Kind.of(in.getInt()), in.getInt());
            List<FileSection> sections = new ArrayList<>();
            for (int i = column.kind().isRagged() ? 2 : 1; i > 0; i--) {
                sections.add(new FileSection(in.getLong(), in.getLong(), in.getInt()));
            }
            columns.add(new Place(column, sections));
        }
        return columns;
    }

    private static String name(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] text = new byte[length];
        in.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /// Bytes that grow.
    private static final class Bytes {
        private ByteBuffer buffer = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);

        private ByteBuffer room(int bytes) {
            if (buffer.remaining() < bytes) {
                buffer.flip();
                buffer = ByteBuffer.allocate(2 * buffer.capacity() + bytes)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(buffer);
            }
            return buffer;
        }

        void put(byte[] value) {
            room(value.length).put(value);
        }

        void put(int value) {
            room(Integer.BYTES).putInt(value);
        }

        void put(long value) {
            room(Long.BYTES).putLong(value);
        }

        void put(String value) {
            byte[] text = value.getBytes(StandardCharsets.UTF_8);
            put(text.length);
            put(text);
        }

        byte[] all() {
            return Arrays.copyOf(buffer.array(), buffer.position());
        }
    }
}
