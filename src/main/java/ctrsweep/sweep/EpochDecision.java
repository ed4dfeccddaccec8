package ctrsweep.sweep;

/// What a trial does after an epoch was committed. A trial that has reached its end ignores it.
public enum EpochDecision {
    GO_ON,
    /// The pruner ends the trial. It keeps its checkpoint, so that it can go on if it is promoted.
    PRUNE,
    /// The trial has used up its wall time and ends with the results that it has.
    TIME_OUT,
    /// The launch ends: the runner throws an [InterruptedException], and the next launch goes on from here.
    GIVE_BACK
}
