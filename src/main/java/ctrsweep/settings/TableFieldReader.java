package ctrsweep.settings;

import ctrsweep.settings.TableSettings.Encoder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;

/// Reads one item of `data.table.fields`, which may describe several fields by `names`.
record TableFieldReader(TableSettings.Sparse sparse, TableSettings.Sequence sequence, TableSettings.Dense dense) {
    private static final List<String> OF_ALL = List.of("name", "names", "kind", "width");
    private static final List<String> OF_IDS = List.of(
            "bin",
            "encoder",
            "min_count",
            "order",
            "values",
            "file",
            "buckets",
            "boundaries",
            "labels",
            "embedding_name");
    private static final List<String> OF_SPARSE = List.of("missing", "unreadable");
    private static final List<String> OF_SEQUENCE = List.of("separator", "weights", "length", "pooling");
    private static final List<String> OF_DENSE =
            List.of("normalize", "missing", "unreadable", "separator", "length", "value_dim", "pooling");

    /// The fields, as far as they can be made out.
    List<TableField> read(ListedKeys item) {
        List<String> names = item.has("names") ? item.texts("names") : item.texts("name");
        if (item.has("names") == item.has("name")) {
            item.problem("", "needs the key name, or names for several fields of one kind");
            return List.of();
        }
        if (names.size() > 1) {
            item.without(List.of("column"), "is each field's own name where there are several");
            item.without(List.of("flags", "cross", "lookup", "expression"), "make one field; give it one name");
        }
        if (!item.has("kind")) {
            item.problem("", "needs the key kind: sparse, sequence or dense");
            return List.of();
        }
        TableField.Kind kind = item.oneOf("kind", TableField.Kind.class, TableField.Kind.SPARSE);
        item.only(known(kind));
        SourceReader source = new SourceReader(item, kind, sequence.separator());
        TableField.Extraction extraction = source.extraction();
        return names.stream()
                .map(name -> field(item, name, kind, source.source(name, extraction), extraction))
                .toList();
    }

    private static List<String> known(TableField.Kind kind) {
        List<String> known = new ArrayList<>(OF_ALL);
        known.addAll(SourceReader.KEYS);
        switch (kind) {
            case SPARSE -> {
                known.addAll(OF_IDS);
                known.addAll(OF_SPARSE);
            }
            case SEQUENCE -> {
                known.addAll(OF_IDS);
                known.addAll(OF_SEQUENCE);
            }
            case DENSE -> known.addAll(OF_DENSE);
        }
        return known;
    }

    private TableField field(
            ListedKeys item,
            String name,
            TableField.Kind kind,
            TableField.Source source,
            TableField.Extraction extraction) {
        String table = item.text("embedding_name", name);
        int width = item.whole("width", kind == TableField.Kind.DENSE ? dense.width() : sparse.width(), 1, 4096);
        return switch (kind) {
            case SPARSE -> {
                TableField.Ids ids = ids(item);
                requireSense(item, source, extraction, ids);
                yield new TableField.Sparse(name, source, extraction, ids, item.text("missing", ""), table, width);
            }
            case SEQUENCE -> {
                TableField.Ids ids = ids(item);
                requireSense(item, source, extraction, ids);
                String separator = separator(item, sequence.separator());
                requireNames(item, source, ids, separator);
                int length = item.whole("length", sequence.length(), 1, 10_000);
                Pooling pooling = item.oneOf("pooling", Pooling.class, sequence.pooling());
                String weights = weights(item, separator);
                yield new TableField.Sequence(
                        name, source, extraction, ids, separator, weights, length, pooling, table, width);
            }
            case DENSE -> dense(item, name, source, extraction, width);
        };
    }

    private static void requireSense(
            ListedKeys item, TableField.Source source, TableField.Extraction extraction, TableField.Ids ids) {
        boolean ofNumbers = ids instanceof TableField.Numbered || ids instanceof TableField.Bounded;
        if (ofNumbers && extraction.bin() > 0) {
            item.problem("bin", "makes text of numbers, as 1990-1994, which is for encoder: vocabulary or hash");
        }
        if (ofNumbers && source instanceof TableField.Cross) {
            item.problem("encoder", "takes numbers, and a cross is text, for encoder: vocabulary or hash");
        }
        boolean isRead = source instanceof TableField.Computed || source instanceof TableField.Lookup;
        if (!ofNumbers
                && !isRead
                && !extraction.isBinned()
                && !extraction.take().isOfNumbers()) {
            item.without(List.of("unreadable"), "is of numbers and times, and text can always be read");
        }
    }

    private static void requireNames(ListedKeys item, TableField.Source source, TableField.Ids ids, String separator) {
        if (!(source instanceof TableField.Flags(List<String> names))) {
            return;
        }
        item.without(List.of("bin"), "is of numbers, and a sequence of flags has names");
        if (ids instanceof TableField.Numbered || ids instanceof TableField.Bounded) {
            item.problem("encoder", "takes numbers, and a sequence of flags has names");
        }
        names.stream()
                .filter(name -> name.isEmpty() || name.contains(separator))
                .forEach(name ->
                        item.problem("flags", "\"%s\" is empty or holds the separator %s".formatted(name, separator)));
    }

