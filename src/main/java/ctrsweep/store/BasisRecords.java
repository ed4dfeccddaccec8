package ctrsweep.store;

import ctrsweep.sweep.Basis;
import ctrsweep.sweep.IncomparableException;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.ResultsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// The rows that record the basis of a generation's trials.
final class BasisRecords {
    private BasisRecords() {}

    static List<Basis> of(Handle handle, long sweep, int generation) {
        Map<String, Map<String, String>> facts = new LinkedHashMap<>();
        handle.select("""
                        SELECT varied, fact, value FROM sweep_basis
                         WHERE sweep_id = :sweep AND generation = :generation ORDER BY varied, fact""")
                .bind("sweep", sweep)
                .bind("generation", generation)
                .map((row, context) -> facts.computeIfAbsent(row.getString("varied"), _ -> new TreeMap<>())
                        .put(row.getString("fact"), row.getString("value")))
                .list();
        List<Basis> bases = new ArrayList<>();
        facts.forEach((varied, each) -> bases.add(new Basis(varied, each, "")));
        return bases;
    }

    /// Describes how these bases differ from those of a generation's trials.
    static List<String> changes(Handle handle, long sweep, int generation, List<Basis> bases) {
        Map<String, Basis> recorded = new TreeMap<>();
        of(handle, sweep, generation).forEach(basis -> recorded.put(basis.varied(), basis));
        List<String> changes = new ArrayList<>();
        for (Basis basis : bases) {
            Basis earlier = recorded.get(basis.varied());
            changes.addAll(
                    earlier == null
                            ? changesFromProvenance(handle, sweep, generation, basis, recorded.isEmpty())
                            : basis.changesFrom(earlier));
        }
        return changes.stream().distinct().toList();
    }

    /// Trials of versions before 6 recorded only the fingerprint of their data. If no setting of the data varies
    /// and nothing else is known, each of them must have the present fingerprint.
    private static List<String> changesFromProvenance(
            Handle handle, long sweep, int generation, Basis basis, boolean nothingRecorded) {
        if (!nothingRecorded || basis.fingerprint().isEmpty()) {
            return List.of();
        }
        List<String> before = handle.select("""
                        SELECT DISTINCT provenance.value
                          FROM trial JOIN provenance ON provenance.trial_id = trial.id AND provenance.key = 'data'
                         WHERE trial.sweep_id = :sweep AND trial.generation = :generation AND trial.state = 'completed'
                         ORDER BY provenance.value""")
                .bind("sweep", sweep)
                .bind("generation", generation)
                .mapTo(String.class)
                .list();
        return before.isEmpty() || before.contains(basis.fingerprint())
                ? List.of()
                : List.of(Basis.change("data", basis.fingerprint(), before.getFirst()));
    }

    /// Records the facts that the database does not have yet.
    static void insert(Handle handle, OpenSweep sweep, List<Basis> bases) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO sweep_basis (sweep_id, generation, varied, fact, value)
                VALUES (:sweep, :generation, :varied, :fact, :value) ON CONFLICT DO NOTHING""");
        for (Basis basis : bases) {
            basis.facts().forEach((fact, value) -> batch.bind("sweep", sweep.id())
                    .bind("generation", sweep.generation())
                    .bind("varied", basis.varied())
                    .bind("fact", fact)
                    .bind("value", value)
                    .add());
        }
        batch.execute();
    }

    /// @param bases of the trials of `sweep`
    /// @return the id of `other`
    /// @throws ResultsException when there is no such sweep
    /// @throws IncomparableException when its latest generation has another basis
    static long requireAlike(Handle handle, String sweep, String other, List<Basis> bases) {
        long id = handle.select("SELECT id FROM sweep WHERE name = :name")
                .bind("name", other)
                .mapTo(Long.class)
                .findOne()
                .orElseThrow(() -> new ResultsException("warm_start: no sweep " + other + " in the database"));
        List<String> changes = changes(handle, id, SweepRecords.generation(handle, id), bases);
        if (!changes.isEmpty()) {
            throw IncomparableException.ofWarmStart(sweep, other, changes);
        }
        return id;
    }
}
