package ctrsweep.config;

/// How a sweep handles trials that fail.
///
/// @param retries attempts after the first one, of a trial that failed for another reason than a loss that is no number
public record OnFailure(int retries, NanPolicy nan) {}
