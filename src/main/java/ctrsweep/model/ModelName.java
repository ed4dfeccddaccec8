package ctrsweep.model;

import ctrsweep.model.Architecture.View;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.ModelCatalog;
import ctrsweep.settings.ModelKind;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The models. A new one needs a constant here.
public enum ModelName implements ModelKind {
    FM(Fm::new),
    WIDE_AND_DEEP(WideAndDeep::new),
    DEEPFM(DeepFm::new),
    XDEEPFM(XDeepFm::new),
    ATTENTION_DEEPFM(AttentionDeepFm::new),
    DCN_V2(DcnV2::new),
    FINAL_MLP(FinalMlp::new);

    @SuppressWarnings("ImmutableEnumChecker")
    private final Architecture architecture;

    ModelName(Supplier<Architecture> architecture) {
        this.architecture = architecture.get();
    }

    @Override
    public List<String> reads() {
        return Stream.of(
                        architecture.reads().stream(),
                        architecture.settings().keySet().stream().map(group -> group + "."),
                        Arrays.stream(View.values())
                                .filter(architecture.views()::contains)
                                .flatMap(view -> view.settings.stream()))
                .flatMap(settings -> settings)
                .distinct()
                .toList();
    }

    static Architecture architecture(Experiment experiment) {
        return ((ModelName) experiment.modelName()).architecture;
    }

    static List<String> scripts() {
        return Arrays.stream(values())
                .map(name -> name.architecture.script())
                .distinct()
                .toList();
    }

    /// The models, for package `settings`.
    public static final class Catalog implements ModelCatalog {
        @Override
        public List<ModelName> all() {
            return List.of(values());
        }

        @Override
        public ModelName standard() {
            return DEEPFM;
        }

        @Override
        public Map<String, Record> groups() {
            Map<String, Record> groups = new LinkedHashMap<>();
            all().forEach(name -> groups.putAll(name.architecture.settings()));
            return Collections.unmodifiableMap(groups);
        }
    }
}
