package ctrsweep.report.importance;

/// How much one parameter mattered.
///
/// @param share from 0 to 1; the shares of all parameters sum to 1
/// @param low where 95% of the shares begin that resampled points give; never above `share`
/// @param high where they end; never below `share`
public record Importance(String parameter, double share, double low, double high) {}
