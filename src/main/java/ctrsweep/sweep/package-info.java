/// The sweep itself: which trials there are, the loop that runs them, and the two ports it runs them through.
///
/// A [ctrsweep.sweep.TrialRunner] trains one trial, a [ctrsweep.sweep.SweepLog] remembers what happened. Neither is
/// known here beyond its interface, so the whole orchestration runs in milliseconds in tests with a formula as the
/// trainer.
///
/// Trials are ranked, learnt from and pruned only among those of their generation, which rests on the same
/// [ctrsweep.sweep.Basis]: files, split, metrics and numerics. The runner tells what a trial rests on before its
/// first epoch, and the log refuses what differs.
@org.jspecify.annotations.NullMarked
package ctrsweep.sweep;
