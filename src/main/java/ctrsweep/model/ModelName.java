package ctrsweep.model;

import ctrsweep.model.Architecture.View;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.ModelCatalog;
import ctrsweep.settings.ModelKind;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// The models. A new one needs a constant here.
public enum ModelName implements ModelKind {
    FM(new Fm()),
    WIDE_AND_DEEP(new DeepFm(false), "deepfm"),
    DEEPFM(new DeepFm(true)),
    XDEEPFM(new XDeepFm()),
    ATTENTION_DEEPFM(new AttentionDeepFm()),
    DCN_V2(new DcnV2()),
    FINAL_MLP(new FinalMlp());

    @SuppressWarnings("ImmutableEnumChecker")
    private final Architecture architecture;

    private final String script;

    ModelName(Architecture architecture) {
        this.architecture = architecture;
        script = name().toLowerCase(Locale.ROOT);
    }

    ModelName(Architecture architecture, String script) {
        this.architecture = architecture;
        this.script = script;
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
        return of(experiment).architecture;
    }

    /// The name of the model's script, `deepfm` for `deepfm.py`.
    static String script(Experiment experiment) {
        return of(experiment).script;
    }

    static List<String> scripts() {
        return Arrays.stream(values()).map(name -> name.script).distinct().toList();
    }

    private static ModelName of(Experiment experiment) {
        return (ModelName) experiment.modelName();
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
