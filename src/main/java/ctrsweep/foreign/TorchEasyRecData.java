package ctrsweep.foreign;

import ctrsweep.space.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// TorchEasyRec's `data_config` and the paths of its files.
record TorchEasyRecData(KeyReader root, KeyReader data, ImportedConfig config) {
    private static final String NOT_CSV =
            "./sweep reads delimited files: write the table as CSV with a header and name it by"
                    + " -O data.table.files=[train.csv]";
    private static final String OF_LOADING = "says how files are loaded, which affects no result";

    /// @param features that were read
    void read(TorchEasyRecFeatures features) {
        config.put("data.dataset_name", "table");
        config.put("data.split_strategy", "given");
        config.put("data.table.files", paths("train_input_path"));
        config.put("data.table.validation_files", paths("eval_input_path"));
        format(features);
        labels();
        config.put("training.batch_size", data.whole("batch_size", 1024));
        data.notCarried("rows are shuffled before each epoch", "shuffle", "shuffle_buffer_size");
        data.notCarried("the last rows are a smaller batch", "drop_remainder", "min_batch_size");
        data.notCarried(
                OF_LOADING,
                "num_workers",
                "pin_memory",
                "eval_batch_size",
                "fg_threads",
                "force_base_data_group",
                "is_orderby_partition",
                "odps_data_quota_name",
                "odps_data_compression",
                "in_order");
    }

    private List<String> paths(String key) {
        if (!root.has(key)) {
            root.problem(key + " is missing: the file of " + (key.startsWith("train") ? "training" : "evaluation"));
        }
        return Stream.of(root.text(key, "").split(",")).map(String::strip).toList();
    }

    private void format(TorchEasyRecFeatures features) {
        boolean csv = data.text("dataset_type", "OdpsDataset").equals("CsvDataset");
        if (!csv) {
            data.notCarried(NOT_CSV, "dataset_type");
        }
        config.put("data.table.separator", data.text("delimiter", ","));
        List<String> columns = columns();
        if (!csv || data.truth("with_header", false)) {
            return;
        }
        config.put("data.table.header", "none");
        if (columns.isEmpty()) {
            columns = Stream.concat(data.texts("label_fields").stream(), features.columns().stream())
                    .distinct()
                    .toList();
            data.notCarried(
                    "without input_fields the columns are taken for the label and then the features, in order; check"
                            + " data.table.columns",
                    "dataset_type");
        }
        config.put("data.table.columns", columns);
    }

    private List<String> columns() {
        List<KeyReader> fields = data.groups("input_fields");
        if (!fields.isEmpty()) {
            List<String> names =
                    fields.stream().map(field -> field.text("input_name", "")).toList();
            fields.forEach(field -> field.text("input_type"));
            fields.forEach(KeyReader::end);
            return names;
        }
        return data.text("input_fields_str").stream()
                .flatMap(text -> Stream.of(text.split(";")))
                .filter(field -> !field.isBlank())
                .map(field -> field.replaceFirst(":.*", "").strip())
                .toList();
    }

    private void labels() {
        List<String> labels = data.texts("label_fields");
        if (labels.size() != 1) {
            data.problem("label_fields", "must be one label, not " + labels);
            return;
        }
        config.put("data.table.label", labels.getFirst());
        List<String> weights = data.texts("sample_weight_fields");
        if (weights.size() > 1) {
            data.notCarried("a row has one weight; the first is used", "sample_weight_fields");
        }
        Optional<Value> weight = weights.stream().findFirst().map(Value.Text::new);
        weight.ifPresent(column -> config.put("data.table.weight", column));
    }
}
