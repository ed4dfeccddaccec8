package ctrsweep.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where the metrics of a program are read: in lines that it prints, in files that it writes, or in the last JSON
/// object that it prints.
///
/// @param lines forms of lines of standard output and standard error
/// @param patterns regular expressions for these lines
/// @param file a file with a name as in a [CommandTemplate], relative to the folder where the program runs
/// @param tensorboard a folder of event files, named like the file
/// @param lastObject whether the last JSON object of standard output counts
/// @param firstEpoch the number that the program gives to its first epoch: 0 or 1
public record MetricSources(
        Set<LineFormat> lines,
        List<MetricPattern> patterns,
        Optional<String> file,
        Optional<String> tensorboard,
        boolean lastObject,
        int firstEpoch) {
    public MetricSources {
        lines = Set.copyOf(lines);
        patterns = List.copyOf(patterns);
    }

    /// Whether lines of output are searched for metrics.
    public boolean readsLines() {
        return !lines.isEmpty() || !patterns.isEmpty();
    }
}
