package ctrsweep.report.importance;

/// The importance of one parameter.
///
/// @param share from 0 to 1; the shares of all parameters sum to 1
/// @param low lower end of the interval that contains 95% of the shares of resampled points; at most `share`
/// @param high upper end of that interval; at least `share`
public record Importance(String parameter, double share, double low, double high) {}
