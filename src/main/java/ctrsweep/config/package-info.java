/// What a person writes: the experiment config and the sweep spec, read from YAML with the place of every
/// mistake.
///
/// Both are records, validated where they are born. SnakeYAML lives only here, and JSON is read only here.
///
/// A file becomes a tree that knows the place of each of its parts, the tree becomes settings by dotted name,
/// and those become an [ctrsweep.settings.Experiment], whose record components are the keys: a component added
/// to the record is at once a key of the files, of `overrides`, of `parameters` and of `-O`. Problems are
/// collected on the way and told together. Every value that a spec could assign is tried on the base while the
/// spec is read, or with another value that varies too, so that no trial fails for its config; which values
/// are wrong only together shows when the points are made. The model is asked too, as it may need other fields.
@org.jspecify.annotations.NullMarked
package ctrsweep.config;
