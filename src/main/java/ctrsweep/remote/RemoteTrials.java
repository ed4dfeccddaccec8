package ctrsweep.remote;

import ctrsweep.files.FileTree;
import ctrsweep.files.RemoteFolder;
import ctrsweep.sweep.Crew;
import ctrsweep.sweep.EpochListener;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.RunningTrial;
import ctrsweep.sweep.TrialRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// Runs trials whose files lie in an object store. Another runner works in local folders, which are copies.
public final class RemoteTrials implements TrialRunner {
    private final TrialRunner runner;
    private final RemoteFolder sweep;
    private final Path local;
    private final Path home;
    private final String place;

    /// @param runner trains or runs trials in folders `trial-0000` of `local`
    /// @param sweep the folder of this sweep's files
    /// @param local the folder on this machine
    /// @param home paths that `runner` reports start here
    /// @param host the name of this machine
    public RemoteTrials(TrialRunner runner, RemoteFolder sweep, Path local, Path home, String host) {
        this.runner = runner;
        this.sweep = sweep;
        this.local = local.toAbsolutePath().normalize();
        this.home = home.toAbsolutePath().normalize();
        this.place = host + " " + this.local;
    }

    @Override
    public Outcome run(RunningTrial trial, EpochListener epochs) throws InterruptedException {
        return stored(trial, epochs, runner::run);
    }

    private Outcome stored(RunningTrial trial, EpochListener epochs, Crew work) throws InterruptedException {
        try (TrialCopies copies = copies(trial)) {
            copies.fetch();
            Outcome outcome = work.run(trial, new StoringListener(epochs, copies));
            return copies.stored(outcome);
        }
    }

    private TrialCopies copies(RunningTrial trial) {
        return new TrialCopies(sweep, local(trial), home, new TrialCopies.Claimant(place, trial.attempt()));
    }

    private static String name(RunningTrial trial) {
        return String.format(Locale.ROOT, "trial-%04d", trial.trial().number());
    }

    private RemoteFolder remote(RunningTrial trial) {
        return sweep.folder(name(trial));
    }

    private Path local(RunningTrial trial) {
        return local.resolve(name(trial));
    }

    @Override
    public Crew crew() {
        return new RemoteCrew(runner.crew());
    }

    private final class RemoteCrew implements Crew {
        private final Crew crew;

        RemoteCrew(Crew crew) {
            this.crew = crew;
        }

        @Override
        public Outcome run(RunningTrial trial, EpochListener epochs) throws InterruptedException {
            return stored(trial, epochs, crew);
        }

        @Override
        public int size() {
            return crew.size();
        }

        @Override
        public void asks() {
            crew.asks();
        }

        @Override
        public void answered() {
            crew.answered();
        }

        @Override
        public void noneNow(boolean none) {
            crew.noneNow(none);
        }

        @Override
        public void leaves() {
            crew.leaves();
        }
    }

    /// Deletes what the runner deletes of an ended trial in the store too, and then the local copies. A file that
    /// cannot be deleted is in nobody's way.
    @Override
    public void ended(RunningTrial trial) {
        runner.ended(trial);
        try {
            TrialCopies.deleteMissing(remote(trial), local(trial));
            FileTree.delete(local(trial));
        } catch (IOException e) {
            return;
        }
    }
}
