package ctrsweep.cli.text;

import ctrsweep.config.ConfigTree;
import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.metric.ValidationMetrics;
import ctrsweep.report.page.PageSource;
import ctrsweep.report.page.ReportedSweep;
import ctrsweep.space.Value;
import ctrsweep.sweep.ImportedConfigs;
import ctrsweep.sweep.ImportedRun;
import ctrsweep.sweep.Ranks;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialDetails;
import ctrsweep.sweep.TrialDetails.Spell;
import ctrsweep.sweep.TrialState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/// Runs as trials of a page, numbered from 0. The settings in which their configs differ are parameters; the
/// others are the base config.
public final class ComparedRuns {
    private final String name;
    private final List<String> names;
    private final List<ImportedRun> runs;
    private final Metric objective;
    private final Goal goal;
    private final ImportedConfigs configs;
    private final List<Map<String, Value>> settings;

    public ComparedRuns(String name, SequencedMap<String, ImportedRun> runs, Metric objective) {
        this.name = name;
        this.names = List.copyOf(runs.sequencedKeySet());
        this.runs = List.copyOf(runs.sequencedValues());
        this.objective = objective;
        this.goal = ValidationMetrics.goal(objective.name());
        this.configs = ImportedConfigs.of(this.runs);
        this.settings =
                this.runs.stream().map(run -> ConfigTree.flat(run.config())).toList();
    }

    public ReportedSweep asSweep() {
        List<Trial> results = new Ranks(objective, goal, 1)
                .of(IntStream.range(0, runs.size()).mapToObj(this::result).toList());
        Map<String, Value> base = base();
        return new ReportedSweep(
                name,
                new PageSource.Files(names),
                objective,
                goal,
                configs.parameters(),
                Map.of(),
                Map.of(),
                IntStream.range(0, runs.size())
                        .mapToObj(place -> trial(place, results.get(place), base))
                        .toList());
    }

    private Map<String, Value> base() {
        Map<String, Value> base = new LinkedHashMap<>(settings.getFirst());
        settings.forEach(each -> base.entrySet().retainAll(each.entrySet()));
        return base;
    }

    private TrialDetails trial(int place, Trial result, Map<String, Value> base) {
        ImportedRun run = runs.get(place);
        Map<String, Value> changes = new LinkedHashMap<>(settings.get(place));
        changes.keySet().removeAll(base.keySet());
        return new TrialDetails(
                result,
                run.curve(),
                base,
                changes,
                1,
                Optional.empty(),
                spells(run),
                run.ended(),
                Optional.empty(),
                provenance(place),
                run.artifacts());
    }

    /// The recorded provenance, and the file it comes from.
    private Map<String, String> provenance(int place) {
        Map<String, String> facts = new LinkedHashMap<>(runs.get(place).provenance());
        facts.put("source", names.get(place) + "/" + ResultsFile.NAME);
        return facts;
    }

    private Trial result(int place) {
        ImportedRun run = runs.get(place);
        return new Trial(
                place,
                Optional.empty(),
                TrialState.COMPLETED,
                configs.assignment(place),
                run.epochs(),
                run.bestEpoch(),
                run.metrics(),
                run.reason(),
                run.seconds(),
                configs.seed(place),
                run.hash(),
                configs.point(place, names.get(place)),
                Optional.empty(),
                1);
    }

    private static List<Spell> spells(ImportedRun run) {
        List<Spell> spells = new ArrayList<>();
        run.ended()
                .ifPresent(ended ->
                        spells.add(new Spell(ended.minus(Duration.ofMillis(Math.round(run.seconds() * 1000))), ended)));
        return spells;
    }
}
