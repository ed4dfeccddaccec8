/// Hyperparameter importance: PED-ANOVA (Watanabe, Bansal and Hutter, IJCAI 2023, arXiv 2304.10255).
///
/// A parameter is important if the distribution of its values among the best points differs from that among all
/// points. Both densities are estimated by kernels on a grid of the parameter's domain. Their Pearson divergence is
/// the parameter's importance, reported as a share of the sum over all parameters. A parameter that is active in
/// some points only is compared within these (Theorem 4.2 of Conditional PED-ANOVA, arXiv 2601.20800); whether it
/// is active counts for the parameters of its condition. Only the order of the points matters, so pruned points
/// count too, after all others.
@org.jspecify.annotations.NullMarked
package ctrsweep.report.importance;
