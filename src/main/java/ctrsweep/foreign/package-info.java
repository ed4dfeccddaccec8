/// Configs of other systems, read as they are and written as configs and sweep specs of ours.
///
/// A file becomes keys and values with the place of each ([ctrsweep.config.PlacedValues]), of protobuf text
/// ([ProtoText]) or YAML. A [KeyReader] reads the keys of each group and remembers which of them were asked for: all
/// others are reported. So no key of a file is passed over in silence, not even one of a later version of these
/// systems. Where a default of another system differs from ours, the config writes it out.
///
/// TorchEasyRec's messages are those of its `tzrec/protos`; FuxiCTR's keys are the arguments of its models.
@org.jspecify.annotations.NullMarked
package ctrsweep.foreign;
