package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ctrsweep.config.ExperimentReader;
import ctrsweep.data.Examples;
import ctrsweep.data.Field;
import ctrsweep.data.MappedRows;
import ctrsweep.data.Rows;
import ctrsweep.data.Schema;
import ctrsweep.data.TableOfRows;
import ctrsweep.data.TableRows;
import ctrsweep.data.column.ColumnCache;
import ctrsweep.data.column.Fingerprint;
import ctrsweep.model.Model;
import ctrsweep.settings.Experiment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Training on mapped rows is training on the same rows in arrays, bit for bit.
class BatchRowsTest {
    private static final int ROWS = 90;
    private static final int BATCH = 16;
    private static final int BATCHES = 6;
    private static final Schema SCHEMA = new Schema(List.of(
            Field.sparse("user", 20, 6),
            Field.sequence("tags", 7, 4, 3),
            Field.sparse("item", 15, 4),
            Field.sequence("history", 18, 6, 5),
            Field.dense("price", 6),
            Field.dense("age", 4)));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model_name=deepfm",
                "model_name=fm groups.wide=[item,history] groups.fm=[user,history] groups.deep=[price]",
                "model_name=xdeepfm cin.layer_sizes=[6,4]",
                "optimizer.row_wise=true dnn.dropout=0.3"
            })
    void equalsRowsInArrays(String settings) throws IOException {
        Torch torch = Torch.start();
        torch.prepareThread();
        Model model = Model.of(experiment(settings), SCHEMA, new Model.Kernels(true, true));
        int[] shuffled = EpochOrder.shuffled(ROWS, 1);
        MappedRows mapped = new MappedRows(mapped(), shuffled);
        try (NDManager manager = torch.manager(Device.cpu());
                ScriptedModel one = new ScriptedModel(manager, model, ModelState.initial(model, 3));
                ScriptedModel other = new ScriptedModel(manager, model, ModelState.initial(model, 3));
                ScriptedModel third = new ScriptedModel(manager, model, ModelState.initial(model, 3));
                DeviceRows arrays = one.rows(rows());
                BatchRows lived = new BatchRows(manager, model.inputs(), mapped.table(), BATCH, true);
                BatchRows copied = new BatchRows(manager, model.inputs(), mapped.table(), BATCH, false)) {
            NDArray order = manager.create(shuffled);
            NDArray losses = manager.create(new float[BATCHES]);
            for (int batch = 0; batch < BATCHES; batch++) {
                int begin = batch * BATCH;
                int end = Math.min(ROWS, begin + BATCH);
                one.step(arrays, order, losses, 0.01, new ScriptedModel.Batch(begin, end, batch, batch, batch + 1L));
                other.step(lived.gather(mapped, begin, end), lived.order(), losses, 0.01, small(begin, end, batch));
                third.step(copied.gather(mapped, begin, end), copied.order(), losses, 0.01, small(begin, end, batch));
            }
            assertThat(other.state().weights).isEqualTo(one.state().weights);
            assertThat(third.state().weights).isEqualTo(one.state().weights);
            assertThat(one.state().weights).isNotEqualTo(ModelState.initial(model, 3).weights);
        }
    }

    /// In memory; mapped, on the CPU; mapped, on another device, where they fit.
    @Test
    void feedsAreAlikeWhereverTheirRowsAre() throws IOException {
        Torch torch = Torch.start();
        torch.prepareThread();
        Model model = Model.of(experiment("model_name=deepfm"), SCHEMA, new Model.Kernels(true, true));
        TableRows table = mapped();
        int[] places = Arrays.copyOf(EpochOrder.shuffled(ROWS, 2), 50);
        MappedRows mapped = new MappedRows(table, places);
        int[] order = EpochOrder.shuffled(places.length, 3);
        List<float[]> logits = new ArrayList<>();
        List<float[]> weights = new ArrayList<>();
        try (NDManager manager = torch.manager(Device.cpu())) {
            record Way(Examples rows, boolean host) {}
            for (Way way : List.of(new Way(table.rows(places), true), new Way(mapped, true), new Way(mapped, false))) {
                try (ScriptedModel scripted = new ScriptedModel(manager, model, ModelState.initial(model, 3));
                        Feed natural = Feed.of(manager, model.inputs(), way.rows, new int[0], BATCH, way.host);
                        Feed shuffled = Feed.of(manager, model.inputs(), way.rows, order, BATCH, way.host);
                        NDArray losses = manager.create(new float[2])) {
                    for (int batch = 0; batch < 2; batch++) {
                        Feed.Stretch stretch = shuffled.stretch(batch * BATCH, (batch + 1) * BATCH);
                        scripted.step(
                                stretch.rows(),
                                shuffled.order(),
                                losses,
                                0.01,
                                new ScriptedModel.Batch(stretch.begin(), stretch.end(), batch, batch, batch + 1L));
                    }
                    weights.add(scripted.state().weights);
                    assertThat(natural.size()).isEqualTo(50);
                    logits.add(scripted.logits(scripted.feed(way.rows)));
                }
            }
        }
        assertThat(weights).allMatch(each -> Arrays.equals(each, weights.getFirst()));
        assertThat(logits).allMatch(each -> Arrays.equals(each, logits.getFirst()));
        assertThat(logits.getFirst()).hasSize(50);
    }

    private static ScriptedModel.Batch small(int begin, int end, int batch) {
        return new ScriptedModel.Batch(0, end - begin, batch, batch, batch + 1L);
    }

    private TableRows mapped() throws IOException {
        return TableRows.of(
                new ColumnCache(folder, 1)
                        .open("a", new Fingerprint.Parts().fingerprint(), file -> new TableOfRows(SCHEMA, rows())
                                .write(file, "train"))
                        .file()
                        .table("train"),
                SCHEMA);
    }

    private static Rows rows() {
        SplittableRandom random = new SplittableRandom(5);
        int[] sparse = new int[2 * ROWS];
        int[] sequences = new int[8 * ROWS];
        float[] dense = new float[2 * ROWS];
        float[] labels = new float[ROWS];
        float[] weights = new float[ROWS];
        Arrays.setAll(sparse, i -> random.nextInt(i % 2 == 0 ? 20 : 15));
        Arrays.setAll(sequences, i -> random.nextInt(i % 8 < 3 ? 7 : 18));
        for (int i = 0; i < ROWS; i++) {
            dense[2 * i] = (float) random.nextDouble(-1, 1);
            dense[2 * i + 1] = (float) random.nextDouble(-1, 1);
            labels[i] = i % 2;
            weights[i] = (float) random.nextDouble(0.5, 2);
        }
        return new Rows(ROWS, sparse, sequences, dense, labels, weights, new int[0]);
    }

    private static Experiment experiment(String settings) {
        List<String> all = new ArrayList<>(List.of("feature.fm_embed_dim=4", "dnn.hidden_units=[12, 8]"));
        all.addAll(List.of(settings.split(" ", -1)));
        return ExperimentReader.changed(Experiment.DEFAULTS, all);
    }
}
