package ctrsweep.sweep;

/// What becomes of a trial after an epoch that was committed. Where it has come to its end by itself, that counts.
public enum EpochDecision {
    GO_ON,
    /// Others are more worth it: it ends here, pruned, and keeps what it needs to go on should it be promoted.
    PRUNE,
    /// Its time is over: it ends here, with what it came to.
    TIME_OUT,
    /// The launch ends: the runner throws an [InterruptedException], and the next launch goes on from here.
    GIVE_BACK
}
