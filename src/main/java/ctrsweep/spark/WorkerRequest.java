package ctrsweep.spark;

import java.io.Serializable;
import java.util.List;

/// What a worker on another machine has to know.
///
/// @param words the command line of the launch
/// @param folder that its relative paths start from
/// @param home the project's folder
/// @param database a file or a URL
/// @param databaseId tells whether a file is the launch's database
/// @param outputs the folder of all files of sweeps
/// @param data the folder of data sets; empty if none was named
/// @param retryFailed whether trials that failed in an earlier launch are tried again
public record WorkerRequest(
        List<String> words,
        String folder,
        String home,
        String database,
        String databaseId,
        String outputs,
        String data,
        boolean retryFailed)
        implements Serializable {
    public WorkerRequest {
        words = List.copyOf(words);
    }
}
