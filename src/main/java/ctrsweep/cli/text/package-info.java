/// What terminals show: pages, tables and sentences, made of results that were read already.
@org.jspecify.annotations.NullMarked
package ctrsweep.cli.text;
