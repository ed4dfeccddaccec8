/// Bayesian optimisation with a Gaussian process.
///
/// [GpSampler] lays the results of a space on [Coordinates] and their losses on a normal scale ([Losses]). [Fit]
/// finds the hyperparameters of a [GaussianProcess] with a [Matern] kernel under a [Prior]. The [Acquisition] tells
/// how promising a point is, and the [AcquisitionSearch] finds the most promising one.
@org.jspecify.annotations.NullMarked
package ctrsweep.search.gp;
