package ctrsweep.foreign;

import ctrsweep.space.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// FuxiCTR's description of a data set as `data.table`.
record FuxiCtrData(ImportedConfig config) {
    private static final int MOST_VALUES = 100;
    private static final String PREPROCESS = "preprocess";

    /// @param group the column of grouped metrics
    void read(KeyReader data, Optional<String> group) {
        config.put("data.dataset_name", "table");
        config.put("data.split_strategy", "given");
        if (!data.text("data_format", "csv").equals("csv")) {
            data.notCarried(
                    "./sweep reads delimited files: write the tables as CSV with a header and name them by -O"
                            + " data.table.files=[train.csv]",
                    "data_format");
        }
        config.put("data.table.files", paths(data, "train_data"));
        config.put("data.table.validation_files", paths(data, "valid_data"));
        config.put("data.table.test_files", paths(data, "test_data"));
        if (!config.has("data.table.sparse.min_count")) {
            config.put("data.table.sparse.min_count", data.whole("min_categr_count", 1));
        }
        data.has("min_categr_count");
        if (!data.has("feature_cols")) {
            data.problem("names no columns; give the data set's description with feature_cols, as for its CSV files, by"
                    + " --dataset-config");
            return;
        }
        label(data);
        group.ifPresent(column -> config.put("data.table.group", column));
        fields(data);
        data.notCarried(
                "encoded data are kept in the cache of ./sweep data",
                "data_root",
                "rebuild_dataset",
                "data_block_size",
                "data_splits",
                "num_workers");
        data.end();
    }

    private static List<String> paths(KeyReader data, String key) {
        return data.text(key).map(List::of).orElse(List.of());
    }

    private void label(KeyReader data) {
        List<KeyReader> labels = data.groups("label_col");
        if (labels.size() != 1) {
            data.problem("label_col", "must be one label, not " + labels.size());
            return;
        }
        KeyReader label = labels.getFirst();
        config.put("data.table.label", label.text("name", ""));
        label.text("dtype");
        label.end();
    }

    private void fields(KeyReader data) {
        List<Map<String, Value>> items = new ArrayList<>();
        List<KeyReader> columns = data.groups("feature_cols");
        for (KeyReader column : columns) {
            if (column.truth("active", true)) {
                field(column).ifPresent(items::add);
            }
        }
        config.put("data.table.fields", Value.Items.of(items, Value.Fields::new));
    }

    private static Optional<Map<String, Value>> field(KeyReader column) {
        Map<String, Value> item = new LinkedHashMap<>();
        List<String> names = column.texts("name");
        item.put(
                names.size() == 1 ? "name" : "names",
                names.size() == 1 ? new Value.Text(names.getFirst()) : ImportedConfig.texts(names));
        String type = column.text("type", "");
        boolean known =
                switch (type) {
                    case "categorical" -> ids(column, item, "sparse");
                    case "sequence" -> ids(column, item, "sequence");
                    case "numeric" -> number(column, item);
                    default -> false;
                };
        if (!known && !type.equals("meta")) {
            column.notCarried("fields of type %s are left out".formatted(type), "name");
        }
        if (!known || !isMade(column, item)) {
            return Optional.empty();
        }
        column.text("dtype");
        column.text("source");
        column.notCarried("all fields are embedding_dim wide", "embedding_dim");
        column.end();
        return Optional.of(item);
    }

    private static boolean ids(KeyReader column, Map<String, Value> item, String kind) {
        item.put("kind", new Value.Text(kind));
        Optional<String> buckets = column.text("category_processor").or(() -> column.text("category_encoder"));
        if (buckets.isPresent() && buckets.get().equals("hash_bucket")) {
            item.put("encoder", new Value.Text("hash"));
            item.put("buckets", new Value.Int(column.whole("num_buckets", 10)));
        } else {
            column.notCarried("the values are a vocabulary", "category_processor", "category_encoder");
        }
        column.whole("min_categr_count").ifPresent(least -> item.put("min_count", new Value.Int(least)));
        column.text("share_embedding").ifPresent(name -> item.put("embedding_name", new Value.Text(name)));
        if (kind.equals("sparse")) {
            missing(column)
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> item.put("missing", new Value.Text(text)));
        } else {
            values(column, item);
        }
        return true;
    }

    private static Optional<String> missing(KeyReader column) {
        return column.text("fill_na").or(() -> column.text("na_value"));
    }

    private static void values(KeyReader column, Map<String, Value> item) {
        item.put("separator", new Value.Text(column.text("splitter", "^")));
        long most = column.whole("max_len", 0);
        item.put("length", new Value.Int(most > 0 ? most : MOST_VALUES));
        if (most == 0) {
            column.notCarried("the first %d known values of a row are read".formatted(MOST_VALUES), "splitter");
        }
        if (column.text("padding", "post").equals("pre")) {
            column.notCarried("the first known values are kept, not the last", "padding");
        }
        String encoder =
                column.text("feature_encoder").or(() -> column.text("encoder")).orElse("");
        item.put("pooling", new Value.Text(encoder.contains("MaskedSumPooling") ? "sum" : "mean"));
        if (!encoder.isEmpty() && !encoder.contains("MaskedSumPooling") && !encoder.contains("MaskedAveragePooling")) {
            column.notCarried("the vectors of a list are pooled: their mean", "feature_encoder", "encoder");
        }
        missing(column);
    }

    private static boolean number(KeyReader column, Map<String, Value> item) {
        item.put("kind", new Value.Text("dense"));
        switch (column.text("normalizer", "")) {
            case "StandardScaler" -> item.put("normalize", ImportedConfig.texts(List.of("zscore")));
            case "MinMaxScaler" -> item.put("normalize", ImportedConfig.texts(List.of("minmax")));
            default -> column.notCarried("there are StandardScaler and MinMaxScaler", "normalizer");
        }
        String key = column.has("fill_na") ? "fill_na" : "na_value";
        double missing = column.real(key, 0);
        if (missing != 0) {
            item.put("missing", new Value.Real(missing));
        }
        return true;
    }

    /// Whether a field is made as `preprocess` says.
    private static boolean isMade(KeyReader column, Map<String, Value> item) {
        String how = column.text(PREPROCESS, "");
        switch (how) {
            case "" -> {}
            case "convert_to_bucket" -> item.put("take", new Value.Text("log_squared"));
            case "convert_hour" -> ofHour(item, "hour");
            case "convert_weekday" -> ofHour(item, "weekday");
            default -> {
                if (!how.startsWith("copy_from(")) {
                    column.notCarried("the field is left out: only that system's code makes it", PREPROCESS);
                    return false;
                }
                item.put(
                        "column",
                        new Value.Text(how.substring("copy_from(".length()).replaceFirst("\\)$", "")));
            }
        }
        return true;
    }

    /// Of Avazu's column of times.
    private static void ofHour(Map<String, Value> item, String take) {
        item.put("column", new Value.Text("hour"));
        item.put("take", new Value.Text(take));
        item.put("time_format", new Value.Text("yyMMddHH"));
    }
}
