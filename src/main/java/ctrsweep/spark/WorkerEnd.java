package ctrsweep.spark;

import java.io.Serializable;
import java.util.List;

/// How a worker ended.
///
/// @param host where it ran
/// @param ending why it took no further trials, the name of a constant; empty if it broke down
/// @param problems why it broke down
public record WorkerEnd(String host, String ending, List<String> problems) implements Serializable {
    public WorkerEnd {
        problems = List.copyOf(problems);
    }
}
