/// Which parameters mattered: PED-ANOVA (Watanabe, Bansal and Hutter, IJCAI 2023, arXiv 2304.10255).
///
/// A parameter mattered where its values among the best points are spread otherwise than among all. Both spreads are
/// estimated by kernels on a grid of the parameter's domain, and their Pearson divergence is its importance, told
/// as a share of the sum over all parameters. A parameter that takes part in some points only is compared within
/// these (Theorem 4.2 of Conditional PED-ANOVA, arXiv 2601.20800): whether it takes part is its condition's merit.
/// Only the order of the points counts, so that those that were pruned count too, behind all others.
@org.jspecify.annotations.NullMarked
package ctrsweep.report.importance;
