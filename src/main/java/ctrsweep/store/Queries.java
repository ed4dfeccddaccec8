package ctrsweep.store;

import ctrsweep.config.ConfigTree;
import ctrsweep.config.KeptSpec;
import ctrsweep.json.Json;
import ctrsweep.metric.Metric;
import ctrsweep.settings.InvalidSetting;
import ctrsweep.settings.TrialConfig;
import ctrsweep.space.Value;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.Point;
import ctrsweep.sweep.SweepDefinition;
import ctrsweep.sweep.TrialResult;
import ctrsweep.text.NearestName;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/// What can be asked of the results database.
public final class Queries {
    private final Database database;

    public Queries(Database database) {
        this.database = database;
    }

    /// All sweeps, the most recently active first.
    public List<SweepSummary> sweeps() {
        return database.use(SweepQuery::all);
    }

    /// The sweep of this name.
    ///
    /// @throws StoreException when there is none; names the nearest
    public SweepSummary sweep(String name) {
        List<SweepSummary> all = sweeps();
        return all.stream()
                .filter(sweep -> sweep.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new StoreException("no sweep " + name
                        + NearestName.hint(
                                name, all.stream().map(SweepSummary::name).toList())));
    }

    /// The sweep that was active last.
    ///
    /// @throws StoreException when there is none at all
    public SweepSummary latestSweep() {
        return sweeps().stream().findFirst().orElseThrow(() -> new StoreException("there is no sweep yet"));
    }

    /// Tells what was committed to a sweep by now from what will be: the text changes whenever a trial begins, has an
    /// epoch or ends, and costs a small part of what reading the sweep does. Empty where there is no such sweep.
    public Optional<String> version(String sweep) {
        return database.use(handle -> VersionQuery.of(handle, sweep));
    }

    /// All trials of a sweep's latest generation: by rank, then by number those without one.
    public List<TrialResult> trials(SweepSummary sweep) {
        return trials(sweep, TrialFilter.ofLatest(sweep));
    }

    /// Some trials of any generation, in the same order, with the ranks that they have among all.
    public List<TrialResult> trials(SweepSummary sweep, TrialFilter filter) {
        return database.use(handle -> TrialQuery.of(handle, sweep, filter));
    }

    /// The best points of a sweep, at most `count`.
    public List<Point> best(SweepSummary sweep, int count) {
        return Point.ranked(database.use(handle -> TrialQuery.best(handle, sweep, count)));
    }

    /// The objective of each sweep's best point, by the sweep's id; sweeps without one are absent.
    public Map<Long, Double> bestValues() {
        return database.use(SweepQuery::best);
    }

    /// What a condition on the trials of a sweep may name: every metric that was ever measured, and what varies
    /// or did in an earlier revision.
    public SweepColumns known(SweepSummary sweep) {
        return database.use(handle -> {
            Set<Metric> metrics = handle.select("SELECT split, name FROM metric")
                    .map((row, context) -> new Metric(row.getString("split"), row.getString("name")))
                    .collect(Collectors.toCollection(HashSet::new));
            metrics.add(sweep.objective());
            Set<String> paths = handle.select("""
                            SELECT DISTINCT path FROM trial_param
                             WHERE trial_id IN (SELECT min(id) FROM trial WHERE sweep_id = :sweep GROUP BY revision_id)""")
                    .bind("sweep", sweep.id())
                    .mapTo(String.class)
                    .collect(Collectors.toCollection(HashSet::new));
            paths.addAll(sweep.parameters());
            return new SweepColumns(metrics, paths);
        });
    }

    /// Where 95% of the bootstrap replicates of a trial's objective lie, where they were made.
    public Optional<Outcome.Interval> interval(SweepSummary sweep, TrialResult trial) {
        return database.use(handle -> DetailsQuery.interval(handle, sweep, trial.number()));
    }

    /// How many trials have a rank and an objective inside the interval.
    public long countInside(SweepSummary sweep, Outcome.Interval interval) {
        return database.use(handle -> handle.select("""
                        SELECT count(*) FROM trial
                         WHERE sweep_id = :sweep AND generation = :generation AND state = 'completed'
                           AND best_value BETWEEN :low AND :high""")
                .bind("sweep", sweep.id())
                .bind("generation", sweep.generation())
                .bind("low", interval.low())
                .bind("high", interval.high())
                .mapTo(Long.class)
                .one());
    }

