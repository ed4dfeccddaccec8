package ctrsweep.config;

import java.util.Optional;
import java.util.OptionalInt;

/// How many workers run trials, and which GPUs they share. None of it affects results.
///
/// @param count trials at a time, or groups of trials that train in one step; empty for as many as suits the device,
///     or as there are GPUs for
/// @param gpus only for a program; empty where it sees the GPUs that the launch sees
public record Workers(OptionalInt count, Optional<GpuShare> gpus) {}
