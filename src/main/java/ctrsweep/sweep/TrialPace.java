package ctrsweep.sweep;

/// How long earlier trials took.
///
/// @param trials how many are known
/// @param secondsAnEpoch on average, training and validation
/// @param ofSweep whether they are of the same sweep, not only alike
public record TrialPace(long trials, double secondsAnEpoch, boolean ofSweep) {}
