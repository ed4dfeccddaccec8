/// Data sets as the model sees them: a schema of fields, and rows as columns of numbers.
@org.jspecify.annotations.NullMarked
package ctrsweep.data;
