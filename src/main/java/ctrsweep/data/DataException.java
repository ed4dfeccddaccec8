package ctrsweep.data;

import org.jspecify.annotations.Nullable;

/// Data that cannot be had or read. The message says which file, where in it, what is wrong, and what to do.
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DataException(String message) {
        super(message);
    }

    public DataException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
