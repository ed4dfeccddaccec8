package ctrsweep.config;

import java.util.List;
import java.util.stream.IntStream;

/// Which GPUs the workers of a program share, and how many each trial gets.
///
/// @param named numbers or UUIDs, as in `CUDA_VISIBLE_DEVICES`; empty for all that the machine has
/// @param perTrial at least 1
public record GpuShare(List<String> named, int perTrial) {
    public GpuShare {
        named = List.copyOf(named);
    }

    /// Divides GPUs into groups for one trial each, as values of `CUDA_VISIBLE_DEVICES`. GPUs that are too few for
    /// another group are left over.
    public List<String> groups(List<String> gpus) {
        return IntStream.range(0, gpus.size() / perTrial)
                .mapToObj(group -> String.join(",", gpus.subList(group * perTrial, (group + 1) * perTrial)))
                .toList();
    }
}
