package ctrsweep.foreign;

import ctrsweep.space.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// TorchEasyRec's `feature_configs` as `data.table.fields`.
///
/// With `fg_mode: FG_NONE`, its default, the files hold encoded values: ids are numbers below the number of rows of
/// their table, and numbers are normalised. Otherwise they hold values as they were met.
final class TorchEasyRecFeatures {
    /// A feature as a field.
    ///
    /// @param columns that it is made of
    /// @param dim its length in the deep part
    /// @param raw whether it is numbers as they are, which have no vectors
    record Imported(Map<String, Value> item, List<String> columns, long dim, boolean raw) {
        boolean isNumber() {
            return new Value.Text("dense").equals(item.get("kind"));
        }
    }

    private static final int MOST_VALUES = 100;

    private final ImportedConfig config;
    private final KeyReader data;
    private final RawIds rawIds;
    private final boolean encoded;
    private final Map<String, Imported> imported = new LinkedHashMap<>();
    private final Set<String> initializations = new LinkedHashSet<>();
    private final Set<String> seen = new HashSet<>();
    private boolean embedsNumbers;

    TorchEasyRecFeatures(ImportedConfig config, KeyReader data, RawIds rawIds) {
        this.config = config;
        this.data = data;
        this.rawIds = rawIds;
        boolean formerly = data.truth("fg_encoded", true);
        encoded = data.text("fg_mode", formerly ? "FG_NONE" : "FG_NORMAL").equals("FG_NONE");
    }

    /// @param groups of the model, whose features are read
    void read(List<KeyReader> features, List<KeyReader> groups) {
        groups.forEach(group -> seen.addAll(group.texts("feature_names")));
        if (features.isEmpty()) {
            data.problem("there are no feature_configs");
        }
        features.forEach(this::feature);
    }

    private void feature(KeyReader feature) {
        String kind = feature.names().stream().findFirst().orElse("");
        String name = feature.group(kind).text("feature_name", "");
        if (kind.isEmpty() || !seen.contains(name)) {
            feature.notCarried("no group of the model has it", kind);
            return;
        }
        KeyReader settings = feature.group(kind);
        TorchEasyRecSource source = new TorchEasyRecSource(kind, settings, encoded);
        Optional<String> refusal = source.refusal();
        if (refusal.isPresent()) {
            feature.notCarried("the feature is left out, of the groups too: " + refusal.get(), kind);
        } else if (source.isOfIds()) {
            ids(settings, source);
        } else {
            numbers(settings, source);
        }
    }

    private void ids(KeyReader feature, TorchEasyRecSource source) {
        Map<String, Value> item = item(feature);
        boolean many = source.mayHaveSeveral() && isMany(feature);
        item.put("kind", new Value.Text(many ? "sequence" : "sparse"));
        if (encoded) {
            rows(feature).ifPresent(rows -> encoder(item, rawIds.areHashed() ? "hash" : "number", rows));
        } else {
            encoder(feature, item);
        }
        feature.text("embedding_name").ifPresent(name -> item.put("embedding_name", new Value.Text(name)));
        missing(feature)
                .filter(text -> !many && !text.isEmpty())
                .ifPresent(text -> item.put("missing", new Value.Text(text)));
        if (many) {
            item.put("separator", new Value.Text(separator(feature)));
            item.put("length", new Value.Int(MOST_VALUES));
            feature.notCarried("the first %d known values of a row are read".formatted(MOST_VALUES), "value_dim");
        }
        String pooling = feature.text("pooling", "sum");
        if (many) {
            item.put("pooling", new Value.Text(pooling));
        }
        if (many && feature.truth("weighted", false)) {
            item.put("weights", new Value.Text(":"));
        }
        width(feature, item);
        feature.text("fg_value_type");
        feature.notCarried("unknown values share one vector", "default_bucketize_value");
        ended(feature, source, item, false);
    }

    private static Map<String, Value> item(KeyReader feature) {
        Map<String, Value> item = new LinkedHashMap<>();
        item.put("name", new Value.Text(feature.text("feature_name", "")));
        return item;
    }

