package ctrsweep.store;

import ctrsweep.sweep.Revision;
import ctrsweep.sweep.SweepSummary;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The revisions of a sweep's spec.
final class RevisionQuery {
    private RevisionQuery() {}

    static List<Revision> of(Handle handle, SweepSummary sweep) {
        return handle.select("""
                        SELECT revision, created_at, spec_text,
                               (SELECT count(*) FROM trial WHERE trial.revision_id = sweep_revision.id) AS trials
                          FROM sweep_revision WHERE sweep_id = :sweep ORDER BY revision""")
                .bind("sweep", sweep.id())
                .map((row, context) -> new Revision(
                        row.getInt("revision"),
                        Times.read(row, "created_at"),
                        row.getString("spec_text"),
                        row.getLong("trials")))
                .list();
    }
}
