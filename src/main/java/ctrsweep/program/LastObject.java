package ctrsweep.program;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Optional;

/// The last JSON object of a log, which may extend over several lines.
final class LastObject {
    private static final int LOOKED_AT = 1 << 20;
    /// So many braces without a partner are tried at most, because each costs a pass over the text.
    private static final int MOST_UNCLOSED = 50;

    private LastObject() {}

    /// @param from the offset in bytes where this attempt's output begins
    static Optional<PrintedNumbers> of(Path log, long from) {
        String text = PrintedLine.visible(end(log, from));
        Optional<PrintedNumbers> last = Optional.empty();
        int unclosed = 0;
        Optional<PrintedObject> found = PrintedObject.in(text, 0);
        while (found.isPresent() && unclosed < MOST_UNCLOSED) {
            PrintedObject object = found.get();
            Optional<PrintedNumbers> read = object.closed() ? ParsedRows.object(object.text()) : Optional.empty();
            last = read.isPresent() ? read : last;
            unclosed += object.closed() ? 0 : 1;
            found = PrintedObject.in(text, object.closed() ? object.end() : object.start() + 1);
        }
        return last;
    }

    private static byte[] end(Path file, long from) {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long start = Math.max(from, log.length() - LOOKED_AT);
            byte[] bytes = new byte[(int) Math.max(0, log.length() - start)];
            log.seek(start);
            log.readFully(bytes);
            return bytes;
        } catch (IOException _) {
            return new byte[0];
        }
    }
}