    private static String weights(ListedKeys item, String separator) {
        String weights = item.text("weights", "");
        if (item.has("weights")) {
            item.check("weights", () -> TableSettings.requireSeparator("weights", weights));
            if (weights.equals(separator)) {
                item.problem("weights", "stand after this sign, and must have another than separator");
            }
            if (item.has("flags") || item.has("cross")) {
                item.problem("weights", "go with a column of ids");
            }
        }
        return weights;
    }

    private static String separator(ListedKeys item, String standard) {
        String separator = item.text("separator", standard);
        if (item.has("separator")) {
            item.check("separator", () -> TableSettings.requireSeparator("separator", separator));
        }
        return separator;
    }

    private TableField dense(
            ListedKeys item, String name, TableField.Source source, TableField.Extraction extraction, int width) {
        String length = item.has("value_dim") ? "value_dim" : "length";
        requireSeveral(item, length);
        List<String> normalize = item.has("normalize") ? item.texts("normalize") : dense.normalize();
        item.check("normalize", () -> TableField.requireSteps(normalize));
        return new TableField.Dense(
                name,
                source,
                extraction,
                normalize,
                item.real("missing", dense.missing()),
                separator(item, ""),
                item.has(length) ? item.whole(length, 0, 1, 10_000) : 0,
                item.oneOf("pooling", Pooling.class, Pooling.MEAN),
                width);
    }

    /// A mean unasked would hide that the column is a vector.
    private static void requireSeveral(ListedKeys item, String length) {
        if (!item.has("separator")) {
            item.without(
                    List.of("length", "value_dim", "pooling"), "goes with separator, for a column of several numbers");
        } else if (!item.has(length) && !item.has("pooling")) {
            item.problem(
                    "separator",
                    "makes several numbers of the column; add length: N (or value_dim: N) for the first N of them as inputs,"
                            + " or pooling: mean (or sum) for one input");
        } else if (item.has(length)) {
            item.without(
                    List.of("pooling"), "makes one input, and %s several; leave one of them out".formatted(length));
        }
        if (item.has("length") && item.has("value_dim")) {
            item.problem("value_dim", "is another name of length; leave one of them out");
        }
    }

    private TableField.Ids ids(ListedKeys item) {
        Encoder encoder = item.oneOf("encoder", Encoder.class, isBounded(item) ? Encoder.BOUNDARIES : standard(item));
        if (encoder != Encoder.VOCABULARY) {
            item.without(List.of("min_count", "order", "values", "file"), "goes with encoder: vocabulary");
        }
        if (encoder == Encoder.BOUNDARIES) {
            item.without(List.of("labels"), "makes text of numbers, which is for encoder: vocabulary or hash");
        }
        if (encoder != Encoder.HASH && encoder != Encoder.NUMBER) {
            item.without(List.of("buckets"), "goes with encoder: hash or number");
        }
        return switch (encoder) {
            case VOCABULARY -> vocabulary(item);
            case HASH -> new TableField.Hashed(buckets(item));
            case NUMBER -> new TableField.Numbered(buckets(item));
            case BOUNDARIES -> new TableField.Bounded(boundaries(item, "encoder: boundaries"));
        };
    }

    /// Whether intervals are ids; with labels they are values of a vocabulary.
    private static boolean isBounded(ListedKeys item) {
        return item.has("boundaries") && !item.has("labels");
    }

    /// A list or a file of values is a vocabulary, whatever the default encoder.
    private Encoder standard(ListedKeys item) {
        return item.has("values") || item.has("file") ? Encoder.VOCABULARY : sparse.encoder();
    }

    private TableField.Ids vocabulary(ListedKeys item) {
        if (item.has("values") && item.has("file")) {
            item.problem("file", "the values are listed already; leave one of them out");
        }
        if (item.has("values") || item.has("file")) {
            item.without(
                    List.of("min_count", "order"), "goes with a vocabulary that train gives, not with a fixed one");
        }
        if (item.has("values")) {
            List<String> values = item.texts("values");
            if (new HashSet<>(values).size() < values.size()) {
                item.problem("values", "names a value twice");
            }
            return new TableField.Listed(values);
        }
        return item.has("file")
                ? new TableField.OfFile(item.text("file", ""))
                : new TableField.Learnt(
                        item.whole("min_count", sparse.minCount(), 1, Integer.MAX_VALUE),
                        item.oneOf("order", TableField.Order.class, TableField.Order.TEXT));
    }

    private int buckets(ListedKeys item) {
        return item.whole("buckets", sparse.buckets(), 1, TableField.MOST_BUCKETS);
    }

    /// @param needed by what they are
    static List<Double> boundaries(ListedKeys item, String needed) {
        List<Double> bounds = new ArrayList<>();
        if (!item.has("boundaries")) {
            item.problem("", needed + " needs the key boundaries, as [18, 25, 35]");
        }
        item.value("boundaries", SettingType.Plain.REALS).ifPresent(value -> {
            Object numbers = SettingType.Plain.REALS.toJava(value);
            ((List<?>) numbers).forEach(number -> bounds.add((Double) number));
        });
        OptionalInt falling = java.util.stream.IntStream.range(1, bounds.size())
                .filter(i -> bounds.get(i) <= bounds.get(i - 1))
                .findFirst();
        falling.ifPresent(at ->
                item.problem("boundaries", "must rise, but " + bounds.get(at) + " comes after " + bounds.get(at - 1)));
        return bounds;
    }
}
