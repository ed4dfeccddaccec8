package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.config.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportConfigCommandTest {
    private static final String CRITEO = System.getProperty("ctrsweep.data", "");

    @TempDir
    Path folder;

    private Cli run(String... words) {
        return Cli.launch(folder.resolve("none.db"), words);
    }

    private Cli imported(String name, String text, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        List<String> words = new ArrayList<>(List.of("import-config", file.toString()));
        words.addAll(List.of(options));
        Cli cli = run(words.toArray(String[]::new));
        return new Cli(cli.code(), cli.out(), cli.err().replace(folder + "/", ""));
    }

    private static final String SMALL = """
            train_input_path: "a.csv,b.csv"
            eval_input_path: "c.csv"
            model_dir: "experiments/small"
            train_config {
              sparse_optimizer {
                adam_optimizer { lr: 0.01 beta1: 0.8 }
                constant_learning_rate {}
              }
              dense_optimizer {
                adamw_optimizer { lr: 0.002 weight_decay: 1e-4 }
                exponential_decay_learning_rate { decay_size: 2 decay_factor: 0.5 by_epoch: true }
              }
              num_epochs: 3
              grad_clipping { clipping_type: "norm" max_gradient: 5 }
              is_profiling: true
              something_new: 1
            }
            data_config {
              batch_size: 512
              dataset_type: CsvDataset
              fg_mode: FG_DAG
              delimiter: "\\t"
              label_fields: "clk"
              sample_weight_fields: "w"
              input_fields { input_name: "clk" input_type: INT32 }
              input_fields { input_name: "w" }
              input_fields { input_name: "uid" }
              input_fields { input_name: "tags" }
              input_fields { input_name: "cate" }
              input_fields { input_name: "price" }
              input_fields { input_name: "age" }
              input_fields { input_name: "pic" }
            }
            feature_configs { id_feature { feature_name: "user" expression: "user:uid" hash_bucket_size: 100 embedding_dim: 8 } }
            feature_configs { id_feature { feature_name: "tags" expression: "item:tags" num_buckets: 20 embedding_dim: 8
                separator: "|" pooling: "mean" embedding_name: "tag" } }
            feature_configs { id_feature { feature_name: "cate" expression: "item:cate" vocab_list: ["x", "y"] default_value: "x"
                embedding_dim: 8 } }
            feature_configs { raw_feature { feature_name: "price" expression: "item:price"
                normalizer: "method=log10,threshold=1e-10,default=-10" default_value: "2.5" } }
            feature_configs { raw_feature { feature_name: "age" expression: "user:age" boundaries: [18, 65] embedding_dim: 8 } }
            feature_configs { raw_feature { feature_name: "pic" expression: "item:pic" value_dim: 4 separator: "," } }
            feature_configs { match_feature { feature_name: "matched" nested_map: "user:kkv" pkey: "item:a" skey: "item:b" } }
            feature_configs { raw_feature { feature_name: "unused" expression: "item:unused" } }
            model_config {
              feature_groups { group_name: "wide" feature_names: "user" feature_names: "age" group_type: WIDE }
              feature_groups { group_name: "fm" feature_names: ["user", "cate", "age"] group_type: DEEP }
              feature_groups { group_name: "deep" feature_names: ["user", "tags", "cate", "price", "age", "pic", "matched"] group_type: DEEP }
              deepfm {
                deep { hidden_units: [32, 16] dropout_ratio: [0.1, 0.2] use_bn: true activation: "nn.LeakyReLU" }
              }
              losses { binary_focal_loss {} }
              metrics { grouped_auc { grouping_key: "uid" } }
              metrics { recall_at_k { top_k: 5 } }
            }
            """;

    @Test
    void printsAConfigOfTorchEasyRecAsOneOfOurs() throws IOException {
        Cli cli = imported("small.config", SMALL);
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.out()).isEqualTo("""
                # From small.config of TorchEasyRec.
                defaults: none
                model_name: deepfm
                data:
                  dataset_name: table
                  split_strategy: given
                  table:
                    files: [a.csv, b.csv]
                    validation_files: [c.csv]
                    separator: "\\t"
                    header: none
                    columns: [clk, w, uid, tags, cate, price, age, pic]
                    label: clk
                    weight: w
                    group: uid
                    fields:
                    - {name: user, kind: sparse, encoder: hash, buckets: 100, width: 8, column: uid}
                    - {name: tags, kind: sequence, encoder: number, buckets: 20, embedding_name: tag, separator: '|', length: 100, pooling: mean,
                      width: 8}
                    - {name: cate, kind: sparse, values: [x, y], missing: x, width: 8}
                    - {name: price, kind: dense, missing: 2.5, normalize: ['log10(1e-10, -10)']}
                    - {name: age, kind: sparse, boundaries: [18.0, 65.0], width: 8}
                    - {name: pic, kind: dense, separator: ',', length: 4}
                feature:
                  fm_embed_dim: 8
                  embedding_l2_reg: 0.0
                  dense: raw
                  unknown: trained
                groups:
                  wide: [user, age]
                  fm: [user, cate, age]
                  deep: [user, tags, cate, price, age, pic]
                linear:
                  embedding_dim: 4
                fm:
                  use_first_order: true
                dnn:
                  hidden_units: [32, 16]
                  activation: leaky_relu
                  dropout: [0.1, 0.2]
                  use_batch_norm: true
                loss:
                  name: focal
                  focal_gamma: 2.0
                  focal_alpha: 0.5
                training:
                  num_epochs: 3
                  batch_size: 512
                  lr: 0.002
                  optimizer: adamw
                  scheduler: step
                  metric: gauc
                  gradient_clip_norm: 5.0
                optimizer:
                  beta1: 0.9
                  beta2: 0.999
                  weight_decay: 1.0E-4
                  sparse: adam
                  sparse_lr: 0.01
                  row_wise: true
                schedule:
                  unit: epochs
                  step_epochs: 2
                  gamma: 0.5
                  min_lr: 0.0
                """);
        assertThat(cli.err()).isEqualTo("""
                not carried over: small.config:3:12: model_dir: ./sweep train --out names the folder of results
                not carried over: small.config:6:38: train_config.sparse_optimizer.adam_optimizer.beta1: both optimizers have the beta1 of the dense one
                not carried over: small.config:7:28: train_config.sparse_optimizer.constant_learning_rate: tables follow the schedule of the dense part
                not carried over: small.config:14:34: train_config.grad_clipping.clipping_type: the gradients of tables are clipped too
                not carried over: small.config:15:17: train_config.is_profiling: says how a run goes on or what it writes, which affects no result
                not carried over: small.config:16:18: train_config.something_new: there is nothing like it here
                not carried over: small.config:43:33: feature_configs[6].match_feature: the feature is left out, of the groups too: there is nothing like it here
                not carried over: small.config:44:31: feature_configs[7].raw_feature: no group of the model has it
                not carried over: small.config:54:25: model_config.metrics[1].recall_at_k: is not measured here
                """);
    }

    @Test
    void readsCombinationsLookUpsAndExpressions() throws IOException {
        String features = """
                feature_configs { combo_feature { feature_name: "user" expression: ["user:uid", "item:cate"] hash_bucket_size: 50
                    embedding_dim: 8 } }
                feature_configs { lookup_feature { feature_name: "price" map: "user:prices" key: "item:cate" default_value: "1" } }
                feature_configs { lookup_feature { feature_name: "tags" map: "user:kinds" key: "item:cate" need_discrete: true
                    num_buckets: 9 embedding_dim: 8 } }
                feature_configs { id_feature { feature_name: "cate" expression: "user:likes" num_buckets: 5 weighted: true separator: "|"
                    embedding_dim: 8 } }
                feature_configs { expr_feature { feature_name: "pic" expression: "log(age + 1) / price" variables: ["user:age", "item:price"] } }
                feature_configs { expr_feature { feature_name: "matched" expression: "a == b ? 1 : 0" variables: ["user:a", "user:b"] } }
                """;
        String config = SMALL.replaceFirst(
                        "(?s)feature_configs.*?(?=feature_configs \\{ raw_feature \\{ feature_name: \"age\")", "")
                .replaceFirst("(?m)^feature_configs.*pic.*$", features.replace("\\", "\\\\"));
        Cli cli = imported("f.config", config);
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.out()).contains("""
                    - {name: age, kind: sparse, boundaries: [18.0, 65.0], width: 8}
                    - {name: user, kind: sparse, encoder: hash, buckets: 50, width: 8, cross: [uid, cate]}
                    - {name: price, kind: dense, missing: 1.0, lookup: {map: prices, key: cate, separator: "\\x1d"}}
                    - {name: tags, kind: sparse, encoder: number, buckets: 9, width: 8, lookup: {map: kinds, key: cate, separator: "\\x1d"}}
                    - {name: cate, kind: sequence, encoder: number, buckets: 5, separator: '|', length: 100, pooling: sum, weights: ':', width: 8,
                      column: likes}
                    - {name: pic, kind: dense, expression: log(age + 1) / price}
                """);
        assertThat(cli.err())
                .contains(
                        "expr_feature: the feature is left out, of the groups too: its expression is not read here: ");
    }

    /// 0.5 in 100 steps is 0.993092... in each; a rate holds from the step after 10 on.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exponential_decay_learning_rate { decay_size: 100 decay_factor: 0.5 staircase: false } | exponential | gamma: 0.9930924954370359",
                "exponential_decay_learning_rate { decay_size: 100 min_learning_rate: 1e-5 warmup_size: 7 } | step | warmup_steps: 7",
                "manual_step_learning_rate { schedule_sizes: [10, 20] learning_rates: [0.1, 0.01] } | manual | boundaries: [11, 21]",
                "cosine_annealing_warm_restarts_learning_rate { T_0: 50 T_mult: 2 } | cosine_restarts | cycle_factor: 2",
                "cosine_annealing_learning_rate { T_max: 3 by_epoch: true } | cosine | unit: epochs",
                "cosine_annealing_learning_rate { T_max: 4 by_epoch: true } | constant | lr: 0.002"
            })
    void readsSchedulesOfStepsAndEpochs(String schedule, String name, String line) throws IOException {
        Cli cli = imported("s.config", SMALL.replaceFirst("exponential_decay_learning_rate \\{.*}", schedule));
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.out()).contains("scheduler: " + name + "\n").contains(line);
    }

    @Test
    void idsOfEncodedFilesAreNumbers() throws IOException {
        String encoded = SMALL.replace("fg_mode: FG_DAG", "fg_mode: FG_NONE")
                .replace("FG_NONE", "FG_NONE fg_encoded_multival_sep: \",\"");
        assertThat(imported("encoded.config", encoded).out()).contains("""
                    - {name: user, kind: sequence, encoder: number, buckets: 100, separator: ',', length: 100, pooling: sum, width: 8}
                """).contains("""
                    - {name: cate, kind: sequence, encoder: number, buckets: 4, separator: ',', length: 100, pooling: sum, width: 8}
                    - {name: price, kind: dense}
                    - {name: age, kind: sparse, encoder: number, buckets: 3, width: 8}
                    - {name: pic, kind: dense, separator: ',', length: 4}
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model_config {",
                "deepfm {",
                "num_buckets: 20",
                "hidden_units",
                "adamw_optimizer",
                "label_fields: \"clk\"",
                "dropout_ratio: [0.1, 0.2]",
                "[\"user\", \"cate\", \"age\"]"
            })
    void printsNothingWhereTheFileIsWrong(String taken) throws IOException {
        Cli cli = imported("small.config", SMALL.replace(taken, taken.startsWith("[") ? "[\"price\"]" : "xyz { "));
        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err().lines()).isNotEmpty().allSatisfy(line -> assertThat(line)
                .matches("sweep: small\\.config:\\d+:\\d+: .*|sweep: the config made of .*"));
    }

    @Test
    void saysWhatIsWrongWithAFileAndWhere() throws IOException {
        assertThat(imported("a.config", "train_input_path: \"a\"\n").err())
                .isEqualTo("sweep: a.config:1:1: is no config of TorchEasyRec: it has no model_config\n");
        assertThat(imported("b.config", SMALL.replace("deepfm {", "dlrm {")).err())
                .isEqualTo(
                        "sweep: b.config:45:14: model_config: has dlrm; the models that can be imported are deepfm and"
                                + " wide_and_deep\n");
        assertThat(imported(
                                "c.config",
                                SMALL.replace("vocab_list: [\"x\", \"y\"]", "")
                                        .replace("default_value: \"x\"\n    embedding_dim: 8", "embedding_dim: 4"))
                        .err())
                .isEqualTo("""
                        sweep: c.config:37:30: feature_configs[2].id_feature: needs hash_bucket_size, num_buckets, vocab_list, vocab_file, vocab_dict, zch or dynamicemb: how many ids
                        sweep: c.config:44:14: model_config: the features of FM, of the group fm or else deep, must have vectors of one length; embedding_dim is [4, 8]
                        """);
        assertThat(run("import-config", folder.resolve("none.config").toString())
                        .err())
                .endsWith("none.config: no such file\n");
    }

    private static final String MODELS = """
            Base:
                model_root: './checkpoints/'
                early_stop_patience: 3
                eval_steps: null
            DeepFM_base:
                model: DeepFM
                dataset_id: TBD
                loss: 'binary_crossentropy'
                metrics: ['logloss', 'AUC']
                task: binary_classification
                optimizer: adam
                hidden_units: [64, 32]
                hidden_activations: relu
                net_regularizer: 0
                embedding_regularizer: l2(1.e-5)
                learning_rate: 1.e-3
                batch_norm: True
                net_dropout: 0
                batch_size: 128
                embedding_dim: 4
                epochs: 7
                shuffle: True
                seed: 2019
                monitor: {'AUC': 1, 'logloss': -1}
                monitor_mode: 'max'
                made_up: 3
            FM_base:
                model: FM
                regularizer: 1.e-8
                batch_size: 64
                monitor: logloss
                monitor_mode: min
            DIN_base: {model: DIN}
            """;

    private static final String DATASETS = """
            tiny:
                data_root: ../data/
                data_format: csv
                train_data: tiny/train.csv
                valid_data: tiny/valid.csv
                test_data: tiny/test.csv
                min_categr_count: 2
                feature_cols:
                    - {name: id, active: False, dtype: str, type: categorical}
                    - {name: [I1, I2], active: True, dtype: float, type: categorical, preprocess: convert_to_bucket, na_value: 0}
                    - {name: [C1, C2], active: True, dtype: str, type: categorical, na_value: ""}
                    - {name: price, active: True, dtype: float, type: numeric, normalizer: StandardScaler}
                    - {name: clicks, active: True, dtype: str, type: sequence, splitter: "|", max_len: 5, share_embedding: C1}
                    - {name: weekday, active: True, dtype: str, type: categorical, preprocess: convert_weekday}
                    - {name: weekend, active: True, dtype: str, type: categorical, preprocess: convert_weekend}
                label_col: {name: Label, dtype: float}
            other:
                train_data: x.h5
                label_col: {name: Label}
            """;

    private static final String GRID = """
            base_config: ./config/
            base_expid: DeepFM_base
            dataset_id: tiny
            tuner_space:
                model_root: './x/'
                embedding_dim: [8, 16]
                hidden_units: [[64, 32], [128]]
                embedding_regularizer: [0, 'l2(1.e-6)', 'l1(1.e-6)']
                learning_rate: 5.e-4
                batch_norm: [False, True]
                seed: [2019, 2020]
            """;

    private void writeFuxi() throws IOException {
        Files.createDirectories(folder.resolve("config"));
        Files.writeString(folder.resolve("config/model_config.yaml"), MODELS);
        Files.writeString(folder.resolve("config/dataset_config.yaml"), DATASETS);
    }

    /// l2(1e-5) weighs half of the sum of squares: 5e-6 of the sum itself.
    @Test
    void printsAnExperimentOfFuxiCtrAsAConfig() throws IOException {
        writeFuxi();
        String tiny = folder.resolve("tiny.yaml").toString();
        Files.writeString(Path.of(tiny), DATASETS.substring(0, DATASETS.indexOf("other:")));
        String file = folder.resolve("config/model_config.yaml").toString();
        Cli cli = run("import-config", file, "--expid", "DeepFM_base", "--dataset-config", tiny);
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.out()).isEqualTo("""
                # From model_config.yaml of FuxiCTR.
                defaults: none
                model_name: deepfm
                seed: 2019
                data:
                  dataset_name: table
                  split_strategy: given
                  table:
                    files: [tiny/train.csv]
                    validation_files: [tiny/valid.csv]
                    test_files: [tiny/test.csv]
                    label: Label
                    sparse:
                      min_count: 2
                    fields:
                    - {names: [I1, I2], kind: sparse, missing: '0', take: log_squared}
                    - {names: [C1, C2], kind: sparse}
                    - {name: price, kind: dense, normalize: [zscore]}
                    - {name: clicks, kind: sequence, embedding_name: C1, separator: '|', length: 5, pooling: mean}
                    - {name: weekday, kind: sparse, column: hour, take: weekday, time_format: yyMMddHH}
                feature:
                  fm_embed_dim: 4
                  embedding_l2_reg: 5.0E-6
                  field_widths: shared
                  dense_bias: false
                  unknown: trained
                  initialization: normal
                  initialization_scale: 1.0E-4
                linear:
                  bias: true
                  initialization: normal
                  initialization_scale: 1.0E-4
                dnn:
                  hidden_units: [64, 32]
                  activation: relu
                  dropout: 0
                  use_batch_norm: true
                  initialization: xavier
                loss:
                  name: bce
                training:
                  num_epochs: 7
                  batch_size: 128
                  lr: 0.001
                  optimizer: adam
                  scheduler: reduce_on_plateau
                  early_stopping_patience: 3
                  early_stopping_min_delta: 1.0E-6
                  metric: auc
                  gradient_clip_norm: 10.0
                schedule:
                  factor: 0.1
                  patience: 0
                  threshold: 1.0E-6
                """);
        assertThat(cli.err().replace(folder + "/", "")).isEqualTo("""
                not carried over: config/model_config.yaml:2:17: Base.model_root: says how a run goes on or what it writes, which affects no result
                not carried over: config/model_config.yaml:24:14: DeepFM_base.monitor: a single metric chooses the best epoch here: auc
                not carried over: config/model_config.yaml:26:14: DeepFM_base.made_up: there is nothing like it here
                not carried over: tiny.yaml:2:16: tiny.data_root: encoded data are kept in the cache of ./sweep data
                not carried over: tiny.yaml:15:84: tiny.feature_cols[6].preprocess: the field is left out: only that system's code makes it
                """);
    }

    @Test
    void printsAGridOfFuxiCtrAsASpec() throws IOException {
        writeFuxi();
        Cli cli = imported("tuner_01.yaml", GRID);
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.out()).startsWith("""
                # From tuner_01.yaml of FuxiCTR.
                version: 1
                name: tuner_01
                base:
                  defaults: none
                  model_name: deepfm
                  seed: 2019
                  data:
                """).contains("    lr: 5.0E-4\n").endsWith("""
                objective:
                  metric: val.auc
                  goal: maximize
                method: grid
                parameters:
                  feature.fm_embed_dim:
                    values: [8, 16]
                  dnn.hidden_units:
                    values:
                    - [64, 32]
                    - [128]
                  feature.embedding_l2_reg:
                    values: [0.0, 5.0E-7]
                  dnn.use_batch_norm:
                    values: [false, true]
                repeats:
                  seeds: [2019, 2020]
                """.replace(
                        "    values:\n    - [64, 32]\n    - [128]\n", "    values: [[64, 32], [128]]\n"));
        assertThat(cli.err())
                .contains(
                        "tuner_01.yaml:8:28: tuner_space.embedding_regularizer: l1(1.e-6) is left out: only l2 is here\n");
        Path spec = Files.writeString(folder.resolve("spec.yaml"), cli.out());
        assertThat(SpecReader.read(spec, List.of()).search().space().parameters())
                .hasSize(4);
    }

    @Test
    void saysWhatAConfigOfFuxiCtrLacks() throws IOException {
        writeFuxi();
        String models = folder.resolve("config/model_config.yaml").toString();
        assertThat(run("import-config", models).err())
                .endsWith(
                        "model_config.yaml:1:1: has the experiments DeepFM_base, FM_base, DIN_base; name one by --expid\n");
        assertThat(run("import-config", models, "--expid", "DIN_base").err())
                .endsWith(
                        "model_config.yaml:33:19: DIN_base.model: cannot be imported: DIN; there are FM, WideDeep, DeepFM,"
                                + " xDeepFM, DCNv2 and FinalMLP\n");
        assertThat(run("import-config", models, "--expid", "FM_base").err())
                .endsWith(
                        "dataset_config.yaml:1:1: has the data sets tiny, other; the experiment's dataset_id names none\n");
        assertThat(imported("a.yaml", GRID.replace("dataset_id: tiny", "dataset_id: other"))
                        .err())
                .contains("dataset_config.yaml:18:5: other: names no columns; give the data set's description");
        assertThat(imported("b.yaml", GRID.replace("./config/", "./elsewhere/")).err())
                .isEqualTo("sweep: b.yaml:1:14: base_config: elsewhere/model_config.yaml: no such file; name the"
                        + " model_config.yaml that has DeepFM_base by --model-config\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FM, regularizer: 1.e-4 | embedding_l2_reg: 5.0E-5",
                "WideDeep, hidden_units: [8], hidden_activations: [relu, relu] | activation: relu",
                "xDeepFM, dnn_hidden_units: [8], cin_layer_units: [10, 10] | layer_sizes: [10, 10]",
                "DCNv2, model_structure: stacked, stacked_dnn_hidden_units: [8] | structure: stacked",
                "DCNv2, use_low_rank_mixture: True, low_rank: 16, parallel_dnn_hidden_units: [8] | low_rank: 16",
                "FinalMLP, mlp1_hidden_units: [8], mlp2_hidden_units: [4], fs1_context: [C1], num_heads: 2 | first_context: [C1]"
            })
    void readsEachModelThatIsHere(String settings, String line) throws IOException {
        writeFuxi();
        Files.writeString(
                folder.resolve("config/model_config.yaml"),
                "x: {model: " + settings
                        + ", dataset_id: tiny, batch_size: 16, optimizer: SGD, task: regression, loss: mse}\n");
        Cli cli =
                run("import-config", folder.resolve("config/model_config.yaml").toString());
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.out()).contains(line, "momentum: 0.0", "label_kind: number", "metric: mse");
    }

    /// A config of the structure of TorchEasyRec's examples for Criteo.
    private static String criteo(String model) {
        List<String> numbers = IntStream.range(0, 13).mapToObj(i -> "int_" + i).toList();
        List<String> names = IntStream.range(0, 26).mapToObj(i -> "cat_" + i).toList();
        String fm = model.equals("deepfm") ? group("fm", names) : "";
        return """
                train_input_path: "odps://project/tables/criteo_train"
                eval_input_path: "odps://project/tables/criteo_test"
                model_dir: "experiments/criteo"
                train_config {
                    sparse_optimizer { adagrad_optimizer { lr: 0.001 } constant_learning_rate {} }
                    dense_optimizer { adam_optimizer { lr: 0.001 } constant_learning_rate {} }
                    num_epochs: 1
                }
                eval_config { num_steps: 100 }
                data_config {
                    batch_size: 8192
                    dataset_type: OdpsDataset
                    fg_mode: FG_NONE
                    label_fields: "label"
                    num_workers: 8
                }
                %s%smodel_config {
                %s%s%s
                    %s { deep { hidden_units: [512, 256, 128] } final { hidden_units: [64] } }
                    metrics { auc {} }
                    losses { binary_cross_entropy {} }
                }
                """.formatted(
                each("raw_feature { feature_name: \"%s\" }", numbers),
                each("id_feature { feature_name: \"%s\" num_buckets: 40000000 embedding_dim: 16 }", names),
                group("wide", names),
                fm,
                group("deep", Stream.concat(numbers.stream(), names.stream()).toList()),
                model);
    }

    private static String each(String feature, List<String> names) {
        return names.stream()
                .map(name -> "feature_configs { " + feature.formatted(name) + " }\n")
                .collect(Collectors.joining());
    }

    private static String group(String name, List<String> features) {
        return "    feature_groups { group_name: \"%s\" %s group_type: %s }\n"
                .formatted(
                        name,
                        features.stream()
                                .map(feature -> "feature_names: \"" + feature + "\"")
                                .collect(Collectors.joining(" ")),
                        name.equals("wide") ? "WIDE" : "DEEP");
    }

    /// On the real sample where the system property `ctrsweep.data` names it, else on a few rows of its format.
    @ParameterizedTest
    @ValueSource(strings = {"deepfm", "wide_and_deep"})
    void theirCriteoExamplesTrainOnTheSample(String model) throws IOException {
        Cli cli = imported("criteo.config", criteo(model), "--hash", "1000");
        assertThat(cli.code()).as(cli.err()).isZero();
        Path config = Files.writeString(folder.resolve("criteo.yaml"), cli.out());
        Path data = CRITEO.isEmpty() ? madeUp() : Path.of(CRITEO, "criteo-sample");
        List<String> settings = List.of(
                "-O",
                "data.data_dir=" + data,
                "data.table.files=[train.csv]",
                "data.table.validation_files=[dev.csv]",
                "data.table.test_files=[test.csv]",
                "data.table.separator=\"\\t\"",
                "data.table.header=none",
                "data.table.columns=[label, "
                        + IntStream.range(0, 13).mapToObj(i -> "int_" + i).collect(Collectors.joining(", ")) + ", "
                        + IntStream.range(0, 26).mapToObj(i -> "cat_" + i).collect(Collectors.joining(", ")) + "]");
        assertThat(run(words("data", config, settings)).out()).contains("cat_25 | sparse | hash");
        Cli trained = run(words("train", config, settings));
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.out()).contains("auc");
    }

    private static String[] words(String command, Path config, List<String> settings) {
        return Stream.concat(Stream.of(command, config.toString()), settings.stream())
                .toArray(String[]::new);
    }

    private Path madeUp() throws IOException {
        String row =
                IntStream.range(0, 39).mapToObj(i -> i < 13 ? "" + i : "c" + i).collect(Collectors.joining("\t"));
        for (String name : List.of("train", "dev", "test")) {
            Files.writeString(folder.resolve(name + ".csv"), "0\t" + row + "\n1\t" + row.replace("c", "d") + "\n");
        }
        return folder;
    }
}
