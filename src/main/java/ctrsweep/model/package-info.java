/// Model definitions: which weights a model has, how they begin, and the script that computes with them.
///
/// A model is written once, in PyTorch's notation, as text under `ctrsweep/model/code`. Java lays its weights out
/// in one flat vector, so that the optimiser and clipping are a handful of operations, draws their first values,
/// and packs script and settings into an archive that libtorch loads. To add a model: a script beside `deepfm.py`,
/// a class that implements [ctrsweep.model.Architecture], and a constant of [ctrsweep.model.ModelName].
///
/// A trained model leaves as the same scripts with its weights in one archive ([ctrsweep.model.Exported]), or as a
/// graph in ONNX ([ctrsweep.model.OnnxModel]), which each architecture describes a second time, in evaluation only;
/// package `onnx` writes it.
///
/// Nothing here knows the engine.
@org.jspecify.annotations.NullMarked
package ctrsweep.model;
