@org.jspecify.annotations.NullMarked
package ctrsweep.train;
