package ctrsweep.sweep;

import static ctrsweep.store.Fixture.TEST_AUC;
import static ctrsweep.store.Fixture.VAL_AUC;
import static ctrsweep.store.Fixture.completed;
import static ctrsweep.store.Fixture.definition;
import static ctrsweep.store.Fixture.epoch;
import static ctrsweep.store.Fixture.planned;
import static ctrsweep.store.Fixture.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.config.ConfigTree;
import ctrsweep.settings.Experiment;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What every [Results] tells of what a [SweepLog] wrote.
public abstract class ResultsContract {
    private static final int MANY = 501;

    protected abstract SweepLog log();

    protected abstract Results results();

    /// Moves the clock by which the log dates what it writes.
    protected abstract void pass(Duration time);

    private SweepSummary sweep() {
        return results().sweep("s");
    }

    /// Six trials: .6, .8, .8 again, failed, not a number, pruned at .9.
    private OpenSweep write() {
        OpenSweep sweep = log().open(definition("s", "a"));
        double[] values = {0.6, 0.8, 0.8};
        for (int i = 0; i < values.length; i++) {
            RunningTrial trial = take(log(), sweep, planned(i, 0.1 * (i + 1)));
            log().recordEpoch(trial, epoch(1, values[i] - 0.1));
            pass(Duration.ofSeconds(10));
            log().recordEpoch(trial, epoch(2, values[i]));
            pass(Duration.ofSeconds(10));
            log().finish(trial, completed(values[i]));
        }
        log().finish(
                        take(log(), sweep, planned(3, 0.4)),
                        new Outcome.Failed(StopReason.ERROR, "out of memory", Map.of()));
        log().finish(take(log(), sweep, planned(4, 0.5)), completed(Double.NaN));
        log().finish(
                        take(log(), sweep, planned(5, 0.6)),
                        new Outcome.Pruned(1, 1, Map.of(VAL_AUC, 0.9), Map.of("device", "cuda")));
        return sweep;
    }

    @Test
    void nothingIsKnownOfAnEmptyLog() {
        assertThat(results().sweeps()).isEmpty();
        assertThat(results().version("s")).isEmpty();
        assertThat(results().preview(definition("s", "a"))).isEqualTo(LaunchPreview.NOTHING);
        assertThatThrownBy(() -> results().sweep("s"))
                .isInstanceOf(ResultsException.class)
                .hasMessageStartingWith("no sweep s");
        assertThatThrownBy(() -> results().latestSweep()).hasMessage("there is no sweep yet");
    }

    @Test
    void aSweepCountsItsTrials() {
        write();
        SweepSummary sweep = sweep();
        assertThat(sweep.trials())
                .isEqualTo(Map.of(TrialState.COMPLETED, 4, TrialState.FAILED, 1, TrialState.PRUNED, 1));
        assertThat(sweep.objective()).isEqualTo(VAL_AUC);
        assertThat(sweep.parameters()).containsExactly("training.lr", "dnn.hidden_units");
        assertThat(results().latestSweep()).isEqualTo(sweep);
    }

    /// Equal values go by number; trials without a finite objective, and those that were pruned, have no rank.
    @Test
    void trialsAreRanked() {
        write();
        assertThat(results().trials(sweep())).extracting(Trial::number).containsExactly(1L, 2L, 0L, 3L, 4L, 5L);
        assertThat(results().trials(sweep()))
                .extracting(trial -> trial.rank().orElse(0))
                .containsExactly(1, 2, 3, 0, 0, 0);
        assertThat(results().best(sweep(), 2))
                .extracting(point -> point.first().number())
                .containsExactly(1L, 2L);
        assertThat(results().bestValues()).isEqualTo(Map.of(sweep().id(), 0.8));
    }

