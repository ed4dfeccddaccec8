/// Assembles a launch: trial runners, folders of files, progress, and interruption.
@org.jspecify.annotations.NullMarked
package ctrsweep.cli.launch;
