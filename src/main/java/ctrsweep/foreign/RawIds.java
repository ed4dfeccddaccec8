package ctrsweep.foreign;

/// What becomes of ids that a config says are encoded already, where the files hold the values themselves.
///
/// @param mostBuckets 0: the files are as the config says; else such ids are hashed, each table into at most so many
public record RawIds(long mostBuckets) {
    boolean areHashed() {
        return mostBuckets > 0;
    }
}
