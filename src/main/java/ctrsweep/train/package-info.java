/// One trial, trained: epochs, schedule, early stopping, evaluation and the best epoch's weights.
///
/// The only package that knows the engine (DJL with PyTorch). A training step is one native call of the model's
/// script; everything around it, which must be readable and testable, is Java.
///
/// Trials train alone ([SingleModel]), or those of one shape in one step ([FusedModel]). In the latter case, too,
/// each has a thread, and is trained as if it were alone: a [FusedCrew] has the threads wait for each other, and a
/// [FusedGroup] does what they ask for together.
///
/// Each epoch leaves a checkpoint, from which a trial that was cut short goes on. It holds numbers only, no state
/// of a random generator or a schedule: what is drawn follows from seed, pass and batch, and schedule and early
/// stopping from the metrics of the epochs before. So a trial that goes on ends as it would have, bit for bit on
/// the CPU.
@org.jspecify.annotations.NullMarked
package ctrsweep.train;
