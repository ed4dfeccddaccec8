package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ctrsweep.config.Experiment;
import ctrsweep.config.Experiment.Activation;
import ctrsweep.config.ExperimentReader;
import ctrsweep.data.Field;
import ctrsweep.data.Rows;
import ctrsweep.data.Schema;
import ctrsweep.model.Model;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The DNN's way back by hand against autograd's, on the same dropout masks.
class GradientByHandTest {
    private static final int ROWS = 64;
    private static final Schema SCHEMA = new Schema(List.of(
            Field.sparse("user", 9, 6),
            Field.sequence("tags", 7, 4, 3),
            Field.dense("price", 6),
            Field.dense("age", 2)));

    @ParameterizedTest
    @CsvSource({
        "RELU, 0.3, true, true, true",
        "RELU, 0.0, true, true, true",
        "RELU, 0.3, false, true, false",
        "LEAKY_RELU, 0.3, true, true, true",
        "GELU, 0.0, true, false, true",
        "TANH, 0.5, false, false, false"
    })
    void agrees(Activation activation, double dropout, boolean batchNorm, boolean first, boolean second) {
        Experiment experiment = experiment(activation, dropout, batchNorm, first, second);
        float[] byHand = gradient(experiment, true);
        float[] byAutograd = gradient(experiment, false);
        double largest = IntStream.range(0, byAutograd.length)
                .mapToDouble(i -> Math.abs(byAutograd[i]))
                .max()
                .orElse(0);
        assertThat(largest).isGreaterThan(1e-3);
        assertThat(byHand).containsExactly(byAutograd, Offset.offset((float) (1e-5 * largest)));
    }

    private static float[] gradient(Experiment experiment, boolean onednn) {
        Torch torch = Torch.start();
        torch.prepareThread();
        Model model = Model.of(experiment, SCHEMA, new Model.Kernels(onednn, true));
        try (NDManager manager = torch.manager(Device.cpu());
                ScriptedModel scripted = new ScriptedModel(manager, model, ModelState.initial(model, 3))) {
            NDArray order = manager.create(EpochOrder.shuffled(ROWS, 1));
            NDArray losses = manager.create(new float[1]);
            return scripted.gradient(scripted.rows(rows()), order, losses, new ScriptedModel.Batch(0, ROWS, 0, 11, 1));
        }
    }

    private static Rows rows() {
        SplittableRandom random = new SplittableRandom(5);
        float[] dense = new float[2 * ROWS];
        float[] labels = new float[ROWS];
        IntStream.range(0, dense.length).forEach(i -> dense[i] = (float) random.nextDouble(-1, 1));
        IntStream.range(0, ROWS).forEach(i -> labels[i] = random.nextInt(2));
        return new Rows(
                ROWS,
                random.ints(ROWS, 0, 9).toArray(),
                random.ints(3L * ROWS, 0, 7).toArray(),
                dense,
                labels,
                new int[0]);
    }

    private static Experiment experiment(
            Activation activation, double dropout, boolean batchNorm, boolean first, boolean second) {
        return ExperimentReader.changed(
                Experiment.DEFAULTS,
                List.of(
                        "seed=1",
                        "device=cpu",
                        "feature.fm_embed_dim=4",
                        "feature.embedding_l2_reg=0.001",
                        "fm.use_first_order=" + first,
                        "fm.use_second_order=" + second,
                        "dnn.hidden_units=[12, 8]",
                        "dnn.activation=" + activation.name().toLowerCase(Locale.ROOT),
                        "dnn.dropout=" + dropout,
                        "dnn.use_batch_norm=" + batchNorm));
    }
}
