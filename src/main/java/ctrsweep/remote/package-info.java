/// Files of trials in an object store. A trial works in a local folder; its files are fetched before it begins and
/// stored while it runs, and only what is stored is recorded.
@org.jspecify.annotations.NullMarked
package ctrsweep.remote;
