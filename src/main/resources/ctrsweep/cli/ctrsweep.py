"""Reports results to ctrsweep, and reads them. Needs Python alone, and pandas for read().

    import ctrsweep

    for epoch in range(1, 11):
        ...
        ctrsweep.report(epoch, val_auc=auc, train_loss=loss)
        if ctrsweep.should_stop():
            break

`./sweep python > ctrsweep.py` writes this file. Outside a sweep, report() prints and should_stop() is False.
"""

import json
import os
import signal
import sys

_SPLITS = ("train_", "val_", "test_")
_stopped = False


def _name(name):
    for split in _SPLITS:
        if name.startswith(split) and len(name) > len(split):
            return split[:-1] + "." + name[len(split):]
    return name


def report(epoch, **metrics):
    """Ends an epoch, counted from 1. val_auc is reported as val.auc; a name without a split is of validation.

    Other names are passed as report(1, **{"val.hr@10": 0.2}). The metrics may be numbers of numpy or torch.
    """
    line = {"epoch": int(epoch)}
    for name, value in metrics.items():
        line[_name(name)] = float(value)
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def _stop(number, frame):
    global _stopped
    _stopped = True


def should_stop():
    """Whether the trial was pruned, is overdue or is interrupted. The program then has stop_grace, 5 s, to end."""
    return _stopped


def read(db, sweep):
    """The trials of a sweep in the SQLite file db, as a DataFrame with one row for each trial.

    Its columns are trial, rank, state, value (of the objective), best_epoch, epochs, seconds, seed, and the parameters.
    """
    import pathlib
    import sqlite3

    import pandas

    path = pathlib.Path(db).resolve()
    connection = sqlite3.connect(path.as_uri() + "?mode=ro", uri=True)
    try:
        cursor = connection.execute(
            "SELECT trial, rank, state, value, best_epoch, epochs, seconds, seed, assignment"
            " FROM leaderboard WHERE sweep = ? ORDER BY trial",
            (sweep,),
        )
        names = [column[0] for column in cursor.description][:-1]
        rows = [{**dict(zip(names, row)), **json.loads(row[-1])} for row in cursor]
    finally:
        connection.close()
    if not rows:
        raise KeyError("no trials of a sweep %s in %s" % (sweep, path))
    return pandas.DataFrame(rows)


if "CTRSWEEP_TRIAL" in os.environ:
    try:
        signal.signal(signal.SIGTERM, _stop)
    except ValueError:
        pass  # Only the main thread may set it; elsewhere SIGTERM ends the program at once.