    private void width(KeyReader feature, Map<String, Value> item) {
        feature.whole("embedding_dim")
                .ifPresentOrElse(
                        dim -> item.put("width", new Value.Int(dim)), () -> feature.problem("needs embedding_dim"));
    }

    /// Whether the feature takes several values, as far as it says so: by default there each may have several.
    private boolean isMany(KeyReader feature) {
        boolean separated = encoded ? data.has("fg_encoded_multival_sep") : feature.has("separator");
        boolean said = separated || feature.has("pooling") || feature.truth("weighted", false);
        return feature.whole("value_dim").map(dim -> dim != 1).orElse(said);
    }

    private String separator(KeyReader feature) {
        String own = feature.text("separator", "\u001d");
        return encoded ? data.text("fg_encoded_multival_sep", "\u0003") : own;
    }

    private Optional<String> missing(KeyReader feature) {
        Optional<String> raw = feature.text("default_value");
        Optional<String> coded = feature.text("fg_encoded_default_value");
        return encoded ? coded : raw;
    }

    private void encoder(Map<String, Value> item, String encoder, long buckets) {
        item.put("encoder", new Value.Text(encoder));
        item.put("buckets", new Value.Int(rawIds.areHashed() ? Math.min(buckets, rawIds.mostBuckets()) : buckets));
    }

    /// Of values as they were met.
    private void encoder(KeyReader feature, Map<String, Value> item) {
        List<String> words = feature.texts("vocab_list");
        if (feature.has("hash_bucket_size")) {
            encoder(item, "hash", feature.whole("hash_bucket_size", 1));
        } else if (feature.has("num_buckets")) {
            encoder(item, "number", feature.whole("num_buckets", 1));
        } else if (!words.isEmpty()) {
            item.put("values", ImportedConfig.texts(words));
        } else if (feature.has("vocab_file")) {
            item.put("file", new Value.Text(feature.text("vocab_file", "")));
        } else if (feature.has("vocab_dict")) {
            item.put(
                    "values",
                    ImportedConfig.texts(feature.groups("vocab_dict").stream()
                            .map(entry -> entry.text("key", ""))
                            .toList()));
            feature.notCarried("each value has a vector of its own, whatever its number", "vocab_dict");
        } else {
            hashed(feature).ifPresentOrElse(rows -> encoder(item, "hash", rows), () -> noRows(feature));
        }
        if (item.containsKey("values") || item.containsKey("file")) {
            config.put("feature.unknown", "trained");
        }
    }

    private static void noRows(KeyReader feature) {
        feature.problem(
                "needs hash_bucket_size, num_buckets, vocab_list, vocab_file, vocab_dict, zch or dynamicemb: how many ids");
    }

    /// Rows of a table that takes in ids as they come.
    private static Optional<Long> hashed(KeyReader feature) {
        feature.notCarried("ids are hashed into as many rows, and none is given up", "zch", "dynamicemb");
        return feature.has("zch")
                ? feature.group("zch").whole("zch_size")
                : feature.group("dynamicemb").whole("max_capacity");
    }

    /// How many ids an encoded feature has. Vocabularies have two more than words: of the missing and of the unknown.
    private static Optional<Long> rows(KeyReader feature) {
        long more = feature.has("default_bucketize_value") ? 0 : 2;
        List<Value> words = feature.values("vocab_list");
        Optional<Long> rows = feature.whole("hash_bucket_size")
                .or(() -> feature.whole("num_buckets"))
                .or(() -> words.isEmpty() ? Optional.empty() : Optional.of(words.size() + more))
                .or(() -> feature.groups("vocab_dict").stream()
                        .flatMap(entry -> entry.whole("value").stream())
                        .reduce(Math::max)
                        .map(most -> most + 1))
                .or(() -> hashed(feature));
        if (rows.isEmpty()) {
            noRows(feature);
        }
        return rows;
    }

