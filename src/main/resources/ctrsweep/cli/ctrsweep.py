"""Reports results to ctrsweep, and reads them. Needs Python alone; read() needs pandas.

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


_TRIALS = (
    "SELECT trial, rank, state, value, best_epoch, epochs, seconds, seed, assignment"
    " FROM leaderboard WHERE sweep = %s ORDER BY trial"
)


def _sqlite(file):
    import pathlib
    import sqlite3

    return sqlite3.connect(pathlib.Path(file).resolve().as_uri() + "?mode=ro", uri=True)


def _postgresql(url):
    from urllib.parse import parse_qsl, urlencode, urlsplit

    import psycopg

    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    if "currentSchema" in query:
        query["options"] = "-csearch_path=" + query.pop("currentSchema")
    return psycopg.connect(parts._replace(query=urlencode(query)).geturl())


def read(db, sweep):
    """The trials of a sweep as a DataFrame with one row for each trial.

    db is a SQLite file, or the URL of a PostgreSQL database, postgresql://user@host/name, which needs psycopg 3.
    Its columns are trial, rank, state, value (of the objective), best_epoch, epochs, seconds, seed, and the parameters.
    """
    import pandas

    at_server = str(db).startswith(("postgresql://", "postgres://"))
    connection = _postgresql(str(db)) if at_server else _sqlite(db)
    try:
        cursor = connection.execute(_TRIALS if at_server else _TRIALS.replace("%s", "?"), (sweep,))
        names = [column[0] for column in cursor.description][:-1]
        rows = []
        for row in cursor:
            assignment = row[-1] if isinstance(row[-1], dict) else json.loads(row[-1])
            rows.append({**dict(zip(names, row)), **assignment})
    finally:
        connection.close()
    if not rows:
        raise KeyError("no trials of a sweep %s in %s" % (sweep, "the database" if at_server else db))
    return pandas.DataFrame(rows)


if "CTRSWEEP_TRIAL" in os.environ:
    try:
        signal.signal(signal.SIGTERM, _stop)
    except ValueError:
        pass  # Only the main thread may set it; elsewhere SIGTERM ends the program at once.
