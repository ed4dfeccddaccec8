package ctrsweep.model;

/// A layer that may have dropout.
///
/// @param units of the layer
record Dropout(double rate, int units) {}