    @Test
    void aTrialTellsHowItEnded() {
        write();
        Trial best = results().trials(sweep()).getFirst();
        assertThat(best.metrics()).isEqualTo(Map.of(VAL_AUC, 0.8, TEST_AUC, 0.79));
        assertThat(best.bestEpoch()).contains(2);
        assertThat(best.epochs()).isEqualTo(3);
        assertThat(best.stopReason()).contains(StopReason.PATIENCE);
        assertThat(best.assignment()).isEqualTo(planned(1, 0.2).assignment());
        Trial failed = results().trials(sweep()).get(3);
        assertThat(failed.error()).contains("out of memory");
    }

    @Test
    void aConditionChoosesTrials() {
        write();
        assertThat(numbers("state = completed and val.auc > 0.7")).containsExactly(1L, 2L);
        assertThat(numbers("params.training.lr < 0.25")).containsExactly(1L, 0L);
        assertThat(numbers("state in (failed, pruned)")).containsExactly(3L, 5L);
    }

    private List<Long> numbers(String condition) {
        return results().trials(sweep(), new TrialFilter(Optional.of(condition), ZoneOffset.UTC, true)).stream()
                .map(Trial::number)
                .toList();
    }

    @Test
    void aCompletedTrialHasAnInterval() {
        write();
        Trial best = results().trials(sweep()).getFirst();
        Outcome.Interval interval = results().interval(sweep(), best).orElseThrow();
        assertThat(interval).isEqualTo(new Outcome.Interval(0.8 - 0.005, 0.8 + 0.005));
        assertThat(results().interval(sweep(), results().trials(sweep()).get(3)))
                .isEmpty();
    }

    /// An attempt that repeats an epoch stands for the earlier one.
    @Test
    void theEpochsThatStand() {
        OpenSweep sweep = log().open(definition("s", "a"));
        RunningTrial trial = take(log(), sweep, planned(0, 0.1));
        log().recordEpoch(trial, epoch(1, 0.1));
        log().recordEpoch(trial, epoch(2, 0.2));
        log().release(trial);
        RunningTrial again = take(log(), sweep, planned(0, 0.1));
        log().recordEpoch(again, epoch(2, 0.3));

        List<EpochReport> epochs = new ArrayList<>();
        results().eachEpoch(sweep(), TrialFilter.ALL, (number, each) -> epochs.add(each));
        assertThat(epochs).containsExactly(epoch(1, 0.1), epoch(2, 0.3));
        assertThat(results().curves(sweep(), VAL_AUC, List.of(0L)))
                .isEqualTo(Map.of(0L, List.of(Optional.of(0.1), Optional.of(0.3))));
        assertThat(results().trial(sweep(), 0).epochs()).isEqualTo(epochs);
    }

    @Test
    void everythingOfOneTrial() {
        Instant begun = write() == null ? Instant.EPOCH : sweep().created();
        TrialDetails details = results().trial(sweep(), 1);
        assertThat(details.trial()).isEqualTo(results().trials(sweep()).getFirst());
        assertThat(details.attempt()).isEqualTo(1);
        assertThat(details.owner()).isEmpty();
        assertThat(details.started()).isEqualTo(begun.plusSeconds(20));
        assertThat(details.ended()).contains(begun.plusSeconds(40));
        assertThat(details.provenance()).isEqualTo(Map.of("device", "cpu"));
        assertThat(details.setting("training.lr"))
                .hasValueSatisfying(lr -> assertThat(lr).hasToString("0.2"));
        assertThat(results().recorded(sweep(), 1))
                .isEqualTo(Map.of(1, begun.plusSeconds(20), 2, begun.plusSeconds(30)));
        assertThat(results().details(sweep(), 9)).isEmpty();
        assertThatThrownBy(() -> results().trial(sweep(), 9))
                .hasMessage("sweep s has no trial 9; its 6 trials are numbered from 0 to 5");
    }

