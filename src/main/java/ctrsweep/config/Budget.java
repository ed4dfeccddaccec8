package ctrsweep.config;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// When a launch stops taking new trials.
///
/// @param trials of the whole sweep
/// @param wall of one launch
/// @param failures in one launch
public record Budget(OptionalLong trials, Optional<Duration> wall, OptionalLong failures) {}
