/// The tree-structured Parzen estimator.
///
/// [TpeSampler] makes [Group]s of a space's parameters; each reads what is [Observed] of it into coordinates on an
/// [Axis] for each parameter, and splits that into two [Parzen] estimators, which mix [Kernels] of each parameter.
/// What it remembers of a history only saves time.
@org.jspecify.annotations.NullMarked
package ctrsweep.search.tpe;
