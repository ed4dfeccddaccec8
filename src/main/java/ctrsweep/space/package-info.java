/// What a hyperparameter may be: values, domains, and assignments of values to dotted keys.
///
/// Nothing here knows where a space was written down or how it will be searched.
@org.jspecify.annotations.NullMarked
package ctrsweep.space;
