package ctrsweep.store;

import ctrsweep.config.ConfigTree;
import ctrsweep.config.Experiment;
import ctrsweep.config.InvalidSetting;
import ctrsweep.config.Json;
import ctrsweep.config.Nearest;
import ctrsweep.space.Value;
import ctrsweep.sweep.TrialResult;
import java.util.List;

/// What can be asked of the results database.
public final class Queries {
    private final Database database;

    public Queries(Database database) {
        this.database = database;
    }

    /// All sweeps, the most recently active first.
    public List<SweepSummary> sweeps() {
        return database.use(SweepQuery::all);
    }

    /// The sweep of this name.
    ///
    /// @throws StoreException when there is none; names the nearest
    public SweepSummary sweep(String name) {
        List<SweepSummary> all = sweeps();
        return all.stream()
                .filter(sweep -> sweep.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new StoreException("no sweep " + name
                        + Nearest.hint(
                                name, all.stream().map(SweepSummary::name).toList())));
    }

    /// The sweep that was active last.
    ///
    /// @throws StoreException when there is none at all
    public SweepSummary latestSweep() {
        return sweeps().stream().findFirst().orElseThrow(() -> new StoreException("there is no sweep yet"));
    }

    /// All trials of a sweep: by rank, then those without one by number.
    public List<TrialResult> trials(SweepSummary sweep) {
        return database.use(handle -> TrialQuery.all(handle, sweep));
    }

    /// One trial with its epochs.
    ///
    /// @throws StoreException when the sweep has no trial of this number
    public TrialDetails trial(SweepSummary sweep, long number) {
        List<TrialResult> trials = trials(sweep);
        TrialResult result = trials.stream()
                .filter(trial -> trial.number() == number)
                .findFirst()
                .orElseThrow(() -> new StoreException(
                        "sweep %s has no trial %d; %s".formatted(sweep.name(), number, range(trials))));
        return database.use(handle -> DetailsQuery.of(handle, sweep, result));
    }

    /// The complete config of a trial.
    public Experiment config(SweepSummary sweep, TrialResult trial) {
        String config = database.use(handle -> DetailsQuery.config(handle, sweep, trial.number()));
        try {
            return ConfigTree.experiment((Value.Fields) Json.read(config));
        } catch (InvalidSetting e) {
            throw new StoreException("the config of trial %d of sweep %s is another version's: %s"
                    .formatted(trial.number(), sweep.name(), e.getMessage()));
        }
    }

    private static String range(List<TrialResult> trials) {
        if (trials.isEmpty()) {
            return "it has none yet";
        }
        long first = trials.stream().mapToLong(TrialResult::number).min().orElseThrow();
        long last = trials.stream().mapToLong(TrialResult::number).max().orElseThrow();
        return "its %d trials are numbered from %d to %d".formatted(trials.size(), first, last);
    }
}
