package ctrsweep.sweep;

/// The device computes nothing more in this process, as CUDA after an error of a kernel. That is no result: the
/// trial is not to blame, and the next one would fare no better.
public final class DeviceLostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DeviceLostException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
