/// Text that people write: misspelt names and spans of time.
@org.jspecify.annotations.NullMarked
package ctrsweep.text;
