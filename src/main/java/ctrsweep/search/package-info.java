/// How a space is searched. Samplers and pruners keep no state: what a draw proposes follows from seed, draw number
/// and history alone, and which trials stop or go on from their curves alone, so an interrupted sweep does what an
/// uninterrupted one would.
@org.jspecify.annotations.NullMarked
package ctrsweep.search;
