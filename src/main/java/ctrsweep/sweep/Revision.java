package ctrsweep.sweep;

import java.time.Instant;

/// A spec as it was launched under a sweep's name.
///
/// @param number from 1
/// @param launched for the first time
/// @param trials that it was the first to ask for
public record Revision(int number, Instant launched, String spec, long trials) {}
