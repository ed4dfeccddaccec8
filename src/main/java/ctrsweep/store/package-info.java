/// The results database: one SQLite file, shared by every process on the machine.
///
/// A launch writes through [ctrsweep.store.SqliteSweepLog], one immediate transaction per event, committed to disk
/// before the call returns (write-ahead log, synchronous=FULL). A trial belongs to the owner whose text and attempt
/// number stand in its row; each claim raises the number, so that an owner that was thought lost and comes back
/// cannot write. Queries open the same file read-only and never wait for a launch.
///
/// Rank is defined once, by the view `point` of the schema: [ctrsweep.store.SqliteResults], the view `leaderboard`
/// and what is exported follow it.
///
/// A sweep leaves whole: [ctrsweep.store.WholeSweep] reads it in one transaction, [ctrsweep.store.OptunaFile]
/// writes it as another program's SQLite. [ctrsweep.store.SweepImport] takes in what was run elsewhere, and
/// [ctrsweep.store.SweepEdits] deletes and renames while no process is at work.
///
/// The schema is `db/migration`. Flyway brings a database up to date, under a lock on a file beside it, and is not
/// even loaded when there is nothing to do: a query has to answer at once.
@org.jspecify.annotations.NullMarked
package ctrsweep.store;
