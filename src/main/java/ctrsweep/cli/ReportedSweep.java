package ctrsweep.cli;

import ctrsweep.config.ConfigTree;
import ctrsweep.config.KeptSpec;
import ctrsweep.report.page.PageSource;
import ctrsweep.report.page.SearchedSweep;
import ctrsweep.report.page.SearchedTrial;
import ctrsweep.report.page.SearchedTrial.Spell;
import ctrsweep.settings.Experiment;
import ctrsweep.space.Value;
import ctrsweep.store.Database;
import ctrsweep.store.SweepSummary;
import ctrsweep.store.TrialRun;
import ctrsweep.store.WholeSweep;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.TrialResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A sweep as a page wants it, out of the database.
final class ReportedSweep {
    private final WholeSweep whole;
    private final boolean ofProgram;
    private final Map<Long, List<EpochReport>> epochs = new HashMap<>();
    private final Map<Integer, Map<String, Value>> bases = new HashMap<>();

    private ReportedSweep(WholeSweep whole) {
        this.whole = whole;
        ofProgram = KeptSpec.isOfProgram(whole.spec());
    }

    /// As of one moment.
    static SearchedSweep read(Database database, String name) {
        return WholeSweep.read(database, name, whole -> new ReportedSweep(whole).searched());
    }

    private SearchedSweep searched() {
        whole.eachEpoch((trial, epoch) ->
                epochs.computeIfAbsent(trial, _ -> new ArrayList<>()).add(epoch));
        whole.bases().forEach((revision, base) -> bases.put(revision, complete(base)));
        Map<Long, TrialRun> runs = whole.runs().stream().collect(Collectors.toMap(TrialRun::number, run -> run));
        SweepSummary summary = whole.summary();
        return new SearchedSweep(
                summary.name(),
                new PageSource.Sweep(
                        summary.method(), summary.seed(), ofProgram, summary.created(), summary.lastActivity()),
                summary.objective(),
                summary.goal(),
                summary.parameters(),
                whole.space().domains(),
                summary.reachable(),
                whole.results().stream()
                        .flatMap(result -> Optional.ofNullable(runs.get(result.number())).stream()
                                .map(run -> trial(result, run)))
                        .toList());
    }

    /// A setting that came later has its default, which means what was done before.
    private Map<String, Value> complete(Value.Fields base) {
        Map<String, Value> settings =
                new LinkedHashMap<>(ofProgram ? Map.of() : ConfigTree.settings(Experiment.DEFAULTS));
        settings.putAll(ConfigTree.flat(base));
        return settings;
    }

    private SearchedTrial trial(TrialResult result, TrialRun run) {
        Map<String, Value> base = bases.getOrDefault(run.revision(), Map.of());
        Map<String, Value> changes = ConfigTree.flat(run.changes());
        changes.entrySet().removeIf(change -> change.getValue().equals(base.get(change.getKey())));
        return new SearchedTrial(
                result,
                epochs.getOrDefault(result.number(), List.of()),
                base,
                changes,
                run.spells().stream()
                        .map(spell -> new Spell(spell.from(), spell.to()))
                        .toList(),
                run.interval(),
                run.provenance());
    }
}
