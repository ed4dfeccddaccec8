package ctrsweep.config;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// When a launch stops taking new trials, and when a trial has had its time.
///
/// @param trials of the whole sweep
/// @param wall of one launch
/// @param trialWall of one trial; it then ends with what it came to
/// @param failures in one launch
public record Budget(
        OptionalLong trials, Optional<Duration> wall, Optional<Duration> trialWall, OptionalLong failures) {}