    private void numbers(KeyReader feature, TorchEasyRecSource source) {
        Map<String, Value> item = item(feature);
        List<Double> bounds = feature.reals("boundaries");
        boolean raw = bounds.isEmpty();
        item.put("kind", new Value.Text(raw ? "dense" : "sparse"));
        if (raw) {
            dense(feature, source, item);
        }
        normalize(feature, raw, item);
        if (raw) {
            feature.whole("embedding_dim");
        } else if (encoded) {
            encoder(item, "number", bounds.size() + 1L);
        } else {
            item.put("boundaries", ImportedConfig.reals(bounds));
        }
        if (!raw) {
            feature.text("embedding_name").ifPresent(name -> item.put("embedding_name", new Value.Text(name)));
            width(feature, item);
            missing(feature).ifPresent(text -> item.put("missing", new Value.Text(text)));
        }
        feature.text("pooling");
        ended(feature, source, item, raw);
    }

    private void dense(KeyReader feature, TorchEasyRecSource source, Map<String, Value> item) {
        long values = feature.whole("value_dim", 1);
        if (values > 1 && !source.mayHaveSeveral()) {
            feature.notCarried("it is one number", "value_dim");
        } else if (values > 1) {
            item.put("separator", new Value.Text(separator(feature)));
            item.put("length", new Value.Int(values));
        }
        feature.text("separator");
        missing(feature).ifPresent(text -> {
            double number = number(feature, text);
            if (number != 0) {
                item.put("missing", new Value.Real(number));
            }
        });
        feature.notCarried("the number goes through a linear layer alone", "autodis");
        if (feature.has("mlp") || feature.has("autodis")) {
            embedsNumbers = true;
            width(feature, item);
        }
    }

    private void normalize(KeyReader feature, boolean raw, Map<String, Value> item) {
        if (encoded) {
            feature.notCarried("with fg_mode: FG_NONE the files' numbers are normalised already", "normalizer");
            return;
        }
        Optional<String> step = feature.text("normalizer").filter(_ -> raw).flatMap(Normalizer::step);
        step.ifPresent(text -> item.put("normalize", ImportedConfig.texts(List.of(text))));
        if (step.isEmpty()) {
            feature.notCarried(
                    raw
                            ? "there are log10, zscore and minmax"
                            : "boundaries are compared with the number as it stands: write them in its unit",
                    "normalizer");
        }
    }

    private static double number(KeyReader feature, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            feature.problem("the default of a number must be a number, not " + text);
            return 0;
        }
    }

    private void ended(KeyReader feature, TorchEasyRecSource source, Map<String, Value> item, boolean raw) {
        String name = item.getOrDefault("name", new Value.Text("")).toString();
        List<String> columns = source.put(item, name);
        String start = feature.text("init_fn", "");
        if (!raw) {
            initializations.add(start);
        }
        if (!feature.truth("trainable", true)) {
            feature.notCarried("all tables are trained", "trainable");
        }
        feature.notCarried("tables are of 32 bits", "data_type");
        feature.notCarried("says on which devices tables lie", "embedding_constraints");
        feature.notCarried("a field is always an input of the model", "stub_type");
        feature.end();
        if (name.isEmpty()) {
            feature.problem("needs feature_name");
        }
        long dim = item.get("width") instanceof Value.Int(long width)
                ? width
                : item.get("length") instanceof Value.Int(long length) ? length : 1;
        imported.put(name, new Imported(item, columns, dim, raw && !item.containsKey("width")));
    }

    Optional<Imported> get(String name) {
        return Optional.ofNullable(imported.get(name));
    }

    /// The columns that they are made of, in order.
    List<String> columns() {
        return imported.values().stream()
                .flatMap(feature -> feature.columns().stream())
                .distinct()
                .toList();
    }

    /// Writes them. Neighbours that differ in nothing but their names are one item.
    void write() {
        List<Map<String, Value>> items = new ArrayList<>();
        imported.values().forEach(feature -> ImportedFields.add(items, feature.item()));
        config.put("data.table.fields", Value.Items.of(items, Value.Fields::new));
        config.put("feature.dense", embedsNumbers ? "embedded" : "raw");
        if (initializations.size() == 1) {
            Initialization.of(initializations.iterator().next()).ifPresent(how -> how.put(config, "feature"));
        }
    }

    /// Whether tables begin in several ways, of which none is carried over.
    boolean differInStart() {
        return initializations.size() > 1
                || initializations.stream()
                        .anyMatch(text ->
                                !text.isEmpty() && Initialization.of(text).isEmpty());
    }
}
