package ctrsweep.store;

import ctrsweep.config.ConfigTree;
import ctrsweep.config.KeptSpec;
import ctrsweep.metric.Metric;
import ctrsweep.settings.InvalidSetting;
import ctrsweep.settings.TrialConfig;
import ctrsweep.space.Value;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.LaunchPreview;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.Point;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.ResultsException;
import ctrsweep.sweep.Revision;
import ctrsweep.sweep.SweepDefinition;
import ctrsweep.sweep.SweepEvent;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialDetails;
import ctrsweep.sweep.TrialFilter;
import ctrsweep.sweep.TrialKeys;
import ctrsweep.sweep.TrialPace;
import ctrsweep.sweep.WorkerStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Reads the results of a database.
public final class DatabaseResults implements Results {
    private final Database database;

    public DatabaseResults(Database database) {
        this.database = database;
    }

    @Override
    public String id() {
        return database.id();
    }

    @Override
    public List<SweepSummary> sweeps() {
        return database.use(SweepQuery::all);
    }

    @Override
    public Optional<String> version(String sweep) {
        return database.use(handle -> VersionQuery.of(handle, sweep));
    }

    @Override
    public List<Trial> trials(SweepSummary sweep, TrialFilter filter) {
        return database.use(handle -> TrialQuery.of(handle, sweep, sql(sweep, filter)));
    }

    @Override
    public void eachByRank(SweepSummary sweep, TrialFilter filter, Consumer<Trial> to) {
        database.stream(handle -> TrialQuery.eachByRank(handle, sweep, sql(sweep, filter), to));
    }

    @Override
    public TrialKeys keys(SweepSummary sweep, TrialFilter filter) {
        return database.use(handle -> TrialQuery.keys(handle, sweep, sql(sweep, filter)));
    }

    private TrialSql sql(SweepSummary sweep, TrialFilter filter) {
        return TrialSql.of(filter, sweep, database.dialect(), () -> columns(sweep));
    }

    @Override
    public List<Point> best(SweepSummary sweep, int count) {
        return Point.ranked(database.use(handle -> TrialQuery.best(handle, sweep, count)));
    }

    @Override
    public Map<Long, Double> bestValues() {
        return database.use(SweepQuery::best);
    }

    @Override
    public Optional<Outcome.Interval> interval(SweepSummary sweep, Trial trial) {
        return database.use(handle -> DetailsQuery.interval(handle, sweep, trial.number()));
    }

    @Override
    public void eachEpoch(SweepSummary sweep, TrialFilter filter, BiConsumer<Long, EpochReport> to) {
        database.stream(handle -> EpochQuery.each(handle, sweep, sql(sweep, filter), to));
    }

    @Override
    public Map<Long, List<Optional<Double>>> curves(SweepSummary sweep, Metric metric, List<Long> trials) {
        return database.use(handle -> CurveQuery.of(handle, sweep, metric, trials));
    }

    @Override
    public Optional<TrialDetails> details(SweepSummary sweep, long number) {
        List<TrialDetails> found = new ArrayList<>(1);
        eachTrial(sweep, TrialSql.numbers(List.of(number), database.dialect()), found::add);
        return found.stream().findFirst();
    }

    @Override
    public void eachTrial(SweepSummary sweep, Consumer<TrialDetails> to) {
        eachTrial(sweep, TrialSql.ofLatest(sweep), to);
    }

    private void eachTrial(SweepSummary sweep, TrialSql which, Consumer<TrialDetails> to) {
        database.stream(handle -> {
            List<Trial> trials = TrialQuery.of(handle, sweep, which);
            DetailsQuery.each(handle, sweep, spec(sweep), trials, to);
            return trials.size();
        });
    }

    @Override
    public Map<Integer, Instant> recorded(SweepSummary sweep, long number) {
        return database.use(handle -> DetailsQuery.recorded(handle, sweep, number));
    }

    @Override
    public List<SweepEvent> events(SweepSummary sweep, Instant since) {
        return database.use(handle -> EventQuery.of(handle, sweep, since));
    }

    @Override
    public <T> T snapshot(Supplier<T> reading) {
        return database.snapshot(_ -> reading.get());
    }

    @Override
    public String spec(SweepSummary sweep) {
        return database.use(handle ->
                handle.select("""
                        SELECT spec_text FROM sweep_revision WHERE sweep_id = :sweep ORDER BY revision DESC LIMIT 1""").bind("sweep", sweep.id()).mapTo(String.class).one());
    }

    @Override
    public Value.Fields base(SweepSummary sweep) {
        return database.use(handle -> {
            Map<Integer, Value.Fields> bases = DetailsQuery.bases(handle, sweep);
            return Objects.requireNonNull(bases.get(Collections.max(bases.keySet())));
        });
    }

    @Override
    public TrialConfig config(SweepSummary sweep, Trial trial) {
        Value.Fields tree = database.use(handle -> DetailsQuery.config(handle, sweep, trial.number()));
        try {
            return KeptSpec.isOfProgram(spec(sweep)) ? ConfigTree.program(tree) : ConfigTree.experiment(tree);
        } catch (InvalidSetting e) {
            throw new ResultsException("the config of trial %d of sweep %s is another version's: %s"
                    .formatted(trial.number(), sweep.name(), e.getMessage()));
        }
    }

    @Override
    public List<WorkerStatus> workers() {
        return database.use(handle -> WorkerQuery.of(handle, database.clock().now(handle)));
    }

    @Override
    public Optional<TrialPace> pace(String sweep, TrialConfig base) {
        return database.use(handle -> PaceQuery.of(handle, sweep, base));
    }

    @Override
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

    @Override
    public LaunchPreview preview(SweepDefinition definition) {
        return database.use(handle -> PreviewQuery.of(handle, definition));
    }

    @Override
    public List<Revision> revisions(SweepSummary sweep) {
        return database.use(handle -> RevisionQuery.of(handle, sweep));
    }

    /// The names that a condition on the sweep's trials may use: every metric that was ever measured, and the
    /// parameters of all revisions.
    private SweepColumns columns(SweepSummary sweep) {
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
}
