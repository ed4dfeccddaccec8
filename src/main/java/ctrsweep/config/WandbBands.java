package ctrsweep.config;

import ctrsweep.settings.SettingType;
import ctrsweep.space.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// W&B's `early_terminate`, as the keys of the pruner `bands`.
///
/// With `max_iter` and `s`, the bands are `max_iter / eta`, `max_iter / eta^2` and so on, `s` of them, rounded down,
/// none below 1. With `min_iter` they are `min_iter`, `min_iter * eta`, `min_iter * eta^2` and so on, below
/// `max_iter` where that is there.
///
/// @param early the section `early_terminate`
record WandbBands(Section early) {
    private static final double USUAL_ETA = 3;

    /// Bands beyond this are beyond all trials.
    private static final int MOST_EPOCHS = 1_000_000;

    /// Empty after problems.
    Optional<Map<String, Value>> read() {
        Optional<String> type = early.text("type");
        if (early.entry("type").isEmpty()) {
            early.problem("needs type: hyperband");
        }
        boolean known = type.isPresent()
                && early.valid(
                        "type", type.get().equals("hyperband"), "no such type: " + type.get() + "; there is hyperband");
        double eta = early.value("eta", SettingType.Plain.REAL)
                .map(value -> value.number().orElseThrow())
                .orElse(USUAL_ETA);
        boolean strict = early.value("strict", SettingType.Plain.TRUTH)
                .map(value -> value.equals(new Value.Bool(true)))
                .orElse(false);
        OptionalLong min = early.atLeastOne("min_iter");
        OptionalLong max = early.atLeastOne("max_iter");
        OptionalLong steps = early.atLeastOne("s");
        if (!early.valid("eta", eta > 1, "must be above 1, not " + eta) || !known || !goTogether()) {
            return Optional.empty();
        }
        List<Value> bands = has("max_iter") && has("s") ? below(max, steps, eta) : above(min, max, eta);
        if (bands.isEmpty()) {
            if (has("max_iter") ? max.isPresent() && (steps.isPresent() || min.isPresent()) : min.isPresent()) {
                early.problems()
                        .add(
                                early.place(),
                                early.label(),
                                "has no band of at least one epoch: no run would ever be stopped");
            }
            return Optional.empty();
        }
        Map<String, Value> pruner = new LinkedHashMap<>();
        pruner.put("name", new Value.Text("bands"));
        pruner.put("bands", new Value.Items(bands));
        pruner.put("eta", new Value.Real(eta));
        pruner.put("strict", new Value.Bool(strict));
        return Optional.of(pruner);
    }

    List<String> notes() {
        return has("min_iter") && has("s") && !has("max_iter")
                ? List.of("early_terminate.s counts bands back from max_iter; beside min_iter it has no effect")
                : List.of();
    }

    private boolean goTogether() {
        if (has("max_iter") && !has("s") && !has("min_iter")) {
            return refuse("max_iter needs s: at how many bands runs are compared");
        }
        if (has("max_iter") && has("s") && has("min_iter")) {
            return refuse("takes max_iter and s, or min_iter, not all three");
        }
        return has("max_iter") || has("min_iter") || refuse("needs min_iter, or max_iter and s");
    }

    private boolean refuse(String message) {
        early.problem(message);
        return false;
    }

    private boolean has(String key) {
        return early.entry(key).isPresent();
    }

    private static List<Value> below(OptionalLong max, OptionalLong steps, double eta) {
        List<Value> bands = new ArrayList<>();
        double band = max.orElse(0);
        for (long step = 0; step < steps.orElse(0); step++) {
            band /= eta;
            if (band < 1) {
                break;
            }
            add(bands, band);
        }
        Collections.reverse(bands);
        return bands;
    }

    private static List<Value> above(OptionalLong min, OptionalLong max, double eta) {
        List<Value> bands = new ArrayList<>();
        double most = Math.min(max.orElse(MOST_EPOCHS), MOST_EPOCHS);
        for (double band = min.orElse(MOST_EPOCHS); band < most; band *= eta) {
            add(bands, band);
        }
        return bands;
    }

    /// Bands that round to the same number of epochs are one.
    private static void add(List<Value> bands, double band) {
        Value whole = new Value.Int((long) band);
        if (bands.isEmpty() || !bands.getLast().equals(whole)) {
            bands.add(whole);
        }
    }
}
