package ctrsweep.foreign;

import java.nio.file.Path;
import java.util.Optional;

/// What else a config of FuxiCTR needs, as the person named it.
///
/// @param experiment the key of the experiment in a `model_config.yaml`; empty: its only one
/// @param models the `model_config.yaml` of a tuner's base experiment; empty: the one in its `base_config`
/// @param datasets the `dataset_config.yaml`; empty: the one beside the models
public record FuxiCtrFiles(Optional<String> experiment, Optional<Path> models, Optional<Path> datasets) {}
