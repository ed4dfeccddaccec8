package ctrsweep.sweep;

import ctrsweep.config.ConfigTree;
import ctrsweep.metric.Metric;
import ctrsweep.settings.TrialConfig;
import ctrsweep.space.Condition;
import ctrsweep.space.Value;
import ctrsweep.store.NaiveFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Reads the one sweep of a [MemoryLog].
record MemoryResults(MemoryLog log) implements Results {

    @Override
    public String id() {
        return "memory";
    }

    private SweepDefinition definition() {
        return log.definition().orElseThrow();
    }

    @Override
    public List<SweepSummary> sweeps() {
        return log.definition().stream().map(this::summary).toList();
    }

    private SweepSummary summary(SweepDefinition definition) {
        Map<TrialState, Integer> states = new EnumMap<>(TrialState.class);
        log.entries().forEach(entry -> states.merge(entry.state, 1, Integer::sum));
        return new SweepSummary(
                1,
                definition.name(),
                definition.method(),
                definition.seed(),
                definition.objective(),
                definition.goal(),
                definition.otherObjectives(),
                definition.parameters(),
                1,
                1,
                0,
                states,
                OptionalLong.empty(),
                Map.of(),
                SweepLabels.NONE,
                log.created(),
                log.entries().stream()
                        .map(entry -> entry.updated)
                        .max(Comparator.naturalOrder())
                        .orElse(log.created()));
    }

    /// Only databases have workers on other hosts.
    @Override
    public List<WorkerStatus> workers() {
        return List.of();
    }

    @Override
    public Optional<String> version(String sweep) {
        return log.definition()
                .filter(definition -> definition.name().equals(sweep))
                .map(_ -> Long.toString(log.writes()));
    }

    @Override
    public List<Trial> trials(SweepSummary sweep, TrialFilter filter) {
        List<Trial> all = log.entries().stream().map(this::trial).toList();
        return ranked(sweep, all).stream()
                .filter(trial -> filter.condition()
                        .map(Condition::parse)
                        .filter(condition -> !new NaiveFilter(values(trial), filter.zone()).holds(condition))
                        .isEmpty())
                .sorted(Comparator.comparing((Trial trial) -> trial.rank().orElse(Integer.MAX_VALUE))
                        .thenComparing(Trial::number))
                .toList();
    }

    private List<Trial> ranked(SweepSummary sweep, List<Trial> all) {
        if (!sweep.hasSeveralObjectives()) {
            return new Ranks(sweep.objective(), sweep.goal(), definition().repeats()).of(all);
        }
        List<Trial> completed = all.stream()
                .filter(trial -> trial.state() == TrialState.COMPLETED)
                .toList();
        Map<String, Fronts.Place> places =
                new Fronts(sweep.allObjectives(), definition().repeats()).places(completed);
        return all.stream()
                .map(trial -> {
                    Optional<Fronts.Place> place = Optional.ofNullable(places.get(trial.point()))
                            .filter(_ -> trial.state() == TrialState.COMPLETED);
                    return trial.placed(place.map(Fronts.Place::rank), place.map(Fronts.Place::front));
                })
                .toList();
    }

    private static Map<String, Object> values(Trial trial) {
        Map<String, Object> values = new HashMap<>();
        values.put("state", trial.state().name().toLowerCase(Locale.ROOT));
        trial.metrics().forEach((metric, value) -> values.put(metric.toString(), value));
        trial.assignment().values().forEach((path, value) -> values.put("params." + path, value));
        return values;
    }

