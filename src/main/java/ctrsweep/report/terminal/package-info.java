/// Curves as people see them in a terminal: block characters, or ASCII where the terminal has no others.
@org.jspecify.annotations.NullMarked
package ctrsweep.report.terminal;
