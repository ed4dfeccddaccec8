package ctrsweep.train;

import ctrsweep.data.Examples;
import java.util.Map;

/// Where a trial's model is trained: alone, or in one step with others. For the trial's thread only.
interface TrainingBackend {

    /// The model as it begins, or as a checkpoint left it.
    TrainableModel open(ModelState state, Moments moments);

    /// The logit of each row by other weights, once the model is closed.
    float[] logits(ModelState state, Examples rows) throws InterruptedException;

    /// What is worth knowing of how it was trained.
    default Map<String, String> facts() {
        return Map.of();
    }
}
