package ctrsweep.data.table;

import java.util.Locale;
import java.util.Optional;

/// How large the numbers of a dense input are that the model gets as they stand.
///
/// From one million on they are told. A step of Adam moves each weight by about the learning rate, 0.001: an input
/// of 1e6 so moves a logit by 1,000, and every prediction becomes 0 or 1, or nan. Above 2^24, 1.7e7, a float32
/// does not even tell neighbouring whole numbers apart, so that ids become equal.
final class Magnitude {
    private static final double LARGE = 1e6;

    private final String field;
    private double most;

    Magnitude(String field) {
        this.field = field;
    }

    void learn(double number) {
        most = Math.max(most, Math.abs(number));
    }

    /// A warning, if the numbers are too large.
    Optional<String> remark() {
        return most < LARGE
                ? Optional.empty()
                : Optional.of(
                        ("field %s has numbers as large as %s and is not normalised, so that it can make training "
                                        + "meaningless; set normalize: [zscore] or [log1p, zscore] for it, or kind: sparse if "
                                        + "its numbers are names")
                                .formatted(field, String.format(Locale.ROOT, "%.3g", most)));
    }
}
