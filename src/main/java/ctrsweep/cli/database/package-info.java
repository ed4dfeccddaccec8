/// Commands that change, check or import the database. Only they and `cli.launch` depend on `store`.
@org.jspecify.annotations.NullMarked
package ctrsweep.cli.database;
