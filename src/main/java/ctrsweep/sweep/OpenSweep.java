package ctrsweep.sweep;

/// A sweep that the log knows.
///
/// @param firstNumber number of this revision's first trial
/// @param generation from 1; the trials of one generation rest on the same [Basis]
public record OpenSweep(long id, long revisionId, long firstNumber, int generation) {}
