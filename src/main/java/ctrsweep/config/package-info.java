/// What a person writes: the experiment config and the sweep spec, read from YAML with the place of every
/// mistake.
///
/// Both are records, validated where they are born. SnakeYAML and the JSON library live only here.
@org.jspecify.annotations.NullMarked
package ctrsweep.config;
