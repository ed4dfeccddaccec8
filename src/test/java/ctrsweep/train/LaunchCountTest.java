package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ctrsweep.config.ExperimentReader;
import ctrsweep.data.Rows;
import ctrsweep.model.Model;
import ctrsweep.settings.Experiment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A step on a device takes as long as its launches: how many operators a fused step calls, and how many of these
/// do work on the device, on rows of MovieLens' fields. The operators are counted on the CPU with the engine's
/// profiler, without those that work on the CPU calls in turn: copies for numbers of other types, and the like.
class LaunchCountTest {
    private static final int ROWS = 64;

    /// Operators that only look at a tensor in another way, allocate, or call others.
    private static final Set<String> NO_KERNEL = Set.of("""
            _reshape_alias _unsafe_view alias as_strided batch_norm _batch_norm_impl_index chunk contiguous detach empty
            empty_like empty_strided expand flatten item _local_scalar_dense is_nonzero lift_fresh narrow new_empty
            new_empty_strided new_zeros norm ones_like permute requires_grad_ reshape resize_ resolve_conj result_type
            select slice split split_with_sizes square squeeze size stack t to _to_copy tensor transpose unbind unflatten
            unsqueeze view zeros_like zeros ones clone embedding embedding_backward matmul view_copy square_
            log_sigmoid select_backward slice_backward value_selecting_reduction_backward detach_ linear
            """.strip().split("\\s+"));

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "model_name=deepfm, 1, 406, 132",
        "model_name=deepfm, 7, 446, 142",
        "model_name=fm, 1, 245, 88",
        "model_name=wide_and_deep, 1, 387, 117",
        "model_name=xdeepfm, 1, 563, 164",
        "model_name=attention_deepfm, 1, 686, 205",
        "model_name=dcn_v2, 1, 426, 136",
        "model_name=final_mlp, 1, 638, 186"
    })
    void aStepCallsFew(String settings, int trials, int most, int mostKernels) throws IOException {
        List<Profile.Operator> operators = step(settings, trials);
        long calls = operators.stream().mapToLong(Profile.Operator::calls).sum();
        long kernels = operators.stream()
                .filter(operator -> works(operator.name()))
                .mapToLong(Profile.Operator::calls)
                .sum();
        assertThat(calls).as("calls").isBetween(50L, (long) most);
        assertThat(kernels).as("kernels").isBetween(20L, (long) mostKernels);
    }

    private static boolean works(String operator) {
        return operator.startsWith("aten::") && !NO_KERNEL.contains(operator.replace("aten::", ""));
    }

    private List<Profile.Operator> step(String settings, int trials) throws IOException {
        List<String> all = new ArrayList<>(
                List.of("feature.embedding_l2_reg=0.001", "dnn.dropout=0.1", "training.gradient_clip_norm=10"));
        all.addAll(List.of(settings.split(" ")));
        Experiment experiment = ExperimentReader.changed(Experiment.DEFAULTS, all);
        Torch torch = Torch.start();
        torch.prepareThread();
        Model model = Model.of(experiment, StepBenchmark.MOVIELENS, new Model.Kernels(false, false, true));
        Rows rows = new StepBenchmark(torch, new Devices(torch).choose("cpu"), StepBenchmark.MOVIELENS).rows(1, ROWS);
        ModelState state = ModelState.initial(model, 1);
        try (NDManager manager = torch.manager(Device.cpu());
                FusedScript script = new FusedScript(manager, model);
                FusedModel fused = new FusedModel(
                        script,
                        Collections.nCopies(trials, model),
                        Collections.nCopies(trials, state),
                        Collections.nCopies(trials, Moments.none(model)));
                FusedPass pass = fused.begin(
                        Collections.nCopies(trials, rows),
                        Collections.nCopies(trials, EpochOrder.shuffled(ROWS, 1)),
                        ROWS,
                        false)) {
            pass.plan(Collections.nCopies(trials, List.of(new Step(0, 1, 1, 0.001, 1), new Step(0, 2, 2, 0.001, 1))));
            pass.step(0);
            return Profile.of(folder.resolve("trace.json"), LaunchCountTest::works, () -> pass.step(1))
                    .operators()
                    .stream()
                    .filter(operator -> operator.name().startsWith("aten::"))
                    .toList();
        }
    }
}
