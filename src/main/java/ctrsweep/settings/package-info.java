/// Every setting of an experiment, typed, with its default and its bounds.
///
/// [ctrsweep.settings.Experiment] is a record whose components are the keys of `configs/*.yaml`, of `overrides`, of
/// `parameters` and of `-O`: a component added to the record is at once a key of all four. The package knows no
/// file format and no place in a file; `config` does.
@org.jspecify.annotations.NullMarked
package ctrsweep.settings;
