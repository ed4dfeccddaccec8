/// One trial, trained: epochs, schedule, early stopping, evaluation and the best epoch's weights.
///
/// The only package that knows the engine (DJL with PyTorch). A training step is one native call of the model's
/// script; everything around it, which must be readable and testable, is Java.
@org.jspecify.annotations.NullMarked
package ctrsweep.train;
