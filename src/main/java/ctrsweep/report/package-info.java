/// Tables of results and their output formats.
///
/// A [ctrsweep.report.Table] knows nothing about sweeps; [ctrsweep.report.Leaderboard] decides the columns for a
/// sweep's trials and their order. Every format is a pure function of the table: equal results give equal bytes.
/// [ctrsweep.report.MlflowStore] exports a sweep to MLflow.
@org.jspecify.annotations.NullMarked
package ctrsweep.report;
