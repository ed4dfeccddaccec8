/// How a space is searched. Samplers keep no state: what a draw proposes follows from seed, draw number and
/// history alone, so an interrupted sweep proposes what an uninterrupted one would. What TPE remembers of a history
/// only saves time.
///
/// [TpeSampler] makes [Group]s of a space's parameters; each reads what is [Observed] of it into coordinates on an
/// [Axis] for each parameter, and splits that into two [Parzen] estimators, which mix [Kernels] of each parameter.
@org.jspecify.annotations.NullMarked
package ctrsweep.search;
