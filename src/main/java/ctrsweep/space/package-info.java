/// Search spaces: values, domains, assignments of values to dotted keys, and conditions on them.
///
/// A [ctrsweep.space.Condition] is a parsed predicate; [ctrsweep.space.Scope] evaluates it on values, and the
/// results database translates it to SQL. Nothing here knows the syntax of the files that declare a space, or how
/// it is searched.
@org.jspecify.annotations.NullMarked
package ctrsweep.space;
