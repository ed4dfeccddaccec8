package ctrsweep.data;

import ctrsweep.metric.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// A data set, encoded and split. Safe for several threads: trials that share its settings share it.
public interface Dataset extends RowEncoder {

    /// The training rows of one pass, in the data set's own order. Negatives, where there are any, follow
    /// from seed and pass.
    ///
    /// @param pass from 1; an epoch, unless `training.steps_per_epoch` says otherwise
    Examples train(long seed, int pass);

    Examples validation();

    /// The rows of [#train] and those of validation, these too with the negatives of training rows.
    Examples trainAndValidation(long seed, int pass);

    /// Read once a trial, after the best epoch was chosen.
    Examples test();

    /// Keeps everything that encodes further rows in a file of its own, so that they can be encoded when the data has
    /// changed or is gone. Data sets with equal encoders share a file.
    ///
    /// @param folder created if it is missing
    /// @return the file; empty where the settings alone say how rows are encoded
    default Optional<Path> keepEncoders(Path folder) throws IOException {
        return Optional.empty();
    }

    /// Identifies this data: changes whenever a file, a setting or the encoding does.
    String fingerprint();

    /// Everything that the held-out rows, their labels and negatives depend on, by name, as text that changes
    /// whenever it does: results on data that differ in one of these cannot be compared. The encoding of rows is
    /// not among them.
    Map<String, String> evaluation();

    /// A line on how the data was read that a person should see, such as rows that were left out.
    default Optional<String> remark() {
        return Optional.empty();
    }

    /// Damage to the files that rows are read from, to be checked when rows make no sense. A damaged file is
    /// deleted, and encoded again when the data set is next loaded.
    default Optional<String> damage() {
        return Optional.empty();
    }

    /// The best that any model can reach, where it is known because the data was generated.
    default Map<Metric, Double> reachable() {
        return Map.of();
    }
}
