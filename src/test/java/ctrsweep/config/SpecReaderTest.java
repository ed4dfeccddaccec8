package ctrsweep.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.TrainingSettings;
import ctrsweep.settings.TrainingSettings.Scheduler;
import ctrsweep.space.Choices;
import ctrsweep.space.Domain;
import ctrsweep.space.Interval;
import ctrsweep.space.Value;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecReaderTest {
    private static final Path EVERYTHING = Path.of("src/test/resources/specs/good/everything.yaml");

    @TempDir
    Path folder;

    private final SweepSpec spec = SpecReader.read(EVERYTHING, List.of("training.num_epochs=30", "device=cpu"));

    @Test
    void readsNameObjectiveMethodAndBudget() {
        assertThat(spec.name()).isEqualTo("everything-1.0");
        assertThat(spec.description()).contains("every key of a spec that this version knows");
        assertThat(spec.objective().metric()).isEqualTo(new Metric("val", "logloss"));
        assertThat(spec.objective().goal()).isEqualTo(Goal.MINIMIZE);
        assertThat(spec.objective().target()).hasValue(0.5);
        assertThat(spec.search().method()).isEqualTo(new Method.Random());
        assertThat(spec.search().seed()).isEqualTo(9);
        assertThat(spec.budget().trials()).hasValue(60);
        assertThat(spec.budget().wall()).contains(Duration.ofMinutes(90));
        assertThat(spec.budget().failures()).hasValue(5);
        assertThat(spec.workers()).isEqualTo(new Workers(OptionalInt.of(2), Optional.empty()));
        assertThat(spec.fuse()).hasToString("4");
    }

    @Test
    void appliesBaseThenOverridesThenCommandLine() {
        Experiment base = (Experiment) spec.base();
        assertThat(base.seed()).as("of the base file").isEqualTo(7);
        assertThat(base.data().generated().rows()).as("of overrides").isEqualTo(2000);
        assertThat(base.training().numEpochs()).as("of -O, over overrides").isEqualTo(30);
        assertThat(base.device()).isEqualTo("cpu");
        assertThat(base.data().numNegEval()).as("the default").isEqualTo(999);
    }

    @Test
    void constantsAndEarlyStopAndObjectiveBecomePartOfTheBase() {
        TrainingSettings training = ((Experiment) spec.base()).training();
        assertThat(training.batchSize()).isEqualTo(2048);
        assertThat(training.rankingKs()).containsExactly(5, 10);
        assertThat(training.scheduler()).isEqualTo(Scheduler.CONSTANT);
        assertThat(training.earlyStoppingPatience()).isEqualTo(3);
        assertThat(training.earlyStoppingMinDelta()).isEqualTo(1e-4);
        assertThat(training.metric()).isEqualTo("logloss");
    }

    @Test
    void readsEachKindOfDomain() {
        assertThat(spec.space().domains().keySet())
                .containsExactly(
                        "training.lr",
                        "feature.fm_embed_dim",
                        "dnn.hidden_units",
                        "dnn.dropout",
                        "dnn.activation",
                        "dnn.use_batch_norm",
                        "feature.embedding_l2_reg",
                        "training.steps_per_epoch",
                        "data.generated.users",
                        "training.gradient_clip_norm",
                        "training.gradient_clip_value");
        assertThat(domain("feature.fm_embed_dim"))
                .isEqualTo(new Choices(List.of(new Value.Int(8), new Value.Int(16), new Value.Int(32))));
        assertThat(domain("data.generated.users"))
                .isEqualTo(interval("10", "1000", Interval.Scale.LOG, Optional.empty(), Interval.Kind.WHOLE));
        assertThat(domain("training.steps_per_epoch"))
                .isEqualTo(interval("1", "8", Interval.Scale.LINEAR, Optional.empty(), Interval.Kind.WHOLE));
        assertThat(domain("dnn.dropout").size()).hasValue(6);
        assertThat(domain("dnn.dropout").at(3)).isEqualTo(new Value.Real(0.3));
        assertThat(domain("training.gradient_clip_value").at(1)).isEqualTo(new Value.Real(0.25));
        assertThat(domain("training.lr").size()).isEmpty();
    }

    @Test
    void everyDrawMakesAnExperiment() {
        for (long draw = 0; draw < 200; draw++) {
            var point = spec.search().sampler().suggest(draw, List.of()).point().orElseThrow();
            Experiment experiment = (Experiment) spec.config(point, OptionalLong.empty());
            assertThat(experiment.training().lr()).isBetween(1e-4, 1e-2);
            assertThat(new Value.Int(experiment.feature().fmEmbedDim()))
                    .isEqualTo(point.values().get("feature.fm_embed_dim"));
        }
    }

    @Test
    void theCommandLineCannotFixWhatVaries() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> SpecReader.read(EVERYTHING, List.of("training.lr=0.1")))
                .withMessage(EVERYTHING + ":10:3: parameters.training.lr: is also set by -O training.lr=0.1");
    }

    @Test
    void theHashSeesWhatDecidesTheTrialsAndNothingElse() throws IOException {
        String text = Files.readString(EVERYTHING);
        String hash = hash(text);
        assertThat(hash(text.replace("trials: 60", "trials: 90").replace("target: 0.5", "target: 0.4")))
                .as("budget and target")
                .isEqualTo(hash);
        assertThat(hash("# a comment\n"
                        + text.replace("workers: 2", "workers: auto").replace("fuse: 4", "fuse: off")))
                .as("comments, workers and fuse")
                .isEqualTo(hash);
        assertThat(hash(text.replace("[8, 16, 32]", "[8, 16]"))).as("a domain").isNotEqualTo(hash);
        assertThat(hash(text.replace("seed: 9", "seed: 8"))).as("the seed").isNotEqualTo(hash);
        assertThat(hash(text.replace("2048", "1024"))).as("a constant").isNotEqualTo(hash);
    }

    @Test
    void theBaseIsLookedForInTheFoldersAboveTheSpec() throws IOException {
        Path sweeps = Files.createDirectories(folder.resolve("sweeps/deep/er"));
        Files.createDirectories(folder.resolve("configs"));
        Files.writeString(folder.resolve("configs/base.yaml"), "seed: 77\n");
        Path file = Files.writeString(sweeps.resolve("spec.yaml"), """
                version: 1
                name: far
                base: configs/base.yaml
                method: grid
                parameters: {training.lr: {values: [0.1, 0.2]}}
                """);
        SweepSpec far = SpecReader.read(file, List.of());
        assertThat(far.base().seed()).isEqualTo(77);
        assertThat(far.objective())
                .isEqualTo(new Objective(new Metric("val", "auc"), Goal.MAXIMIZE, OptionalDouble.empty()));
        assertThat(far.search().seed()).isEqualTo(42);
        assertThat(far.workers().count()).isEmpty();
        assertThat(far.fuse()).isEqualTo(Fuse.AUTO);
    }

    private String hash(String text) throws IOException {
        Files.copy(
                EVERYTHING.resolveSibling("../base.yaml"),
                folder.resolve("base.yaml"),
                StandardCopyOption.REPLACE_EXISTING);
        return SpecReader.read(Files.writeString(folder.resolve("spec.yaml"), text), List.of())
                .planHash();
    }

    private Domain domain(String key) {
        return Objects.requireNonNull(spec.space().domains().get(key));
    }

    private static Interval interval(
            String min, String max, Interval.Scale scale, Optional<BigDecimal> step, Interval.Kind kind) {
        return new Interval(new BigDecimal(min), new BigDecimal(max), scale, step, kind);
    }

    private Workers workersOfAProgram(String workers) throws IOException {
        Path file = Files.writeString(folder.resolve("gpus.yaml"), """
                version: 1
                name: gpus
                runner: {command: [train, "{lr}"]}
                objective: {metric: auc, goal: maximize}
                method: grid
                parameters: {lr: [0.1, 0.2]}
                workers: %s
                """.formatted(workers));
        return SpecReader.read(file, List.of()).workers();
    }

    @Test
    void gpusSayHowManyTrialsRunAtATime() throws IOException {
        assertThat(workersOfAProgram("{gpus: [0, 1, 3, 2, 5], gpus_per_trial: 2}"))
                .isEqualTo(
                        new Workers(OptionalInt.of(2), Optional.of(new GpuShare(List.of("0", "1", "3", "2", "5"), 2))));
        assertThat(workersOfAProgram("{gpus: [GPU-8a1f, 1], count: 4}"))
                .isEqualTo(new Workers(OptionalInt.of(4), Optional.of(new GpuShare(List.of("GPU-8a1f", "1"), 1))));
        assertThat(workersOfAProgram("{gpus_per_trial: 2}"))
                .isEqualTo(new Workers(OptionalInt.empty(), Optional.of(new GpuShare(List.of(), 2))));
        assertThat(workersOfAProgram("{count: 3}")).isEqualTo(workersOfAProgram("3"));
        assertThat(new GpuShare(List.of(), 2).groups(List.of("0", "1", "3", "2", "5")))
                .containsExactly("0,1", "3,2");
    }
}
