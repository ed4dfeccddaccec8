/// Formats results for terminals as pages, tables and sentences.
@org.jspecify.annotations.NullMarked
package ctrsweep.cli.text;
