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
import ctrsweep.model.ModelName;
import ctrsweep.settings.Experiment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every gradient that a script computes by hand against autograd's, on the same dropout masks.
class GradientByHandTest {
    private static final int ROWS = 64;
    private static final Schema SCHEMA = new Schema(List.of(
            Field.sparse("user", 9, 6),
            Field.sequence("tags", 7, 4, 3),
            Field.dense("price", 6),
            Field.dense("age", 2)));
    private static final Schema WEIGHTED = new Schema(List.of(
            Field.sparse("user", 9, 6),
            Field.sequence("tags", 7, 4, 3).withWeights(),
            Field.dense("price", 6),
            Field.dense("age", 2)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dnn.dropout=0.3",
                "dnn.dropout=0",
                "dnn.dropout=[0.3,0]",
                "fm.use_second_order=false dnn.dropout=0.3",
                "dnn.activation=leaky_relu dnn.dropout=0.3",
                "fm.use_first_order=false dnn.activation=gelu",
                "fm.use_first_order=false fm.use_second_order=false dnn.activation=tanh dnn.use_batch_norm=false",
                "dnn.activation=sigmoid",
                "dnn.activation=elu",
                "dnn.activation=selu",
                "dnn.activation=silu dnn.use_batch_norm=false",
                "dnn.norm_after_activation=true dnn.dropout=0.2",
                "dnn.norm_after_activation=true dnn.activation=tanh",
                "dnn.use_batch_norm=false dnn.use_layer_norm=true",
                "dnn.use_batch_norm=false dnn.use_layer_norm=true dnn.norm_after_activation=true",
                "dnn.use_bias=false",
                "fusion.hidden_units=[6,5] fusion.activation=tanh fusion.dropout=0.4",
                "model_name=wide_and_deep fusion.hidden_units=[6] fusion.use_layer_norm=true",
                "model_name=fm linear.bias=true",
                "model_name=fm linear.rescale=true linear.embedding_dim=3",
                "model_name=xdeepfm cin.layer_sizes=[6,5,4]",
                "model_name=xdeepfm cin.layer_sizes=[6,4] cin.split_half=false cin.use_relu=false",
                "model_name=attention_deepfm attention.attention_dim=6 attention.num_heads=3 attention.num_layers=2",
                "model_name=attention_deepfm attention.attention_dim=6 attention.num_heads=1 attention.use_residual=false",
                "model_name=dcn_v2 dnn.dropout=0.3",
                "model_name=dcn_v2 dcn.structure=parallel dcn.low_rank=3 feature.variational_dropout=0.01",
                "model_name=dcn_v2 feature.dense=raw groups.deep=[user,price]",
                "model_name=final_mlp final_mlp.second_mlp.hidden_units=[6] final_mlp.first_context=[user,age] final_mlp.num_heads=2",
                "model_name=final_mlp final_mlp.use_gates=false feature.dense=raw",
                "loss.label_smoothing=0.2",
                "loss.name=focal",
                "loss.name=focal loss.focal_alpha=-1 loss.focal_gamma=0.5 model_name=xdeepfm cin.layer_sizes=[4]",
                "loss.name=mse model_name=attention_deepfm",
                "feature.variational_dropout=0.01",
                "feature.variational_dropout=0.01 model_name=attention_deepfm",
                "feature.variational_dropout=0.01 fusion.hidden_units=[4]",
                "feature.field_widths=shared feature.dense=raw linear.embedding_dim=2",
                "groups.wide=[user] groups.fm=[user,tags] groups.deep=[price,tags]",
                "groups.fm=[tags,age] groups.deep=[user] model_name=xdeepfm cin.layer_sizes=[4,4]",
                "groups.wide=[tags] feature.dense_bias=false model_name=attention_deepfm",
                "feature.unknown=trained feature.initialization=normal feature.initialization_scale=0.5"
            })
    void agrees(String settings) {
        assertAgreement(SCHEMA, settings);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dnn.dropout=0.3",
                "feature.variational_dropout=0.01",
                "model_name=xdeepfm cin.layer_sizes=[6,5,4] feature.dense=raw"
            })
    void agreesOnIdsWithWeights(String settings) {
        assertAgreement(WEIGHTED, settings);
    }

    private static void assertAgreement(Schema schema, String settings) {
        Experiment experiment = experiment(settings);
        float[] byHand = gradient(experiment, schema, true);
        float[] byAutograd = gradient(experiment, schema, false);
        double largest = IntStream.range(0, byAutograd.length)
                .mapToDouble(i -> Math.abs(byAutograd[i]))
                .max()
                .orElse(0);
        assertThat(largest).isGreaterThan(1e-3);
        assertThat(byHand).containsExactly(byAutograd, Offset.offset((float) (1e-5 * largest)));
    }

    @ParameterizedTest
    @EnumSource
    void everyModelAgrees(ModelName model) {
        agrees("dnn.dropout=0.2 model_name=" + model.name().toLowerCase(Locale.ROOT));
    }

    private static float[] gradient(Experiment experiment, Schema schema, boolean onednn) {
        Torch torch = Torch.start();
        torch.prepareThread();
        Model model = Model.of(experiment, schema, new Model.Kernels(onednn, true));
        try (NDManager manager = torch.manager(Device.cpu());
                ScriptedModel scripted = new ScriptedModel(manager, model, ModelState.initial(model, 3))) {
            NDArray order = manager.create(EpochOrder.shuffled(ROWS, 1));
            NDArray losses = manager.create(new float[1]);
            return scripted.gradient(
                    scripted.rows(rows(schema)), order, losses, new ScriptedModel.Batch(0, ROWS, 0, 11, 1));
        }
    }

    private static Rows rows(Schema schema) {
        SplittableRandom random = new SplittableRandom(5);
        int columns = schema.columns(Field.Kind.DENSE);
        float[] dense = new float[columns * ROWS];
        float[] labels = new float[ROWS];
        float[] weights = new float[ROWS];
        IntStream.range(0, ROWS).forEach(i -> weights[i] = (float) random.nextDouble(0.5, 2));
        IntStream.range(0, dense.length)
                .forEach(i -> dense[i] = (float) random.nextDouble(i % columns < 2 ? -1 : 0, 1));
        IntStream.range(0, ROWS).forEach(i -> labels[i] = random.nextInt(2));
        return new Rows(
                ROWS,
                random.ints(ROWS, 0, 9).toArray(),
                random.ints(3L * ROWS, 0, 7).toArray(),
                dense,
                labels,
                weights,
                new int[0]);
    }

    private static Experiment experiment(String settings) {
        List<String> all = new ArrayList<>(List.of(
                "seed=1", "feature.fm_embed_dim=4", "feature.embedding_l2_reg=0.001", "dnn.hidden_units=[12, 8]"));
        all.addAll(List.of(settings.split(" ")));
        return ExperimentReader.changed(Experiment.DEFAULTS, all);
    }
}
