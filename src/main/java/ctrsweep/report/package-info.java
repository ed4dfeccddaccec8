@org.jspecify.annotations.NullMarked
package ctrsweep.report;
