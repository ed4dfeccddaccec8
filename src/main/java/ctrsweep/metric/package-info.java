/// What is measured, and which way it improves.
@org.jspecify.annotations.NullMarked
package ctrsweep.metric;
