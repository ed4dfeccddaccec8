package ctrsweep.data;

import ctrsweep.settings.Pooling;

/// One input of a model.
///
/// @param kind how its numbers are read
/// @param vocabulary number of ids, the unknown id 0 included; 0 for a dense field
/// @param width length of its embedding vector
/// @param length slots of a sequence field; 1 for the others
/// @param table fields of one table have ids, weights and width in common; the name of the field where it has
///     its own
/// @param pooling of a sequence; [Pooling#MEAN] for the others
/// @param weighted whether each id of a sequence has a weight: its vector times the weight is summed, and for a mean
///     divided by the sum of the weights
public record Field(
        String name,
        Kind kind,
        int vocabulary,
        int width,
        int length,
        String table,
        Pooling pooling,
        boolean weighted) {

    public enum Kind {
        /// One id.
        SPARSE,
        /// Up to `length` ids, padded with 0 at the end; embedded as their mean or sum.
        SEQUENCE,
        /// One number.
        DENSE
    }

    public static Field sparse(String name, int vocabulary, int width) {
        return new Field(name, Kind.SPARSE, vocabulary, width, 1, name, Pooling.MEAN, false);
    }

    public static Field sequence(String name, int vocabulary, int width, int length) {
        return new Field(name, Kind.SEQUENCE, vocabulary, width, length, name, Pooling.MEAN, false);
    }

    public static Field dense(String name, int width) {
        return new Field(name, Kind.DENSE, 0, width, 1, name, Pooling.MEAN, false);
    }

    /// The same field with its ids in another table, which further fields may have too.
    public Field in(String shared) {
        return new Field(name, kind, vocabulary, width, length, shared, pooling, weighted);
    }

    public Field pooledBy(Pooling other) {
        return new Field(name, kind, vocabulary, width, length, table, other, weighted);
    }

    /// The same sequence with a weight for each id.
    public Field withWeights() {
        return new Field(name, kind, vocabulary, width, length, table, pooling, true);
    }

    Field ofWidth(int other) {
        return new Field(name, kind, vocabulary, other, length, table, pooling, weighted);
    }

    /// Whether both can look their ids up in the same weights.
    boolean isLike(Field other) {
        return kind != Kind.DENSE && other.kind != Kind.DENSE && vocabulary == other.vocabulary && width == other.width;
    }
}
