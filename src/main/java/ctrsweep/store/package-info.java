/// The results database: one SQLite file, shared by every process on the machine, or a PostgreSQL database, shared
/// by processes on many.
///
/// Both have the same tables, and nearly all SQL is written once; [ctrsweep.store.Dialect] has the rest. A launch
/// writes through [ctrsweep.store.DatabaseSweepLog], one transaction per event, committed before the call returns.
/// A trial's row names its owner and the attempt's number; each claim raises the number, so that an owner that was
/// thought lost and returns cannot write. Queries never wait for a launch.
///
/// In a file ([ctrsweep.store.SqliteDatabase]: write-ahead log, synchronous=FULL), writers take turns. On a server
/// ([ctrsweep.store.PostgresDatabase]), what happens to one trial locks its row only: a claim skips rows that
/// another transaction has locked, and unique constraints decide who begins a trial and which number it gets. What
/// changes whole sweeps excludes all other writers. The server's clock dates everything, its notifications tell the
/// samplers of other processes' results, and a lost server is waited for ([ctrsweep.store.Patience]).
///
/// The view `point` of the schema defines the rank: [ctrsweep.store.DatabaseResults], the view `leaderboard` and
/// the exports use it.
///
/// [ctrsweep.store.OptunaFile] exports a sweep as an Optuna storage, [ctrsweep.store.SweepImport] imports runs of
/// other systems, [ctrsweep.store.DatabaseCopy] copies sweeps between databases, and [ctrsweep.store.SweepEdits]
/// deletes and renames sweeps that no process is running.
///
/// The schema is `db/migration`. Flyway migrates a file under a lock on a file beside it, and a schema on a server
/// under an advisory lock. It is not loaded when no migration is pending, because a query must answer at once; nor
/// are the driver of PostgreSQL and its connection pool for a file.
@org.jspecify.annotations.NullMarked
package ctrsweep.store;
