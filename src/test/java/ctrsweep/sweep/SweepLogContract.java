package ctrsweep.sweep;

import static ctrsweep.store.Fixture.VAL_AUC;
import static ctrsweep.store.Fixture.completed;
import static ctrsweep.store.Fixture.definition;
import static ctrsweep.store.Fixture.epoch;
import static ctrsweep.store.Fixture.planned;
import static ctrsweep.store.Fixture.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.sweep.SweepLog.Claim;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every [SweepLog] does.
public abstract class SweepLogContract {

    /// The log as one owner writes it; all owners share what is recorded.
    protected abstract SweepLog as(String owner);

    /// Lets the leases of all running trials run out.
    protected abstract void lapse(PlannedTrial trial);

    private final PlannedTrial first = planned(0, 0.1);

    private static OpenSweep open(SweepLog log) {
        return log.open(definition("s", "a"));
    }

    @Test
    void aTrialThatEndedIsTakenByNobody() {
        SweepLog log = as("a");
        OpenSweep sweep = open(log);
        log.finish(take(log, sweep, first), completed(0.7));

        assertThat(as("b").claim(sweep, first)).isEqualTo(new Claim.Ended(TrialState.COMPLETED, Optional.of(0.7)));
    }

    @Test
    void aTrialThatEndedIsTakenAgainWhereThatIsAskedFor() {
        SweepLog log = as("a");
        OpenSweep sweep = open(log);
        RunningTrial running = take(log, sweep, first);
        log.finish(running, new Outcome.Failed(StopReason.ERROR, "no", Map.of()));

        SweepLog.Terms again = new SweepLog.Terms(Set.of(TrialState.FAILED), false);
        assertThat(log.claim(sweep, first, again)).isInstanceOfSatisfying(Claim.Taken.class, taken -> assertThat(
                        taken.trial().attempt())
                .isEqualTo(running.attempt() + 1));
    }

    @Test
    void aTrialThatAnotherOwnerRunsIsBusy() {
        SweepLog log = as("a");
        OpenSweep sweep = open(log);
        take(log, sweep, first);

        assertThat(as("b").claim(sweep, first)).isEqualTo(new Claim.Busy("a"));
    }

    @Test
    void onlyItsOwnerWritesToATrial() {
        SweepLog log = as("a");
        OpenSweep sweep = open(log);
        RunningTrial lost = take(log, sweep, first);
        lapse(first);
        SweepLog other = as("b");
        RunningTrial taken = take(other, sweep, first);

        assertThatThrownBy(() -> log.heartbeat(lost)).isInstanceOf(LostClaimException.class);
        assertThatThrownBy(() -> log.recordEpoch(lost, epoch(1, 0.6))).isInstanceOf(LostClaimException.class);
        assertThatThrownBy(() -> log.finish(lost, completed(0.6))).isInstanceOf(LostClaimException.class);
        other.recordEpoch(taken, epoch(1, 0.7));
        other.finish(taken, completed(0.7));
        assertThat(log.known(sweep, VAL_AUC))
                .extracting(TrialProgress::state, TrialProgress::value)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(TrialState.COMPLETED, Optional.of(0.7)));
    }

    @Test
    void aTrialThatWasGivenBackGoesOnAsItsNextAttempt() {
        SweepLog log = as("a");
        OpenSweep sweep = open(log);
        RunningTrial running = take(log, sweep, first);
        log.recordEpoch(running, epoch(1, 0.6));
        log.recordEpoch(running, epoch(2, 0.65));
        log.release(running);

        assertThat(as("b").claim(sweep, first)).isInstanceOfSatisfying(Claim.Taken.class, taken -> {
            assertThat(taken.trial().attempt()).isEqualTo(running.attempt() + 1);
            assertThat(taken.epochs()).isEqualTo(2);
        });
    }

    /// An objective that is not finite is no value; the curve is the latest attempt's that has one.
    @Test
    void tellsHowFarEachTrialIs() {
        SweepLog log = as("a");
        OpenSweep sweep = open(log);
        RunningTrial running = take(log, sweep, first);
        log.recordEpoch(running, epoch(1, 0.6));
        log.release(running);
        RunningTrial again = take(log, sweep, first);
        log.recordEpoch(again, epoch(1, 0.61));
        log.recordEpoch(again, epoch(2, 0.62));
        log.finish(take(log, sweep, planned(1, 0.2)), completed(Double.NaN));

        assertThat(log.known(sweep, VAL_AUC))
                .containsExactly(
                        new TrialProgress(
                                0,
                                first.assignment(),
                                first.config().seed(),
                                TrialState.RUNNING,
                                Optional.empty(),
                                Optional.empty(),
                                List.of(0.61, 0.62)),
                        new TrialProgress(
                                1,
                                planned(1, 0.2).assignment(),
                                first.config().seed(),
                                TrialState.COMPLETED,
                                Optional.of(StopReason.PATIENCE),
                                Optional.empty(),
                                List.of()));
    }

    @Test
    void aNumberThatIsTakenIsGone() {
        SweepLog log = as("a");
        OpenSweep sweep = open(log);
        take(log, sweep, first);

        SweepLog.Terms numbered = new SweepLog.Terms(Set.of(), true);
        assertThat(log.claim(sweep, planned(0, 0.2), numbered)).isEqualTo(new Claim.NumberGone());
    }

    @Test
    void theVersionTellsThatAnotherOwnerHasWritten() {
        SweepLog log = as("a");
        SweepLog other = as("b");
        OpenSweep sweep = open(log);
        open(other);
        long before = log.version();
        long othersBefore = other.version();
        take(log, sweep, first);

        assertThat(log.version()).isEqualTo(before);
        assertThat(other.version()).isNotEqualTo(othersBefore);
    }

    @Test
    void trialsOnOtherDataAreRefused() {
        SweepLog log = as("a");
        Basis basis = new Basis("{}", Map.of("files", "one"), "1");
        Basis other = new Basis("{}", Map.of("files", "two"), "2");
        OpenSweep sweep = log.open(definition("s", "a"), List.of(basis), false);

        assertThat(log.bases("s")).extracting(Basis::facts).containsExactly(basis.facts());
        assertThatThrownBy(() -> log.require(sweep, other)).isInstanceOf(IncomparableException.class);
        log.require(sweep, basis);
    }
}
