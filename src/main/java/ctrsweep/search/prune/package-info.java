/// Which trials are worth their epochs: pure functions of the curves so far. ASHA and Hyperband pause a trial at a
/// [Rung], from which it may be promoted; the others stop it.
@org.jspecify.annotations.NullMarked
package ctrsweep.search.prune;
