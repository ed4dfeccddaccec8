/// Curves for a terminal, drawn with block characters or, if it cannot show these, ASCII.
@org.jspecify.annotations.NullMarked
package ctrsweep.report.terminal;
