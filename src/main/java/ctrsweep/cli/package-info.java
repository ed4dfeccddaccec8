@org.jspecify.annotations.NullMarked
package ctrsweep.cli;
