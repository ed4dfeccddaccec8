package ctrsweep.cli.text;

import ctrsweep.config.ConfigTree;
import ctrsweep.metric.Metric;
import ctrsweep.report.Cell;
import ctrsweep.report.RankCorrelation;
import ctrsweep.settings.TrialConfig;
import ctrsweep.space.Value;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialDetails;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The output of `show --format json`. Times are ISO 8601 in UTC; absent values have no field, and values that are
/// not finite are text.
public final class TrialJson {
    private TrialJson() {}

    /// @param ranks how well early epochs predict the final ranks; empty if that is not known
    public static Value of(SweepSummary sweep, Optional<Double> best, List<RankCorrelation> ranks) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("sweep", text(sweep.name()));
        fields.put("method", text(sweep.method()));
        fields.put("seed", new Value.Int(sweep.seed()));
        fields.put("objective", text(sweep.objective().toString()));
        fields.put("goal", text(Phrases.of(sweep.goal())));
        if (sweep.hasSeveralObjectives()) {
            fields.put(
                    "objectives",
                    Value.Items.of(
                            sweep.allObjectives(),
                            objective -> new Value.Fields(Map.of(
                                    "metric", text(objective.metric().toString()),
                                    "goal", text(Phrases.of(objective.goal()))))));
        }
        fields.put("parameters", Value.Items.of(sweep.parameters(), TrialJson::text));
        fields.put("revisions", new Value.Int(sweep.revisions()));
        Map<String, Value> trials = new LinkedHashMap<>();
        sweep.trials().forEach((state, count) -> trials.put(Phrases.of(state), new Value.Int(count)));
        fields.put("trials", new Value.Fields(trials));
        best.ifPresent(value -> fields.put("best", number(value)));
        fields.put("best_reachable", metrics(sweep.reachable()));
        if (!ranks.isEmpty()) {
            fields.put("rank_correlations", Value.Items.of(ranks, TrialJson::correlation));
        }
        fields.put("begun", time(sweep.created()));
        fields.put("last_activity", time(sweep.lastActivity()));
        return new Value.Fields(fields);
    }

    /// @param config empty if this version cannot read it
    public static Value of(TrialDetails details, Optional<TrialConfig> config) {
        Trial result = details.trial();
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("trial", new Value.Int(result.number()));
        result.rank().ifPresent(rank -> fields.put("rank", new Value.Int(rank)));
        result.front().ifPresent(front -> fields.put("front", new Value.Int(front)));
        fields.put("state", text(Phrases.of(result.state())));
        result.stopReason().ifPresent(reason -> fields.put("stop_reason", text(Phrases.of(reason))));
        result.error().ifPresent(error -> fields.put("error", text(error)));
        result.bestEpoch().ifPresent(epoch -> fields.put("best_epoch", new Value.Int(epoch)));
        fields.put("metrics", metrics(result.metrics()));
        fields.put("params", new Value.Fields(result.assignment().values()));
        config.ifPresent(settings -> fields.put("config", ConfigTree.of(settings)));
        fields.put("config_hash", text(result.configHash()));
        fields.put("seed", new Value.Int(result.seed()));
        fields.put("attempt", new Value.Int(details.attempt()));
        details.owner().ifPresent(owner -> fields.put("owner", text(owner)));
        fields.put("seconds", number(result.seconds()));
        fields.put("started", time(details.started()));
        details.ended().ifPresent(ended -> fields.put("ended", time(ended)));
        fields.put("epochs", Value.Items.of(details.epochs(), TrialJson::epoch));
        fields.put("files", Value.Items.of(details.artifacts(), TrialJson::file));
        Map<String, Value> provenance = new LinkedHashMap<>();
        details.provenance().forEach((key, value) -> provenance.put(key, text(value)));
        fields.put("provenance", new Value.Fields(provenance));
        return new Value.Fields(fields);
    }

    private static Value correlation(RankCorrelation ranks) {
        return new Value.Fields(Map.of(
                "epoch", new Value.Int(ranks.epoch()),
                "correlation", number(ranks.correlation()),
                "trials", new Value.Int(ranks.trials())));
    }

    private static Value epoch(EpochReport epoch) {
        return new Value.Fields(Map.of(
                "epoch", new Value.Int(epoch.epoch()),
                "lr", number(epoch.lr()),
                "seconds", number(epoch.seconds()),
                "rows", new Value.Int(epoch.rows()),
                "metrics", metrics(epoch.metrics())));
    }

    private static Value file(Outcome.Artifact file) {
        return new Value.Fields(Map.of(
                "kind", text(file.kind()),
                "path", text(file.path()),
                "bytes", new Value.Int(file.bytes()),
                "sha256", text(file.sha256())));
    }

    private static Value metrics(Map<Metric, Double> metrics) {
        Map<String, Value> fields = new LinkedHashMap<>();
        metrics.forEach((metric, value) -> fields.put(metric.toString(), number(value)));
        return new Value.Fields(fields);
    }

    private static Value text(String text) {
        return new Value.Text(text);
    }

    private static Value number(double number) {
        return Double.isFinite(number) ? new Value.Real(number) : text(new Cell.NotFinite(number).toString());
    }

    private static Value time(Instant time) {
        return text(time.toString());
    }
}
