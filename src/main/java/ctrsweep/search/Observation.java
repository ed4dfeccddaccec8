package ctrsweep.search;

import ctrsweep.space.Assignment;

/// A finished point and what it came to.
///
/// @param value the objective
public record Observation(Assignment assignment, double value) {}
