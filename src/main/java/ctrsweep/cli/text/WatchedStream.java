package ctrsweep.cli.text;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/// Remembers why a stream could not be written, which a [java.io.PrintStream] does not tell.
public final class WatchedStream extends FilterOutputStream {
    private Optional<IOException> problem = Optional.empty();

    public WatchedStream(OutputStream out) {
        super(out);
    }

    /// The first problem.
    public Optional<IOException> problem() {
        return problem;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        try {
            out.write(octets, offset, length);
        } catch (IOException e) {
            problem = problem.or(() -> Optional.of(e));
            throw e;
        }
    }
}
