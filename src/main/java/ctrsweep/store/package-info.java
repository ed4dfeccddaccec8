@org.jspecify.annotations.NullMarked
package ctrsweep.store;