    private Trial trial(MemoryLog.Entry entry) {
        return new Trial(
                entry.number,
                Optional.empty(),
                entry.state,
                entry.trial.assignment(),
                entry.outcome
                        .map(outcome -> switch (outcome) {
                            case Outcome.Completed done -> done.epochs();
                            case Outcome.Pruned pruned -> pruned.epochs();
                            case Outcome.Failed _ -> standing(entry).size();
                        })
                        .orElse(standing(entry).size()),
                entry.outcome.flatMap(outcome -> switch (outcome) {
                    case Outcome.Completed done -> Optional.of(done.bestEpoch());
                    case Outcome.Pruned pruned -> Optional.of(pruned.bestEpoch());
                    case Outcome.Failed _ -> Optional.empty();
                }),
                entry.outcome.map(Outcome::metrics).orElse(Map.of()),
                entry.reason,
                entry.epochs.stream().mapToDouble(EpochReport::seconds).sum(),
                entry.trial.config().seed(),
                entry.trial.configHash(),
                ConfigTree.pointHash(entry.trial.config()),
                entry.outcome.flatMap(outcome ->
                        outcome instanceof Outcome.Failed failed ? Optional.of(failed.error()) : Optional.empty()),
                1);
    }

    private static SortedMap<Integer, EpochReport> standing(MemoryLog.Entry entry) {
        SortedMap<Integer, EpochReport> standing = new TreeMap<>();
        for (int i = 0; i < entry.epochs.size(); i++) {
            EpochReport epoch = entry.epochs.get(i);
            if (i > 0
                    && entry.recorded.get(i).attempt()
                            > entry.recorded.get(i - 1).attempt()) {
                standing.tailMap(epoch.epoch()).clear();
            }
            standing.put(epoch.epoch(), epoch);
        }
        return standing;
    }

    @Override
    public List<Point> best(SweepSummary sweep, int count) {
        return Point.ranked(trials(sweep)).stream().limit(count).toList();
    }

    @Override
    public Map<Long, Double> bestValues() {
        Map<Long, Double> values = new HashMap<>();
        sweeps().forEach(sweep -> best(sweep, 1)
                .forEach(point -> point.mean(sweep.objective()).ifPresent(mean -> values.put(sweep.id(), mean))));
        return values;
    }

