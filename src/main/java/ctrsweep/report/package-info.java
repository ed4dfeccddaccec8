/// Results as people and programs read them: tables of typed cells, and the forms they are written in.
///
/// A [ctrsweep.report.Table] knows nothing of sweeps; [ctrsweep.report.Leaderboard] knows which columns a
/// sweep's trials have and in which order. Every form is a pure function of the table: equal results give
/// equal bytes. [ctrsweep.report.MlflowStore] writes a folder for another program.
@org.jspecify.annotations.NullMarked
package ctrsweep.report;
