/// The results database: one SQLite file, shared by every process on the machine.
///
/// A launch writes through [ctrsweep.store.DatabaseSweepLog], one immediate transaction per event, committed to
/// disk before the call returns (write-ahead log, synchronous=FULL). A trial's row names its owner and the
/// attempt's number; each claim raises the number, so that an owner that was thought lost and returns cannot
/// write. Queries open the same file read-only and never wait for a launch.
///
/// The view `point` of the schema defines the rank: [ctrsweep.store.DatabaseResults], the view `leaderboard` and
/// the exports use it.
///
/// [ctrsweep.store.OptunaFile] exports a sweep as an Optuna storage, [ctrsweep.store.SweepImport] imports runs
/// of other systems, and [ctrsweep.store.SweepEdits] deletes and renames sweeps that no process is running.
///
/// The schema is `db/migration`. Flyway migrates a database under a lock on a file beside it. It is not loaded
/// when no migration is pending, because a query must answer at once.
@org.jspecify.annotations.NullMarked
package ctrsweep.store;
