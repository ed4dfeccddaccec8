package ctrsweep.settings;

/// How the embedding vectors of a sequence become one; an empty sequence has the zero vector.
public enum Pooling {
    MEAN,
    SUM
}
