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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Steps that touch only the rows that a batch looks up.
class RowWiseTest {
    private static final int ROWS = 96;
    private static final int BATCH = 16;
    private static final Schema SCHEMA = new Schema(List.of(
            Field.sparse("user", 200, 6),
            Field.sparse("item", 150, 4),
            Field.sparse("shop", 170, 6),
            Field.sparse("hour", 24, 4),
            Field.sequence("tags", 7, 4, 3),
            Field.sequence("history", 180, 6, 5),
            Field.dense("price", 6)));

    /// Rows that are not looked up have gradient 0, and these optimisers then leave them alone: both ways do
    /// the same.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "training.optimizer=adagrad optimizer.initial_accumulator=0.1",
                "training.optimizer=sgd optimizer.momentum=0",
                "training.optimizer=sgd optimizer.momentum=0 model_name=xdeepfm cin.layer_sizes=[6,4]",
                "training.optimizer=sgd optimizer.momentum=0 model_name=fm linear.embedding_dim=2",
                "training.optimizer=adagrad optimizer.sparse=sgd optimizer.sparse_lr=0.5 optimizer.momentum=0",
                "training.optimizer=adagrad feature.unknown=trained",
                "training.optimizer=adagrad groups.wide=[item,history] groups.fm=[user,item,tags] groups.deep=[shop,price]",
                "training.optimizer=adagrad feature.dense=raw feature.field_widths=shared"
            })
    void equalsTheDenseUpdateWhereThatLeavesOtherRowsAlone(String settings) {
        float[] dense = trained(settings + " optimizer.row_wise=false", true);
        float[] rowWise = trained(settings + " optimizer.row_wise=true", true);
        assertThat(rowWise).containsExactly(dense, Offset.offset(2e-5f));
        assertThat(trained(settings + " optimizer.row_wise=true", false)).containsExactly(dense, Offset.offset(2e-5f));
    }

    /// Adam's momentum moves a row long after it was looked up; row by row it rests.
    @Test
    void restsRowsThatAreNotLookedUp() {
        Experiment experiment = experiment("optimizer.row_wise=true feature.embedding_l2_reg=0.1");
        Model model = Model.of(experiment, SCHEMA, new Model.Kernels(true, true));
        float[] before = table(model, model.weights().initial(3));
        float[] after = table(model, trained("optimizer.row_wise=true feature.embedding_l2_reg=0.1", true));
        Rows rows = rows();
        for (int user = 1; user < 200; user++) {
            int id = user;
            boolean seen = java.util.stream.IntStream.range(0, ROWS).anyMatch(row -> rows.sparse()[row * 4] == id);
            assertThat(Arrays.equals(before, user * 6, user * 6 + 6, after, user * 6, user * 6 + 6))
                    .as("user %d, seen: %s", user, seen)
                    .isEqualTo(!seen);
        }
    }

    private static float[] table(Model model, float[] weights) {
        return model.weights()
                .named(weights)
                .getOrDefault("embedding.second_order_embeddings.user.weight", new float[0]);
    }

    private static float[] trained(String settings, boolean onednn) {
        Torch torch = Torch.start();
        torch.prepareThread();
        Model model = Model.of(experiment(settings), SCHEMA, new Model.Kernels(onednn, true));
        try (NDManager manager = torch.manager(Device.cpu());
                ScriptedModel scripted = new ScriptedModel(manager, model, ModelState.initial(model, 3));
                DeviceRows rows = scripted.rows(rows())) {
            NDArray order = manager.create(EpochOrder.shuffled(ROWS, 1));
            NDArray losses = manager.create(new float[ROWS / BATCH]);
            for (int batch = 0; batch < ROWS / BATCH; batch++) {
                scripted.step(
                        rows,
                        order,
                        losses,
                        0.01,
                        new ScriptedModel.Batch(batch * BATCH, (batch + 1) * BATCH, batch, 11, batch + 1));
            }
            return scripted.state().weights;
        }
    }

    private static Rows rows() {
        SplittableRandom random = new SplittableRandom(5);
        int[] vocabularies = {200, 150, 170, 24};
        int[] sparse = new int[4 * ROWS];
        int[] sequences = new int[8 * ROWS];
        float[] dense = new float[ROWS];
        float[] labels = new float[ROWS];
        Arrays.setAll(sparse, i -> random.nextInt(vocabularies[i % 4]));
        Arrays.setAll(sequences, i -> random.nextInt(i % 8 < 3 ? 7 : 180));
        for (int i = 0; i < ROWS; i++) {
            dense[i] = (float) random.nextDouble(-1, 1);
            labels[i] = i % 2;
        }
        return new Rows(ROWS, sparse, sequences, dense, labels, new int[0]);
    }

    private static Experiment experiment(String settings) {
        List<String> all = new ArrayList<>(List.of(
                "feature.fm_embed_dim=4",
                "feature.embedding_l2_reg=0",
                "dnn.hidden_units=[12, 8]",
                "dnn.use_batch_norm=false",
                "training.gradient_clip_norm=0.7"));
        all.addAll(List.of(settings.split(" ")));
        return ExperimentReader.changed(Experiment.DEFAULTS, all);
    }
}
