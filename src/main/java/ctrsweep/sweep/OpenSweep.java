package ctrsweep.sweep;

/// A sweep that the log knows.
///
/// @param firstNumber number of this revision's first trial
public record OpenSweep(long id, long revisionId, long firstNumber) {}
