package ctrsweep.sweep;

import java.util.List;

/// Thrown when results would be compared that rest on different data, splits or metrics. Nothing was written.
public final class IncomparableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private IncomparableException(String message) {
        super(message);
    }

    /// @param changes what is not as it was
    public static IncomparableException ofSweep(String sweep, List<String> changes) {
        return new IncomparableException("""
                the trials of sweep %s were measured on something else (%s), and results on different data cannot be ranked \
                together. Launch with the data as it was; or give the spec another name; or launch with --new-data, which \
                begins a new generation: the earlier trials stay, are marked, and neither rank nor guide the search any more\
                """.formatted(sweep, String.join("; ", changes)));
    }

    /// @param other sweep that this one would have learnt from
    public static IncomparableException ofWarmStart(String sweep, String other, List<String> changes) {
        return new IncomparableException("""
                warm_start: %s cannot learn from sweep %s, whose trials were measured on something else (%s); take %s out of \
                warm_start, or give both the same data\
                """.formatted(sweep, other, String.join("; ", changes), other));
    }
}
