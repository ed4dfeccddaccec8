package ctrsweep.data;

/// One input of a model.
///
/// @param kind how its numbers are read
/// @param vocabulary number of ids, the unknown id 0 included; 0 for a dense field
/// @param width length of its embedding vector
/// @param length slots of a sequence field; 1 for the others
public record Field(String name, Kind kind, int vocabulary, int width, int length) {

    public enum Kind {
        /// One id.
        SPARSE,
        /// Up to `length` ids, padded with 0 at the end; embedded as their mean.
        SEQUENCE,
        /// One number.
        DENSE
    }

    public static Field sparse(String name, int vocabulary, int width) {
        return new Field(name, Kind.SPARSE, vocabulary, width, 1);
    }

    public static Field sequence(String name, int vocabulary, int width, int length) {
        return new Field(name, Kind.SEQUENCE, vocabulary, width, length);
    }

    public static Field dense(String name, int width) {
        return new Field(name, Kind.DENSE, 0, width, 1);
    }
}
