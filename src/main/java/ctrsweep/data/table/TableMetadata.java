package ctrsweep.data.table;

import ctrsweep.json.Json;
import ctrsweep.space.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Everything that is stored about a table besides its columns.
///
/// @param digest of the files' contents
/// @param order where given parts do not follow each other in time: what is wrong; else empty
/// @param remarks what else a person should know before training
/// @param cutPoints of the temporal split
/// @param scales by input of the model: [Scale#state]
/// @param itemFields none where no negatives are drawn
/// @param validation one for each field
/// @param test one for each field
record TableMetadata(
        String digest,
        BadRows badRows,
        String order,
        List<String> remarks,
        Optional<CutPoints> cutPoints,
        Map<String, List<Double>> scales,
        ItemFields itemFields,
        List<Coverage> validation,
        List<Coverage> test) {
    TableMetadata {
        remarks = List.copyOf(remarks);
        scales = Map.copyOf(scales);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
    }

    /// Rows that were left out, times that contradict the parts, and all else that should be known.
    Optional<String> remark() {
        String remark = Stream.concat(Stream.of(badRows.count() == 0 ? "" : badRows.words(), order), remarks.stream())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
        return Optional.of(remark).filter(text -> !text.isEmpty());
    }

    /// Empty where there was nothing to learn.
    List<Double> scale(String input) {
        return scales.getOrDefault(input, List.of());
    }

    String json() {
        Map<String, Value> learnt = new LinkedHashMap<>();
        scales.forEach((input, state) -> learnt.put(input, reals(state)));
        Map<String, Value> all = new LinkedHashMap<>();
        all.put("digest", new Value.Text(digest));
        all.put("bad_rows", new Value.Int(badRows.count()));
        all.put("examples", texts(badRows.examples()));
        all.put("order", new Value.Text(order));
        all.put("remarks", texts(remarks));
        all.put(
                "cut_points",
                reals(cutPoints
                        .map(cuts -> List.of(cuts.first(), cuts.second()))
                        .orElse(List.of())));
        all.put("scales", new Value.Fields(learnt));
        Map<String, Value> elapsed = new LinkedHashMap<>();
        itemFields.elapsed().forEach((field, ofItem) -> elapsed.put(field, new Value.Bool(ofItem)));
        all.put("item_inputs", texts(itemFields.inputs()));
        all.put("elapsed", new Value.Fields(elapsed));
        Map<String, Value> crossed = new LinkedHashMap<>();
        itemFields.crossed().forEach((field, ofItem) -> crossed.put(field, Value.Items.of(ofItem, Value.Bool::new)));
        all.put("crossed", new Value.Fields(crossed));
        all.put("validation", coverages(validation));
        all.put("test", coverages(test));
        return Json.write(new Value.Fields(all));
    }

    /// @throws IllegalArgumentException when it is not what [#json] gives
    static TableMetadata of(String json) {
        Map<String, Value> all = fields(Json.read(json));
        Map<String, List<Double>> scales = new LinkedHashMap<>();
        fields(get(all, "scales")).forEach((input, state) -> scales.put(input, numbers(state)));
        Map<String, Boolean> elapsed = new LinkedHashMap<>();
        fields(get(all, "elapsed")).forEach((field, ofItem) -> elapsed.put(field, ofItem.equals(new Value.Bool(true))));
        Map<String, List<Boolean>> crossed = new LinkedHashMap<>();
        fields(all.getOrDefault("crossed", new Value.Fields(Map.of())))
                .forEach((field, ofItem) -> crossed.put(
                        field,
                        items(ofItem).stream().map(new Value.Bool(true)::equals).toList()));
        return new TableMetadata(
                get(all, "digest").toString(),
                new BadRows((long) number(get(all, "bad_rows")), texts(get(all, "examples"))),
                get(all, "order").toString(),
                texts(get(all, "remarks")),
                cutPoints(get(all, "cut_points")),
                scales,
                new ItemFields(texts(get(all, "item_inputs")), elapsed, crossed),
                coverages(get(all, "validation")),
                coverages(get(all, "test")));
    }

    private static Value get(Map<String, Value> all, String key) {
        Value value = all.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no " + key);
        }
        return value;
    }

    private static Map<String, Value> fields(Value value) {
        return value instanceof Value.Fields(Map<String, Value> values) ? values : Map.of();
    }

    private static List<Value> items(Value value) {
        return value instanceof Value.Items(List<Value> values) ? values : List.of();
    }

    private static List<String> texts(Value value) {
        return items(value).stream().map(Value::toString).toList();
    }

    private static Value texts(List<String> texts) {
        return Value.Items.of(texts, Value.Text::new);
    }

    private static double number(Value value) {
        return value.number().orElseThrow(() -> new IllegalArgumentException("not a number: " + value));
    }

    private static List<Double> numbers(Value value) {
        return items(value).stream().map(TableMetadata::number).toList();
    }

    private static Optional<CutPoints> cutPoints(Value value) {
        List<Double> cuts = numbers(value);
        return cuts.isEmpty() ? Optional.empty() : Optional.of(new CutPoints(cuts.getFirst(), cuts.getLast()));
    }

    private static List<Coverage> coverages(Value value) {
        return items(value).stream()
                .map(TableMetadata::numbers)
                .map(each ->
                        new Coverage(each.getFirst().longValue(), each.getLast().longValue()))
                .toList();
    }

    private static Value reals(List<Double> numbers) {
        return Value.Items.of(numbers, Value.Real::new);
    }

    private static Value coverages(List<Coverage> each) {
        return Value.Items.of(
                each,
                coverage ->
                        new Value.Items(List.of(new Value.Int(coverage.known()), new Value.Int(coverage.values()))));
    }
}
