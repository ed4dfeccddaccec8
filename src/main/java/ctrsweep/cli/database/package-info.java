/// Commands that change, check or carry the database itself, and so know what it is.
@org.jspecify.annotations.NullMarked
package ctrsweep.cli.database;
