/// What a hyperparameter may be: values, domains, and assignments of values to dotted keys.
///
/// A [ctrsweep.space.Condition] is what people ask of named values, read into a tree; who has values, or a
/// database of them, evaluates it. Nothing here knows where a space or a condition was written down, or how it
/// will be searched.
@org.jspecify.annotations.NullMarked
package ctrsweep.space;
