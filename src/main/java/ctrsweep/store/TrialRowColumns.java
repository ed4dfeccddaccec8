package ctrsweep.store;

import ctrsweep.sweep.StopReason;
import ctrsweep.sweep.TrialState;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The columns that every trial has in its own row.
final class TrialRowColumns {
    private TrialRowColumns() {}

    /// @param zone of dates that name none
    static Map<String, QueryColumn> byName(ZoneId zone) {
        List<QueryColumn> columns = List.of(
                new NumberColumn("objective", "trial.best_value"),
                new NumberColumn("value", "trial.best_value"),
                new NumberColumn("trial", "trial.number"),
                WordColumn.of("state", "trial.state", TrialState.values()),
                WordColumn.of("stop_reason", "trial.stop_reason", StopReason.values()),
                new NumberColumn("attempt", "trial.attempt"),
                new NumberColumn("epochs", "trial.epochs"),
                new NumberColumn("best_epoch", "trial.best_epoch"),
                new SpanColumn("seconds", "trial.seconds"),
                new NumberColumn("seed", "trial.seed"),
                new NumberColumn("generation", "trial.generation"),
                new TextColumn("error", new ColumnSource.TrialRow(), "trial.error"),
                new TextColumn("config_hash", new ColumnSource.TrialRow(), "trial.config_hash"),
                new TextColumn("owner", new ColumnSource.TrialRow(), "trial.owner"),
                new TimeColumn("created", "trial.created_at", zone),
                new TimeColumn("started", "trial.started_at", zone),
                new TimeColumn("ended", "trial.ended_at", zone),
                new TimeColumn("updated", "trial.updated_at", zone));
        return columns.stream()
                .collect(Collectors.toMap(QueryColumn::name, Function.identity(), (a, _) -> a, LinkedHashMap::new));
    }
}
