/// How a space is searched. Samplers keep no state: what a draw proposes follows from seed, draw number and
/// history alone, so an interrupted sweep proposes what an uninterrupted one would.
@org.jspecify.annotations.NullMarked
package ctrsweep.search;
