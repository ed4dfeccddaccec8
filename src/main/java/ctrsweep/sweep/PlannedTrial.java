package ctrsweep.sweep;

import ctrsweep.settings.TrialConfig;
import ctrsweep.space.Assignment;

/// A trial that the spec asks for.
///
/// @param number its place in the sweep, from 0: a function of spec and seed alone, never of the order in which
///     trials run
/// @param assignment what varies
/// @param config the base config with overrides and assignment applied
/// @param configHash SHA-256 of the canonical config; equal configs are the same trial
public record PlannedTrial(long number, Assignment assignment, TrialConfig config, String configHash) {}
