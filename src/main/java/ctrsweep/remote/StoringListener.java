package ctrsweep.remote;

import ctrsweep.sweep.Basis;
import ctrsweep.sweep.EpochDecision;
import ctrsweep.sweep.EpochListener;
import ctrsweep.sweep.EpochReport;
import java.util.List;

/// Has a trial's files stored after each epoch, while the next one is trained, and now and then within a long one.
record StoringListener(EpochListener epochs, TrialCopies copies) implements EpochListener {

    @Override
    public EpochDecision accept(EpochReport epoch) {
        EpochDecision decision = epochs.accept(epoch);
        copies.storeSoon();
        return decision;
    }

    @Override
    public void restsOn(Basis basis) {
        epochs.restsOn(basis);
    }

    @Override
    public void beginsAnew() {
        epochs.beginsAnew();
    }

    @Override
    public EpochDecision resumed(List<EpochReport> earlier) {
        return epochs.resumed(earlier);
    }

    @Override
    public void notTaken(String line) {
        epochs.notTaken(line);
    }

    @Override
    public boolean isOverdue() {
        copies.storeNowAndThen();
        return epochs.isOverdue();
    }
}
