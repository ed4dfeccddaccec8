@org.jspecify.annotations.NullMarked
package ctrsweep.model;