    /// More trials than a database reads at a time; the best is the last.
    @Test
    void aWalkGivesEveryTrialWithItsDetailsByNumber() {
        OpenSweep sweep = log().open(definition("s", "a"));
        for (int i = 0; i < MANY; i++) {
            RunningTrial trial = take(log(), sweep, planned(i, i + 1));
            log().recordEpoch(trial, epoch(1, i));
            log().finish(trial, completed(i));
        }
        List<TrialDetails> walked = new ArrayList<>();
        results().eachTrial(sweep(), walked::add);
        assertThat(walked)
                .extracting(each -> each.trial().number())
                .containsExactlyElementsOf(LongStream.range(0, MANY).boxed().toList());
        assertThat(walked).allSatisfy(each -> assertThat(each.epochs())
                .containsExactly(epoch(1, (double) each.trial().number())));
        for (long number : List.of(0L, 499L, 500L, MANY - 1L)) {
            assertThat(walked.get((int) number)).isEqualTo(results().trial(sweep(), number));
        }
        assertThat(results().details(sweep())).isEqualTo(walked);
    }

    @Test
    void aTrialsConfigIsWhatItWasGiven() {
        write();
        Trial best = results().trials(sweep()).getFirst();
        assertThat(results().config(sweep(), best)).isEqualTo(planned(1, 0.2).config());
        assertThat(results().base(sweep())).isEqualTo(ConfigTree.of(Experiment.DEFAULTS));
        assertThat(results().spec(sweep())).isEqualTo("name: s\n");
        assertThat(results().revisions(sweep())).extracting(Revision::trials).containsExactly(6L);
    }

    @Test
    void oneFactOfWhereTrialsRan() {
        write();
        assertThat(results().provenance(sweep(), "device"))
                .isEqualTo(Map.of(0L, "cpu", 1L, "cpu", 2L, "cpu", 4L, "cpu", 5L, "cuda"));
    }

    @Test
    void eventsAreToldByTime() {
        write();
        List<SweepEvent> all = results().events(sweep(), Instant.EPOCH);
        assertThat(all).hasSize(12);
        assertThat(all.getFirst()).isInstanceOf(SweepEvent.Epoch.class);
        Instant late = sweep().created().plusSeconds(60);
        assertThat(results().events(sweep(), late))
                .extracting(SweepEvent::trial)
                .contains(2L, 3L, 4L, 5L);
        SweepFollower follower = new SweepFollower(results(), sweep());
        assertThat(follower.news()).isEqualTo(all);
        assertThat(follower.news()).isEmpty();
    }

    @Test
    void aPreviewTellsWhatALaunchWouldFind() {
        write();
        LaunchPreview preview = results().preview(definition("s", "a"));
        assertThat(preview.firstNumber()).isZero();
        assertThat(preview.known(planned(3, 0.4).configHash())).contains(new LaunchPreview.Known(3, TrialState.FAILED));
        assertThat(preview.known("another")).isEmpty();
    }

    @Test
    void theVersionTellsWhetherASweepHasGoneOn() {
        OpenSweep sweep = log().open(definition("s", "a"));
        Optional<String> opened = results().version("s");
        RunningTrial trial = take(log(), sweep, planned(0, 0.1));
        Optional<String> begun = results().version("s");
        log().recordEpoch(trial, epoch(1, 0.6));
        Optional<String> epoch = results().version("s");
        log().finish(trial, completed(0.7));
        assertThat(List.of(opened, begun, epoch, results().version("s")))
                .doesNotHaveDuplicates()
                .doesNotContain(Optional.empty());
    }

    @Test
    void howLongTrialsTook() {
        write();
        assertThat(results().pace("s", Experiment.DEFAULTS)).hasValueSatisfying(pace -> {
            assertThat(pace.ofSweep()).isTrue();
            assertThat(pace.secondsAnEpoch()).isEqualTo(1.5);
        });
        assertThat(results().<Integer>snapshot(() -> results().trials(sweep()).size()))
                .isEqualTo(6);
    }
}
