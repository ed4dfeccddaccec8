/// What terminals show: pages, tables and sentences, made of results that have been read.
@org.jspecify.annotations.NullMarked
package ctrsweep.cli.text;
