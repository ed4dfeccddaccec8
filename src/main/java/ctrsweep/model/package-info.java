/// Model definitions: which weights a model has, how they begin, and the script that computes with them.
///
/// A model is written once, in PyTorch's notation, as text under `ctrsweep/model/code`. Java decides the
/// layout of its weights (one flat vector, so that the optimiser and clipping are a handful of operations),
/// makes their first values, and packs script and settings into an archive that libtorch loads. To add a
/// model: a script beside `deepfm.py`, its name in [ctrsweep.model.Archive], a line in `Body`, a name in
/// `Experiment.ModelName`.
///
/// Nothing here knows the engine.
@org.jspecify.annotations.NullMarked
package ctrsweep.model;
