package ctrsweep.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.search.prune.BandPruner;
import ctrsweep.search.prune.HyperbandPruner;
import ctrsweep.search.tpe.TpeSettings;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.ProgramConfig;
import ctrsweep.space.Assignment;
import ctrsweep.space.Interval;
import ctrsweep.space.Normal;
import ctrsweep.space.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What a spec says of its search, in all the ways in which it may be said.
class SearchSpecTest {
    private static final Path GOOD = Path.of("src/test/resources/specs/good");

    private static SweepSpec read(String name) {
        return SpecReader.read(GOOD.resolve(name), List.of());
    }

    @Test
    void readsWhatIsSearchedAndHow() {
        SweepSpec spec = read("search.yaml");
        Search search = spec.search();
        assertThat(search.method()).isEqualTo(new Method.Tpe(new TpeSettings(5, 12)));
        assertThat(search.seeds()).containsExactly(1L, 2L, 3L);
        assertThat(search.warmStart()).containsExactly("earlier");
        assertThat(search.pruning())
                .hasValue(new Pruning(
                        "hyperband", new Metric("val", "logloss"), Goal.MINIMIZE, new HyperbandPruner(2, 18, 3)));
        assertThat(spec.onFailure()).isEqualTo(new OnFailure(1, NanPolicy.KEEP));
        assertThat(spec.budget().trialWall()).contains(Duration.ofMinutes(40));
    }

    @Test
    void nestedAndDottedKeysAreTheSame() {
        assertThat(read("search.yaml").parameters())
                .containsExactly(
                        "model_name",
                        "attention.num_heads",
                        "attention.attention_dim",
                        "training.lr",
                        "dnn.dropout",
                        "feature.embedding_l2_reg");
    }

    @Test
    void normalDistributionsHaveTheirScale() {
        var domains = read("search.yaml").space().domains();
        assertThat(domains.get("dnn.dropout")).isEqualTo(new Normal(0.2, 0.01, Interval.Scale.LINEAR));
        assertThat(domains.get("feature.embedding_l2_reg")).isEqualTo(new Normal(-12, 1, Interval.Scale.LOG));
    }

    @Test
    void parametersTakePartOnTheirConditions() {
        SweepSpec spec = read("search.yaml");
        Map<String, Value> values = Map.of(
                "model_name", new Value.Text("attention_deepfm"),
                "attention.num_heads", new Value.Int(2));
        assertThat(spec.space().takesPart("attention.num_heads", values)).isTrue();
        assertThat(spec.space().takesPart("attention.attention_dim", values)).isFalse();
    }

    @Test
    void anEnqueuedPointHasTheBasesValuesForTheRestAndDerivedOnesFollow() {
        SweepSpec spec = read("search.yaml");
        Assignment point = spec.search().enqueued().getFirst();
        assertThat(point)
                .hasToString("model_name=deepfm training.lr=0.001 dnn.dropout=0.2 feature.embedding_l2_reg=1.0E-5");
        Experiment config = (Experiment) spec.config(point, OptionalLong.of(3));
        assertThat(config.schedule().minLr()).isEqualTo(1e-5);
        assertThat(config.seed()).isEqualTo(3);
    }

    @Test
    void aSweepFileOfWandbRunsAsItIsWithABase() {
        SweepSpec spec = read("wandb.yaml");
        assertThat(spec.name()).isEqualTo("from-elsewhere");
        assertThat(spec.objective().metric()).isEqualTo(new Metric("val", "auc"));
        assertThat(spec.search().method()).isEqualTo(new Method.Random());
        assertThat(spec.budget().trials()).hasValue(12);
        assertThat(spec.parameters()).containsExactly("training.lr", "training.batch_size", "dnn.dropout");
        assertThat(spec.base().seed()).isEqualTo(3);
        assertThat(spec.search().pruning().orElseThrow().pruner()).isEqualTo(new BandPruner(List.of(3, 9), 3, false));
        assertThat(spec.space().domains().get("dnn.dropout").size()).hasValue(6);
    }

    @Test
    void aProgramTakesWhateverParametersItHas() {
        SweepSpec spec = read("program.yaml");
        assertThat(spec.workload()).isInstanceOf(Workload.Running.class);
        assertThat(spec.objective().metric()).isEqualTo(new Metric("val", "loss"));
        assertThat(spec.parameters()).containsExactly("lr", "net.layers", "net.kind", "warmup");
        assertThat(spec.space().domains().get("net.layers").size())
                .as("whole numbers")
                .hasValue(4);
        Assignment point = spec.search().sampler().suggest(0, List.of()).point().orElseThrow();
        ProgramConfig config = (ProgramConfig) spec.config(point, OptionalLong.empty());
        assertThat(config.values()).containsEntry("epochs", new Value.Int(10));
        assertThat(ConfigTree.program(ConfigTree.of(config)).values())
                .as("of the database again")
                .containsAllEntriesOf(config.values());
    }

    @Test
    void parametersOfTheCommandLineStandInForTheSpecs() {
        SweepSpec spec = SpecReader.read(
                GOOD.resolve("search.yaml"),
                List.of(),
                List.of("training.lr=[0.1, 0.2]", "dnn.use_batch_norm={values: [true, false]}", "dnn.dropout=0.3"));
        assertThat(spec.space().domains().get("training.lr").size()).hasValue(2);
        assertThat(spec.parameters()).contains("dnn.use_batch_norm").doesNotContain("dnn.dropout");
        assertThat(((Experiment) spec.base()).dnn().dropout()).containsExactly(0.3);
    }

    @Test
    void aMistakeOnTheCommandLineIsToldAsItWasTyped() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> SpecReader.read(
                        GOOD.resolve("everything.yaml"),
                        List.of(),
                        List.of("training.lrr=[0.1]", "training.lr", "dnn.dropout={min: 0.1}")))
                .withMessage("""
                        -P training.lr: must be key=domain, as training.lr={values: [0.1, 0.01]}
                        -P dnn.dropout={min: 0.1}: parameters.dnn.dropout: needs max
                        -P training.lrr=[0.1]: parameters.training.lrr: no such setting; did you mean training.lr?""");
    }

    @Test
    void theHashOfThePlanSeesConditionsSeedsAndConstraints() {
        String plan = read("search.yaml").planHash();
        SweepSpec longer = SpecReader.read(
                GOOD.resolve("search.yaml"), List.of(), List.of("training.lr={min: 1e-4, max: 1, scale: log}"));
        assertThat(longer.planHash()).isNotEqualTo(plan);
        assertThat(read("search.yaml").planHash()).isEqualTo(plan);
    }
}