    private MemoryLog.Entry entry(long number) {
        return log.entries().stream()
                .filter(entry -> entry.number == number)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public Optional<Outcome.Interval> interval(SweepSummary sweep, Trial trial) {
        return entry(trial.number())
                .outcome
                .flatMap(outcome -> outcome instanceof Outcome.Completed done
                        ? Optional.ofNullable(done.intervals().get(sweep.objective()))
                        : Optional.empty());
    }

    @Override
    public void eachEpoch(SweepSummary sweep, TrialFilter filter, BiConsumer<Long, EpochReport> to) {
        trials(sweep, filter).stream().map(Trial::number).sorted().forEach(number -> standing(entry(number))
                .values()
                .forEach(epoch -> to.accept(number, epoch)));
    }

    @Override
    public Map<Long, List<Optional<Double>>> curves(SweepSummary sweep, Metric metric, List<Long> trials) {
        Map<Long, List<Optional<Double>>> curves = new LinkedHashMap<>();
        for (Long number : trials) {
            List<Optional<Double>> curve = standing(entry(number)).values().stream()
                    .map(epoch -> Optional.ofNullable(epoch.metrics().get(metric)))
                    .toList();
            if (!curve.isEmpty()) {
                curves.put(number, curve);
            }
        }
        return curves;
    }

    @Override
    public Optional<TrialDetails> details(SweepSummary sweep, long number) {
        return trials(sweep).stream()
                .filter(trial -> trial.number() == number)
                .findFirst()
                .map(trial -> details(sweep, trial));
    }

    private TrialDetails details(SweepSummary sweep, Trial trial) {
        MemoryLog.Entry entry = entry(trial.number());
        Map<String, Value> base = ConfigTree.settings(definition().base());
        Map<String, Value> changes = new LinkedHashMap<>(ConfigTree.settings(entry.trial.config()));
        changes.entrySet().removeIf(change -> change.getValue().equals(base.get(change.getKey())));
        List<TrialDetails.Spell> spells = new ArrayList<>();
        spells.add(new TrialDetails.Spell(entry.started, entry.updated));
        return new TrialDetails(
                trial,
                List.copyOf(standing(entry).values()),
                base,
                changes,
                entry.attempt,
                entry.state == TrialState.RUNNING ? Optional.of(entry.owner) : Optional.empty(),
                spells,
                entry.outcome.map(_ -> entry.updated),
                interval(sweep, trial),
                entry.outcome.map(Outcome::provenance).orElse(Map.of()),
                entry.outcome
                        .map(outcome -> outcome instanceof Outcome.Completed done
                                ? done.artifacts()
                                : List.<Outcome.Artifact>of())
                        .orElse(List.of()));
    }

    @Override
    public void eachTrial(SweepSummary sweep, Consumer<TrialDetails> to) {
        trials(sweep).stream()
                .sorted(Comparator.comparing(Trial::number))
                .map(trial -> details(sweep, trial))
                .forEach(to);
    }

    @Override
    public Map<Integer, Instant> recorded(SweepSummary sweep, long number) {
        Map<Integer, Instant> recorded = new TreeMap<>();
        entry(number).recorded.forEach(each -> recorded.put(each.epoch(), each.at()));
        return recorded;
    }

    @Override
    public TrialConfig config(SweepSummary sweep, Trial trial) {
        return entry(trial.number()).trial.config();
    }

    @Override
    public String spec(SweepSummary sweep) {
        return definition().specText();
    }

    @Override
    public Value.Fields base(SweepSummary sweep) {
        return ConfigTree.of(definition().base());
    }

    @Override
    public List<Revision> revisions(SweepSummary sweep) {
        return List.of(new Revision(1, log.created(), spec(sweep), log.entries().size()));
    }

    @Override
    public Map<Long, String> provenance(SweepSummary sweep, String key) {
        Map<Long, String> facts = new HashMap<>();
        log.entries().forEach(entry -> entry.outcome
                .map(outcome -> outcome.provenance().get(key))
                .ifPresent(fact -> facts.put(entry.number, fact)));
        return facts;
    }

    @Override
    public List<SweepEvent> events(SweepSummary sweep, Instant since) {
        return log.entries().stream()
                .flatMap(entry -> Stream.concat(epochs(sweep, entry), ended(entry)))
                .filter(event -> !event.at().isBefore(since))
                .sorted(Comparator.comparing(SweepEvent::at))
                .toList();
    }

    private static Stream<SweepEvent> epochs(SweepSummary sweep, MemoryLog.Entry entry) {
        List<SweepEvent> events = new ArrayList<>();
        for (int i = 0; i < entry.epochs.size(); i++) {
            MemoryLog.Recorded recorded = entry.recorded.get(i);
            if (recorded.attempt() == entry.attempt) {
                events.add(new SweepEvent.Epoch(
                        recorded.at(),
                        entry.number,
                        recorded.epoch(),
                        Optional.ofNullable(entry.epochs.get(i).metrics().get(sweep.objective()))));
            }
        }
        return events.stream();
    }

    private static Stream<SweepEvent> ended(MemoryLog.Entry entry) {
        return entry.outcome.stream()
                .map(outcome -> new SweepEvent.Ended(
                        entry.updated,
                        entry.number,
                        entry.state,
                        entry.value,
                        outcome instanceof Outcome.Failed failed ? Optional.of(failed.error()) : Optional.empty()));
    }

    @Override
    public Optional<TrialPace> pace(String sweep, TrialConfig base) {
        List<Double> seconds = log.entries().stream()
                .flatMap(entry -> entry.epochs.stream().map(EpochReport::seconds))
                .toList();
        return seconds.isEmpty()
                ? Optional.empty()
                : Optional.of(new TrialPace(
                        log.entries().stream()
                                .filter(entry -> !entry.epochs.isEmpty())
                                .count(),
                        seconds.stream().mapToDouble(each -> each).average().orElseThrow(),
                        true));
    }

    @Override
    public LaunchPreview preview(SweepDefinition definition) {
        Map<String, LaunchPreview.Known> known = new HashMap<>();
        log.entries()
                .forEach(entry ->
                        known.put(entry.trial.configHash(), new LaunchPreview.Known(entry.number, entry.state)));
        return new LaunchPreview(0, known);
    }

    @Override
    public <T> T snapshot(Supplier<T> reading) {
        return reading.get();
    }
}
