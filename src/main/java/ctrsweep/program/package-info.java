/// Trials that are runs of any program, which gets parameters and prints the result of each epoch.
///
/// A program gets its parameters in three ways: in its arguments, where [ctrsweep.config.CommandTemplate] puts
/// them; on standard input, as one JSON object with dotted keys and the seed; and in its environment, as
/// `CTRSWEEP_TRIAL` (the trial's number), `CTRSWEEP_SEED` and `CTRSWEEP_FOLDER`. It runs in the
/// folder of the spec, or in `runner.cwd`.
/// Standard input is the file `parameters.json`, so a program need not read it.
///
/// A line `{"epoch": 1, "val.auc": 0.71, "train.loss": 0.4}` on standard output ends an epoch: a JSON object that
/// has `epoch` or the objective. An object among other text (a logger's prefix) must have the objective; colours, a
/// byte order mark and a progress bar that ends with a carriage return are not text. A text that is a number counts
/// as the number, and names within a nested object are joined by dots. A line that seems to contain the objective
/// but cannot be read is reported at once. Epochs ascend from 1, possibly with gaps; a line without `epoch` is the
/// next epoch. `lr`, `rows` and `seconds` describe the epoch; lr and rows default to 0, and seconds to the time
/// since the previous epoch. Every other number is a metric, of validation if its name has no dot. All other output
/// is appended to `stdout.log` and `stderr.log` of the trial's folder by each attempt.
///
/// With `runner.metrics`, a [ctrsweep.program.MetricsReader] reads the results instead: each line of both streams,
/// each row of a file and the last JSON object is an [ctrsweep.program.PrintedNumbers], and an
/// [ctrsweep.program.EpochAssembler] puts them together to epochs. All output then stays in the logs.
///
/// A trial that was interrupted, or that is promoted after pruning, starts again: the program gets the same
/// parameters and the same folder, and the output of the earlier attempt is in the log only. A program may keep its
/// own checkpoints in `CTRSWEEP_FOLDER` and then continue with any later epoch; the best epoch is chosen among
/// those of this attempt.
///
/// The thread that runs the trial polls the program's output, never blocks in a read, and checks ten times a second
/// whether the trial is overdue. So no extra thread is needed, and an interrupt takes effect at once. No process is
/// left behind either: see [ctrsweep.program.ProcessTree].
@org.jspecify.annotations.NullMarked
package ctrsweep.program;
