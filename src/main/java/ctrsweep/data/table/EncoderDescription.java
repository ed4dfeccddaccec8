package ctrsweep.data.table;

import ctrsweep.data.EncodingFacts;
import ctrsweep.settings.TableField;
import ctrsweep.settings.TableSettings;
import ctrsweep.space.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Describes fitted encoders.
record EncoderDescription(TableSettings settings, FieldCoders coders) {

    EncodingFacts facts() {
        Map<String, Value.Fields> fields = new LinkedHashMap<>();
        Map<String, EncodingFacts.Values> vocabularies = new LinkedHashMap<>();
        for (FieldCoder coder : coders.list()) {
            Map<String, Value> facts = new LinkedHashMap<>();
            switch (coder) {
                case SparseCoder one -> {
                    begin(one.field(), one.table(), facts);
                    facts.put("missing", new Value.Text(one.field().missing()));
                    encoder(one.field().table(), one.table(), facts, vocabularies);
                }
                case SequenceCoder many -> {
                    begin(many.field(), many.table(), facts);
                    facts.put("separator", new Value.Text(many.field().separator()));
                    facts.put("length", new Value.Int(many.field().length()));
                    if (!many.field().weights().isEmpty()) {
                        facts.put("weights", new Value.Text(many.field().weights()));
                    }
                    encoder(many.field().table(), many.table(), facts, vocabularies);
                }
                case CountCoder count -> {
                    begin(count.field(), count.table(), facts);
                    encoder(CountCoder.vocabulary(count.name()), count.table(), facts, vocabularies);
                    facts.put("encoder", new Value.Text("count"));
                    List<Value> counts = new ArrayList<>();
                    for (int id = 0; id < count.counts().size(); id++) {
                        counts.add(new Value.Int(count.counts().of(id)));
                    }
                    facts.put("counts", new Value.Items(counts));
                    facts.put("steps", steps(count.scale()));
                }
                case DenseCoder dense -> {
                    facts.put("kind", new Value.Text("dense"));
                    facts.put("columns", texts(dense.field().source().columns()));
                    facts.put(
                            "plain",
                            new Value.Bool(isColumn(dense.field())
                                    && dense.extractor().isPlain()
                                    && dense.field().separator().isEmpty()));
                    facts.put("settings", given(dense.field()));
                    facts.put("missing", new Value.Real(dense.field().missing()));
                    facts.put("steps", Value.Items.of(dense.scales(), EncoderDescription::steps));
                    if (dense.scales().size() == 1) {
                        facts.put("steps", steps(dense.scales().getFirst()));
                    }
                }
            }
            fields.put(coder.name(), new Value.Fields(facts));
        }
        return new EncodingFacts(fields, vocabularies);
    }

    private void begin(TableField field, IdTable table, Map<String, Value> facts) {
        String kind =
                switch (field) {
                    case TableField.Sparse _ -> "sparse";
                    case TableField.Sequence _ -> "sequence";
                    case TableField.Dense _ -> "dense";
                };
        facts.put("kind", new Value.Text(kind));
        facts.put("columns", texts(field.source().columns()));
        facts.put(
                "plain",
                new Value.Bool(isColumn(field)
                        && (field.extraction().take().isCounted()
                                || new ValueExtractor(field.extraction(), new TimeParser(settings.timeFormat()))
                                        .isPlain())));
        facts.put("settings", given(field));
        facts.put("ids", new Value.Int(table.size()));
    }

    private static boolean isColumn(TableField field) {
        return field.source() instanceof TableField.Column;
    }

    private static void encoder(
            String name, IdTable table, Map<String, Value> facts, Map<String, EncodingFacts.Values> vocabularies) {
        switch (table) {
            case HashBuckets(int buckets) -> {
                facts.put("encoder", new Value.Text("hash"));
                facts.put("buckets", new Value.Int(buckets));
            }
            case NumberBuckets(int buckets) -> {
                facts.put("encoder", new Value.Text("number"));
                facts.put("buckets", new Value.Int(buckets));
            }
            case Boundaries(List<Double> bounds) -> {
                facts.put("encoder", new Value.Text("boundaries"));
                facts.put("boundaries", Value.Items.of(bounds, Value.Real::new));
            }
            default -> {
                facts.put("encoder", new Value.Text("vocabulary"));
                facts.put("vocabulary", new Value.Text(name));
                vocabularies.put(name, new EncodingFacts.Values(table.size() - 1, table::text));
            }
        }
    }

    /// The keys of the field in the settings.
    private Value given(TableField field) {
        return settings.fields().stream()
                .filter(value -> value instanceof Value.Fields(Map<String, Value> keys)
                        && (new Value.Text(field.name()).equals(keys.get("name"))
                                || (keys.get("names") instanceof Value.Items(List<Value> names)
                                        && names.contains(new Value.Text(field.name())))))
                .findFirst()
                .orElse(new Value.Fields(Map.of()));
    }

    private static Value texts(List<String> texts) {
        return Value.Items.of(texts, Value.Text::new);
    }

    /// A scale that has seen no number has no finite range.
    private static Value steps(Scale scale) {
        return Value.Items.of(
                scale.fitted(),
                step -> new Value.Fields(Map.of(
                        "function",
                        new Value.Text(step.function().name().toLowerCase(Locale.ROOT)),
                        "constants",
                        Value.Items.of(
                                step.constants(), number -> new Value.Real(Double.isFinite(number) ? number : 0)))));
    }
}
