package ctrsweep.config;

import ctrsweep.search.Pruner;
import ctrsweep.search.prune.AshaPruner;
import ctrsweep.search.prune.BandPruner;
import ctrsweep.search.prune.HyperbandPruner;
import ctrsweep.search.prune.MedianPruner;
import ctrsweep.search.prune.PatiencePruner;
import ctrsweep.search.prune.ThresholdPruner;
import ctrsweep.space.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A pruner as named fields, for [SpecHash].
final class PrunerFields {
    private PrunerFields() {}

    static Value of(Pruning pruning) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("name", SpecHash.text(pruning.name()));
        fields.put("metric", SpecHash.text(pruning.metric().toString()));
        fields.putAll(of(pruning.pruner()).values());
        return new Value.Fields(fields);
    }

    private static Value.Fields of(Pruner pruner) {
        return switch (pruner) {
            case AshaPruner asha -> halving(asha.minEpochs(), asha.maxEpochs(), asha.eta());
            case HyperbandPruner hyperband -> halving(hyperband.minEpochs(), hyperband.maxEpochs(), hyperband.eta());
            case BandPruner(List<Integer> bands, double eta, boolean strict) ->
                SpecHash.fields(
                        "bands",
                        new Value.Items(
                                bands.stream().<Value>map(Value.Int::new).toList()),
                        "eta",
                        new Value.Real(eta),
                        "strict",
                        new Value.Bool(strict));
            case MedianPruner(int startup, int warmup, int interval) ->
                SpecHash.fields("startup", whole(startup), "warmup", whole(warmup), "interval", whole(interval));
            case PatiencePruner(int patience, double minDelta) ->
                SpecHash.fields("patience", whole(patience), "min_delta", new Value.Real(minDelta));
            case ThresholdPruner(double lower, double upper, int warmup) ->
                SpecHash.fields(
                        "lower", SpecHash.text(Double.toString(lower)),
                        "upper", SpecHash.text(Double.toString(upper)),
                        "warmup", whole(warmup));
            default -> throw new IllegalArgumentException("no spec has such a pruner: " + pruner);
        };
    }

    private static Value.Fields halving(int min, int max, int eta) {
        return SpecHash.fields("min_epochs", whole(min), "max_epochs", whole(max), "eta", whole(eta));
    }

    private static Value whole(int number) {
        return new Value.Int(number);
    }
}
