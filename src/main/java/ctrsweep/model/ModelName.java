package ctrsweep.model;

import ctrsweep.settings.Experiment;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/// The models. A new one needs a constant here.
public enum ModelName {
    FM(Fm::new),
    WIDE_AND_DEEP(WideAndDeep::new),
    DEEPFM(DeepFm::new),
    XDEEPFM(XDeepFm::new),
    ATTENTION_DEEPFM(AttentionDeepFm::new);

    @SuppressWarnings("ImmutableEnumChecker")
    private final Architecture architecture;

    ModelName(Supplier<Architecture> architecture) {
        this.architecture = architecture.get();
    }

    static Architecture architecture(Experiment experiment) {
        return valueOf(experiment.modelName().name()).architecture;
    }

    static List<String> scripts() {
        return Arrays.stream(values())
                .map(name -> name.architecture.script())
                .distinct()
                .toList();
    }
}
