/// The tree-structured Parzen estimator.
///
/// [TpeSampler] divides a space's parameters into [Group]s. The [GroupObservations] of a group are coordinates on
/// an [Axis] for each parameter. They are split into good and bad ones, and the [Parzen] estimators of both,
/// mixtures of the [Kernels] of each parameter, make a [DensityRatio].
@org.jspecify.annotations.NullMarked
package ctrsweep.search.tpe;
