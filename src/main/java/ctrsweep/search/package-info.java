/// How a space is searched. Samplers and pruners are stateless: a proposal depends only on seed, draw number and
/// history, and a decision to stop or resume a trial only on the curves, so an interrupted sweep continues as an
/// uninterrupted one would.
@org.jspecify.annotations.NullMarked
package ctrsweep.search;
