/// Any program as the trial: it is given parameters, and prints what each epoch came to.
///
/// A program gets its parameters in three ways and takes whichever suits it: in its arguments, where
/// [ctrsweep.config.CommandTemplate] puts them; on standard input, as one JSON object with dotted keys and the
/// seed; and `CTRSWEEP_TRIAL` (the trial's number), `CTRSWEEP_SEED` and `CTRSWEEP_FOLDER` in its environment. It
/// runs in the product's folder. Standard input is the file `parameters.json`, so that a program that never reads
/// it is none the worse.
///
/// A line `{"epoch": 1, "val.auc": 0.71, "train.loss": 0.4}` on standard output ends an epoch: a JSON object that
/// has `epoch` or the objective. An object among other text (a logger's prefix) ends an epoch if it has the objective;
/// colours, a byte order mark and a progress bar that ends with a carriage return are no such text. A text that is a
/// number counts as the number, and an object within the object as names joined by dots. A line that seems to tell
/// the objective and cannot be read is told at once. Epochs ascend from 1, also with gaps; without `epoch` it
/// is the next one. `lr`, `rows` and `seconds` are those of the epoch; without them lr and rows are 0, and the
/// time since the line before counts. Every other number is a metric, of validation if its name has no dot. All
/// other output is kept in `stdout.log` and `stderr.log` of the trial's folder, of all attempts one after the
/// other.
///
/// A trial that was cut short, or that is promoted after pruning, begins anew: the program is started again with
/// the same parameters and the same folder, and what its earlier attempt printed is in the log only. A program may
/// keep checkpoints of its own in `CTRSWEEP_FOLDER`, and then go on with any later epoch; the best epoch is chosen
/// among those that this attempt printed.
///
/// One thread serves a program, the one that runs the trial: it looks for output, never waits in a read, and asks
/// ten times a second whether the trial is overdue. So no thread is left behind, and an interrupt is heard at
/// once. Nor is a process: see [ctrsweep.program.Family].
@org.jspecify.annotations.NullMarked
package ctrsweep.program;
