package ctrsweep.train;

import ctrsweep.files.Sha256;
import ctrsweep.model.Model;
import ctrsweep.sweep.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The weights of a trial that has ended, for another to begin with.
public final class FirstWeights {
    private static final int MOST_NAMED = 5;

    private final String name;
    private final byte[] bytes;
    private final Consumer<String> notes;

    /// @param name of the file, for messages
    /// @param bytes a file of weights as a trial leaves them
    /// @param notes told which weights it gives, and which begin anew
    public FirstWeights(String name, byte[] bytes, Consumer<String> notes) {
        this.name = name;
        this.bytes = bytes.clone();
        this.notes = notes;
    }

    /// The name of the file.
    String name() {
        return name;
    }

    /// Weights that the file lacks, or has in another size, as those of another number of ids, begin anew.
    ///
    /// @throws TrainingFailure when it has none of the model's
    ModelState of(Torch torch, Model model, long seed) {
        Map<String, float[]> named;
        try {
            named = WeightsFile.named(bytes, torch);
        } catch (IllegalArgumentException e) {
            throw new TrainingFailure(StopReason.ERROR, name + " is no file of weights: " + e.getMessage());
        }
        ModelState first = ModelState.initial(model, seed);
        List<String> anew = new ArrayList<>(model.weights().take(named, first.weights));
        int all = model.weights().parameters().size();
        if (anew.size() == all) {
            throw new TrainingFailure(StopReason.ERROR, name + " has none of the weights of this model");
        }
        anew.addAll(model.statistics().take(named, first.statistics));
        notes.accept(
                "begins with the weights of " + name + (anew.isEmpty() ? "" : "; these begin anew: " + some(anew)));
        return first;
    }

    private static String some(List<String> names) {
        return names.size() <= MOST_NAMED
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_NAMED)) + " and " + (names.size() - MOST_NAMED) + " more";
    }

    String sha256() {
        return Sha256.of(bytes);
    }
}
