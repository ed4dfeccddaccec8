package ctrsweep.settings;

/// What stands for a sequence: made of the embedding vectors of its ids, and of nothing it is zero.
public enum Pooling {
    MEAN,
    SUM
}
