package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ctrsweep.config.ExperimentReader;
import ctrsweep.data.Field;
import ctrsweep.data.Rows;
import ctrsweep.data.Schema;
import ctrsweep.model.Model;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.Pooling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every operator that a step and an evaluation call on a device other than the CPU, autograd's own included,
/// is one that PyTorch 2.7.1 has for Apple's GPU. The operators are seen with the engine's profiler.
class OperatorAuditTest {
    private static final int ROWS = 64;
    private static final Schema SCHEMA = new Schema(List.of(
            Field.sparse("user", 90, 6),
            Field.sparse("hour", 24, 4),
            Field.sequence("tags", 7, 4, 3),
            Field.sequence("history", 80, 6, 5),
            Field.dense("price", 6)));

    /// Tables that are shared, and sums.
    private static final Schema SHARED = new Schema(List.of(
            Field.sparse("user", 90, 6),
            Field.sparse("hour", 24, 4),
            Field.sequence("tags", 7, 4, 3).pooledBy(Pooling.SUM),
            Field.sequence("history", 90, 6, 5).in("user").pooledBy(Pooling.SUM),
            Field.dense("price", 6)));

    /// Those of PyTorch 2.7.1's `native_functions.yaml` with a kernel for MPS, and compositions of such.
    private static final Set<String> ON_MPS = Set.of("""
            _reshape_alias _softmax _softmax_backward_data _to_copy _unsafe_view abs add add_ addcdiv_ addcmul addcmul_ addmm
            alias arange as_strided as_strided_ baddbmm batch_norm _batch_norm_impl_index
            binary_cross_entropy_with_logits bitwise_and block_diag bmm cat chunk clamp clamp_ clamp_max clamp_max_
            clamp_min clamp_min_ clone contiguous copy_ detach detach_ div div_ elu elu_ elu_backward embedding
            embedding_backward embedding_dense_backward empty empty_like empty_strided exp expand eye fill_ flatten ge
            gelu gelu_backward gt index_fill_ index_select item _local_scalar_dense layer_norm leaky_relu
            leaky_relu_backward lerp linalg_vector_norm linear log log1p log_sigmoid
            log_sigmoid_forward min requires_grad_ scalar_tensor logit logit_backward lt matmul max maximum mean
            minimum mm mul mul_ narrow native_batch_norm native_batch_norm_backward native_layer_norm
            native_layer_norm_backward neg new_empty new_empty_strided new_ones new_zeros norm one_hot ones ones_like
            permute pow reciprocal relu relu_ reshape resize_ resolve_conj result_type rsqrt rsub scatter_
            scatter_add_ select select_backward selu sigmoid sigmoid_backward silu silu_backward size slice
            slice_backward softmax split split_with_sizes sqrt square squeeze squeeze_ stack sub sub_ sum t tanh
            tanh_backward tensor threshold threshold_backward to transpose unflatten unsafe_split unsqueeze
            unsqueeze_ value_selecting_reduction_backward view where zero_ zeros zeros_like is_nonzero
            lift_fresh lift _has_compatible_shallow_copy_type unbind ne eq miopen_batch_norm _unique2 searchsorted sort
            _convolution argsort bitwise_right_shift bitwise_right_shift_
            bitwise_left_shift bitwise_left_shift_ bitwise_xor bitwise_xor_ view_copy
            lerp_ pow_ square_ sqrt_ index_add_ index_select_backward baddbmm_ addmm_ log_sigmoid_backward
            """.strip().split("\\s+"));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model_name=fm linear.bias=true",
                "model_name=wide_and_deep fusion.hidden_units=[6] fusion.use_batch_norm=true",
                "model_name=deepfm",
                "model_name=xdeepfm cin.layer_sizes=[6,4]",
                "model_name=attention_deepfm attention.attention_dim=6 attention.num_heads=3",
                "model_name=dcn_v2",
                "model_name=dcn_v2 dcn.low_rank=3 dcn.structure=parallel",
                "model_name=final_mlp final_mlp.first_context=[user,hour] final_mlp.num_heads=2",
                "groups.wide=[user] groups.fm=[user,tags] groups.deep=[price,tags]",
                "feature.variational_dropout=0.01 dnn.use_batch_norm=false dnn.use_layer_norm=true",
                "dnn.activation=leaky_relu",
                "dnn.activation=gelu",
                "dnn.activation=tanh",
                "dnn.activation=sigmoid",
                "dnn.activation=elu",
                "dnn.activation=selu",
                "dnn.activation=silu",
                "loss.name=focal",
                "loss.name=mse",
                "training.optimizer=adamw training.gradient_clip_value=0.5",
                "training.optimizer=sgd",
                "training.optimizer=adagrad",
                "training.optimizer=adagrad_decay optimizer.accumulator_decay_steps=1",
                "training.optimizer=rmsprop optimizer.sparse=adagrad",
                "optimizer.row_wise=true"
            })
    void everyOperatorOfTheDevicePathIsOnMps(String settings) throws IOException {
        assertOnMps(called(settings, SCHEMA, new Model.Kernels(false, false)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model_name=deepfm",
                "model_name=xdeepfm cin.layer_sizes=[6,4]",
                "feature.variational_dropout=0.01",
                "optimizer.row_wise=true"
            })
    void thoseOfSharedTablesToo(String settings) throws IOException {
        assertOnMps(called(settings, SHARED, new Model.Kernels(false, false)));
    }

    /// Fused steps have their own scripts.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "model_name=fm linear.bias=true",
                "model_name=wide_and_deep fusion.hidden_units=[6] fusion.use_batch_norm=true",
                "model_name=deepfm dnn.dropout=0.1 training.gradient_clip_norm=1 feature.embedding_l2_reg=0.1",
                "model_name=xdeepfm cin.layer_sizes=[6,4]",
                "model_name=attention_deepfm attention.attention_dim=6 attention.num_heads=3",
                "model_name=dcn_v2",
                "model_name=dcn_v2 dcn.low_rank=3 dcn.structure=parallel",
                "model_name=final_mlp final_mlp.first_context=[user,hour] final_mlp.num_heads=2",
                "groups.wide=[user] groups.fm=[user,tags] groups.deep=[price,tags]",
                "feature.variational_dropout=0.01 dnn.use_batch_norm=false dnn.use_layer_norm=true",
                "loss.name=focal loss.label_smoothing=0.1",
                "loss.name=mse",
                "training.optimizer=adamw training.gradient_clip_value=0.5 training.ema_decay=0.9",
                "training.optimizer=sgd",
                "training.optimizer=adadelta",
                "training.optimizer=adagrad_decay optimizer.accumulator_decay_steps=1",
                "training.optimizer=rmsprop optimizer.sparse=adagrad"
            })
    void everyOperatorOfAFusedStepIsOnMps(String settings) throws IOException {
        for (Schema schema : List.of(SCHEMA, SHARED)) {
            assertOnMps(calledFused(settings, schema));
        }
    }

    private Set<String> calledFused(String settings, Schema schema) throws IOException {
        List<String> all = new ArrayList<>(List.of("feature.fm_embed_dim=4", "dnn.hidden_units=[12, 8]"));
        all.addAll(List.of(settings.split(" ")));
        Experiment experiment = ExperimentReader.changed(Experiment.DEFAULTS, all);
        Torch torch = Torch.start();
        torch.prepareThread();
        Model model = Model.of(experiment, schema, new Model.Kernels(false, false, true));
        ModelState state = ModelState.initial(model, 3);
        Moments moments = Moments.none(model);
        List<Rows> rows = List.of(rows(), rows());
        int[] order = EpochOrder.shuffled(ROWS, 1);
        List<Step> steps = List.of(new Step(0, 11, 1, 0.01, 1));
        try (NDManager manager = torch.manager(Device.cpu());
                FusedScript script = new FusedScript(manager, model);
                FusedModel fused = new FusedModel(
                        script,
                        List.of(model, model),
                        List.of(state, state),
                        Collections.nCopies(
                                2, experiment.training().emaDecay() > 0 ? moments.averaging(state) : moments));
                FusedPass pass = fused.begin(rows, List.of(order, order), ROWS, true)) {
            pass.plan(List.of(steps, steps));
            return names(Profile.of(folder.resolve("trace.json"), () -> {
                pass.step(0);
                fused.logits(rows);
            }));
        }
    }

    private static void assertOnMps(Set<String> called) {
        assertThat(called).hasSizeGreaterThan(20);
        called.removeAll(ON_MPS);
        assertThat(called).isEmpty();
    }

    /// The audit itself: what only the host has would be seen.
    @Test
    void whatOnlyTheHostHasIsSeen() throws IOException {
        Set<String> called = called("model_name=deepfm", SCHEMA, new Model.Kernels(true, true));
        called.removeAll(ON_MPS);
        assertThat(called).contains("mkldnn::_linear_pointwise");
    }

    private Set<String> called(String settings, Schema schema, Model.Kernels kernels) throws IOException {
        List<String> all = new ArrayList<>(List.of("feature.fm_embed_dim=4", "dnn.hidden_units=[12, 8]"));
        all.addAll(List.of(settings.split(" ")));
        Experiment experiment = ExperimentReader.changed(Experiment.DEFAULTS, all);
        Torch torch = Torch.start();
        torch.prepareThread();
        Model model = Model.of(experiment, schema, kernels);
        try (NDManager manager = torch.manager(Device.cpu());
                ScriptedModel scripted = new ScriptedModel(manager, model, ModelState.initial(model, 3));
                DeviceRows rows = scripted.rows(rows())) {
            NDArray order = manager.create(EpochOrder.shuffled(ROWS, 1));
            NDArray losses = manager.create(new float[1]);
            Profile profile = Profile.of(folder.resolve("trace.json"), () -> {
                scripted.step(rows, order, losses, 0.01, new ScriptedModel.Batch(0, ROWS, 0, 11, 1));
                scripted.logits(rows);
            });
            return names(profile);
        }
    }

    private static Set<String> names(Profile profile) {
        Set<String> names = new TreeSet<>();
        profile.operators().stream()
                .map(Profile.Operator::name)
                .filter(name -> name.contains("::") && !name.contains("autograd::"))
                .forEach(name -> names.add(name.replace("aten::", "")));
        return names;
    }

    private static Rows rows() {
        SplittableRandom random = new SplittableRandom(5);
        int[] sparse = new int[2 * ROWS];
        int[] sequences = new int[8 * ROWS];
        float[] dense = new float[ROWS];
        Arrays.setAll(sparse, i -> random.nextInt(i % 2 == 0 ? 90 : 24));
        Arrays.setAll(sequences, i -> random.nextInt(i % 8 < 3 ? 7 : 80));
        IntStream.range(0, ROWS).forEach(i -> dense[i] = (float) random.nextDouble(-1, 1));
        float[] labels = new float[ROWS];
        IntStream.range(0, ROWS).forEach(i -> labels[i] = i % 2);
        return new Rows(ROWS, sparse, sequences, dense, labels, new int[0]);
    }
}
