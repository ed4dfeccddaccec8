package ctrsweep.files;

import java.io.IOException;
import java.io.UncheckedIOException;

/// A folder that a URI names cannot be used here: no library for its scheme, no such bucket, no rights, no server.
public final class UnreachableException extends UncheckedIOException {
    private static final long serialVersionUID = 1;

    public UnreachableException(String message, IOException cause) {
        super(message, cause);
    }
}
