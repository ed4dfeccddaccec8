package ctrsweep.report;

/// How well the ranks of trials after an epoch agree with their final ranks.
///
/// @param correlation Spearman's rank correlation, from -1 to 1, of the best objective up to the epoch with the final
///     objective
/// @param trials how many trials are compared
public record RankCorrelation(int epoch, double correlation, int trials) {}
