package ctrsweep.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;

/// A file of a trial cannot be written, because the disk is full for instance. That is no
/// result: the trial is not to blame, and the next one would fare no better.
public final class UnwritableException extends UncheckedIOException {
    private static final long serialVersionUID = 1;

    public UnwritableException(String message, IOException cause) {
        super(message, cause);
    }
}
