@org.jspecify.annotations.NullMarked
package ctrsweep.search;
