package ctrsweep.store;

import ctrsweep.config.KeptSpec;
import ctrsweep.space.Space;
import ctrsweep.space.Value;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.TrialResult;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// A sweep with all its trials, as of one moment, for those who carry it elsewhere.
public final class WholeSweep {
    private static final String SPEC = """
            SELECT spec_text FROM sweep_revision WHERE sweep_id = :sweep ORDER BY revision DESC LIMIT 1""";

    private static final String RECORDED = """
            SELECT epoch.epoch, epoch.recorded_at
              FROM epoch JOIN trial ON trial.id = epoch.trial_id
             WHERE trial.sweep_id = :sweep AND trial.number = :number
             ORDER BY epoch.attempt, epoch.epoch""";

    private final Handle handle;
    private final SweepSummary summary;
    private final String spec;
    private final List<TrialResult> results;

    private WholeSweep(Handle handle, SweepSummary summary, String spec, List<TrialResult> results) {
        this.handle = handle;
        this.summary = summary;
        this.spec = spec;
        this.results = results;
    }

    /// Reads the sweep while `reading` lasts; what others write meanwhile is not seen.
    ///
    /// @throws StoreException when there is no sweep of this name
    public static <T> T read(Database database, String name, Function<WholeSweep, T> reading) {
        return database.use(handle -> handle.inTransaction(open -> {
            Queries queries = new Queries(database);
            SweepSummary summary = queries.sweep(name);
            String spec = open.select(SPEC)
                    .bind("sweep", summary.id())
                    .mapTo(String.class)
                    .one();
            List<TrialResult> results = queries.trials(summary).stream()
                    .sorted(Comparator.comparingLong(TrialResult::number))
                    .toList();
            return reading.apply(new WholeSweep(open, summary, spec, results));
        }));
    }

    public SweepSummary summary() {
        return summary;
    }

    /// The text of the spec that was launched last.
    public String spec() {
        return spec;
    }

    /// What that spec searched.
    public Space space() {
        return KeptSpec.space(spec);
    }

    /// Its trials without their epochs, by number.
    public List<TrialResult> results() {
        return results;
    }

    /// Hands over one whole trial after the other, by number: a large sweep need not fit into memory.
    public void forEach(Consumer<WholeTrial> taker) {
        results.forEach(
                result -> taker.accept(new WholeTrial(DetailsQuery.of(handle, summary, result), recorded(result))));
    }

    /// Where and when each trial ran, by number.
    public List<TrialRun> runs() {
        return RunQuery.of(handle, summary);
    }

    /// The settings that its trials share, by revision.
    public Map<Integer, Value.Fields> bases() {
        return RunQuery.bases(handle, summary);
    }

    /// Gives each epoch that stands, with its trial's number: by trial, then by epoch.
    public void eachEpoch(BiConsumer<Long, EpochReport> to) {
        EpochQuery.each(handle, summary, TrialFilter.ofLatest(summary), to);
    }

    /// The later attempt's, where an epoch was repeated.
    private Map<Integer, Instant> recorded(TrialResult result) {
        Map<Integer, Instant> times = new HashMap<>();
        handle.select(RECORDED)
                .bind("sweep", summary.id())
                .bind("number", result.number())
                .map((row, context) -> times.put(row.getInt(1), Instant.ofEpochMilli(row.getLong(2))))
                .list();
        return times;
    }
}