    /// Gives each epoch that stands, with its trial's number: by trial, then by epoch.
    public void eachEpoch(SweepSummary sweep, TrialFilter filter, BiConsumer<Long, EpochReport> to) {
        database.use(handle -> EpochQuery.each(handle, sweep, filter, to));
    }

    /// One metric of some trials after each of their epochs, empty where it was not measured, by trial. A trial
    /// without epochs has no entry.
    public Map<Long, List<Optional<Double>>> curves(SweepSummary sweep, Metric metric, List<Long> trials) {
        return database.use(handle -> CurveQuery.of(handle, sweep, metric, trials));
    }

    /// One trial with its epochs.
    ///
    /// @throws StoreException when the sweep has no trial of this number
    public TrialDetails trial(SweepSummary sweep, long number) {
        TrialResult result = trials(sweep, TrialFilter.number(number)).stream()
                .findFirst()
                .orElseThrow(() -> new StoreException("sweep %s has no trial %d; %s"
                        .formatted(sweep.name(), number, range(trials(sweep, TrialFilter.ALL)))));
        return database.use(handle -> DetailsQuery.of(handle, sweep, result));
    }

    /// The spec that was launched last, as it was written.
    public String spec(SweepSummary sweep) {
        return database.use(handle ->
                handle.select("""
                        SELECT spec_text FROM sweep_revision WHERE sweep_id = :sweep ORDER BY revision DESC LIMIT 1""").bind("sweep", sweep.id()).mapTo(String.class).one());
    }

    /// The settings that the trials of that spec share, overrides included; none in databases from before
    /// schema version 2.
    public Value.Fields base(SweepSummary sweep) {
        return database.use(handle -> {
            Map<Integer, Value.Fields> bases = RunQuery.bases(handle, sweep);
            return Objects.requireNonNull(bases.get(Collections.max(bases.keySet())));
        });
    }

    /// The complete config of a trial.
    public TrialConfig config(SweepSummary sweep, TrialResult trial) {
        String config = database.use(handle -> DetailsQuery.config(handle, sweep, trial.number()));
        Value.Fields tree = (Value.Fields) Json.read(config);
        try {
            return KeptSpec.isOfProgram(spec(sweep)) ? ConfigTree.program(tree) : ConfigTree.experiment(tree);
        } catch (InvalidSetting e) {
            throw new StoreException("the config of trial %d of sweep %s is another version's: %s"
                    .formatted(trial.number(), sweep.name(), e.getMessage()));
        }
    }

    /// How long earlier trials took: those of the sweep, else those of any sweep with the same model and data.
    ///
    /// @return empty where there are none
    public Optional<TrialPace> pace(String sweep, TrialConfig base) {
        return database.use(handle -> PaceQuery.of(handle, sweep, base));
    }

    /// One fact of where trials ran, by trial number; trials that do not have it are absent.
    public Map<Long, String> provenance(SweepSummary sweep, String key) {
        return database.use(handle -> handle.select("""
                        SELECT trial.number, provenance.value
                          FROM trial JOIN provenance ON provenance.trial_id = trial.id
                         WHERE trial.sweep_id = :sweep AND provenance.key = :key""")
                .bind("sweep", sweep.id())
                .bind("key", key)
                .map((row, context) -> Map.entry(row.getLong(1), row.getString(2)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /// What a launch of this spec would find.
    public LaunchPreview preview(SweepDefinition definition) {
        return database.use(handle -> LaunchPreview.of(handle, definition));
    }

    /// The revisions of a sweep's spec, in their order.
    public List<Revision> revisions(SweepSummary sweep) {
        return database.use(handle -> RevisionQuery.of(handle, sweep));
    }

    private static String range(List<TrialResult> trials) {
        if (trials.isEmpty()) {
            return "it has none yet";
        }
        long first = trials.stream().mapToLong(TrialResult::number).min().orElseThrow();
        long last = trials.stream().mapToLong(TrialResult::number).max().orElseThrow();
        return "its %d trials are numbered from %d to %d".formatted(trials.size(), first, last);
    }
}
