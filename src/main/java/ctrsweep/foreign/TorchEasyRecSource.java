package ctrsweep.foreign;

import ctrsweep.space.ConditionException;
import ctrsweep.space.Expression;
import ctrsweep.space.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a feature of TorchEasyRec is made of. In encoded files each feature is a column of its own name.
///
/// @param kind of the feature, as `id_feature`
/// @param encoded whether the files hold encoded values
record TorchEasyRecSource(String kind, KeyReader feature, boolean encoded) {
    /// What stands between the pairs of a map, always.
    private static final String PAIRS = "\u001d";

    /// Why there is no such field, if so.
    Optional<String> refusal() {
        return switch (kind) {
            case "id_feature", "raw_feature", "combo_feature" -> Optional.empty();
            case "lookup_feature" ->
                feature.truth("need_key", false) && !encoded
                        ? Optional.of("a look-up gives the value without its key")
                        : Optional.empty();
            case "expr_feature" -> encoded ? Optional.empty() : problemOfExpression();
            default -> Optional.of("there is nothing like it here");
        };
    }

    private Optional<String> problemOfExpression() {
        try {
            Expression.parse(feature.text("expression", ""));
            return Optional.empty();
        } catch (ConditionException e) {
            return Optional.of("its expression is not read here: " + e.getMessage());
        }
    }

    boolean isOfIds() {
        return switch (kind) {
            case "id_feature", "combo_feature" -> true;
            case "lookup_feature" -> feature.truth("need_discrete", false);
            default -> false;
        };
    }

    boolean mayHaveSeveral() {
        return encoded || !List.of("lookup_feature", "expr_feature").contains(kind);
    }

    /// Writes it into the item of a field, and gives its columns.
    List<String> put(Map<String, Value> item, String name) {
        feature.notCarried("it looks up one value, for one key", "combiner", "value_separator");
        feature.notCarried("a missing column makes the value missing", "fill_missing");
        return switch (kind) {
            case "combo_feature" -> cross(item, name);
            case "lookup_feature" -> lookup(item, name);
            case "expr_feature" -> expression(item, name);
            default -> column(item, name);
        };
    }

    /// `user:age` is the column `age` of a user's side.
    private static String column(String written) {
        return written.substring(written.indexOf(':') + 1);
    }

    private List<String> column(Map<String, Value> item, String name) {
        String written = feature.text("expression", name);
        if (encoded) {
            return List.of(name);
        }
        String column = column(written);
        if (written.startsWith("feature:") || written.startsWith("const:")) {
            feature.notCarried("a field is made of columns; this one is read from column " + column, "expression");
        }
        if (!column.equals(name)) {
            item.put("column", new Value.Text(column));
        }
        return List.of(column);
    }

    private List<String> cross(Map<String, Value> item, String name) {
        List<String> columns = feature.texts("expression").stream()
                .map(TorchEasyRecSource::column)
                .toList();
        if (encoded) {
            return List.of(name);
        }
        item.put("cross", ImportedConfig.texts(columns));
        return columns;
    }

    private List<String> lookup(Map<String, Value> item, String name) {
        String map = column(feature.text("map", ""));
        String key = column(feature.text("key", ""));
        if (encoded) {
            return List.of(name);
        }
        Map<String, Value> lookup = new LinkedHashMap<>();
        lookup.put("map", new Value.Text(map));
        lookup.put("key", new Value.Text(key));
        lookup.put("separator", new Value.Text(PAIRS));
        item.put("lookup", new Value.Fields(lookup));
        return List.of(map, key);
    }

    private List<String> expression(Map<String, Value> item, String name) {
        List<String> variables = feature.texts("variables").stream()
                .map(TorchEasyRecSource::column)
                .toList();
        String expression = feature.text("expression", "");
        if (encoded) {
            return List.of(name);
        }
        item.put("expression", new Value.Text(expression));
        return variables;
    }
}
