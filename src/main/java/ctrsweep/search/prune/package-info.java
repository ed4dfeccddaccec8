/// Which trials continue: pure functions of the curves so far. ASHA and Hyperband pause a trial at a [Rung], from
/// which it may be promoted; the other pruners stop it for good.
@org.jspecify.annotations.NullMarked
package ctrsweep.search.prune;
