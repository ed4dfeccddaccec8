/// Files: fingerprints, files that appear only when they are complete, and the reason why one could not be read.
@org.jspecify.annotations.NullMarked
package ctrsweep.files;
