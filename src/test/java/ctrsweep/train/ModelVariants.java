package ctrsweep.train;

import ctrsweep.model.ModelName;
import java.util.Locale;
import java.util.stream.Stream;

/// Settings that take all ways through the scripts, for a schema with the fields user, tags, price and age.
final class ModelVariants {
    private ModelVariants() {}

    static Stream<String> all() {
        return Stream.concat(
                Stream.of(ModelName.values())
                        .map(model ->
                                "dnn.dropout=0.2 model_name=" + model.name().toLowerCase(Locale.ROOT)),
                Stream.of(
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
                        "feature.variational_dropout=0.01 model_name=attention_deepfm dnn.dropout=0.2",
                        "feature.variational_dropout=0.01 fusion.hidden_units=[4]",
                        "feature.field_widths=shared feature.dense=raw linear.embedding_dim=2",
                        "groups.wide=[user] groups.fm=[user,tags] groups.deep=[price,tags]",
                        "groups.fm=[tags,age] groups.deep=[user] model_name=xdeepfm cin.layer_sizes=[4,4]",
                        "groups.wide=[tags] feature.dense_bias=false model_name=attention_deepfm",
                        "feature.unknown=trained feature.initialization=normal feature.initialization_scale=0.5"));
    }
}
