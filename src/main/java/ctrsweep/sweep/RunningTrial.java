package ctrsweep.sweep;

/// A claim on a trial. The attempt number fences: writes of an older attempt are refused.
public record RunningTrial(long id, int attempt, PlannedTrial trial) {}
