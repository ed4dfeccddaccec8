/// How a launch is put together: what runs the trials, where their files go, who reports and what interrupts.
@org.jspecify.annotations.NullMarked
package ctrsweep.cli.launch;
