package ctrsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ctrsweep.config.KeptPruner;
import ctrsweep.report.EpochRanks.Finished;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EpochRanksTest {
    private static final Optional<KeptPruner> ASHA = Optional.of(new KeptPruner("asha", Optional.empty()));

    /// Trial i of eight, from 1, is the i-th best at the end and after epoch 3. After epoch 1 it is the i-th worst, a
    /// correlation of -1. After epoch 2 it has changed places with a neighbour: 1 - 6 * 8 / (8 * 63) = .905.
    private static List<Finished> eight() {
        return IntStream.rangeClosed(1, 8)
                .mapToObj(i -> finished(9 - i + 30, (i % 2 == 1 ? i + 1 : i - 1) + 20, i + 10, i))
                .toList();
    }

    /// @param losses by epoch; the last one is the final loss
    private static Finished finished(double... losses) {
        return Finished.of(Arrays.stream(losses).boxed().toList(), losses[losses.length - 1]);
    }

    @Test
    void comparesTheRanksAfterOneTwoAndFourEpochsWithTheFinalOnes() {
        List<RankCorrelation> found = new EpochRanks(eight(), List.of(), Optional.empty()).correlations();
        assertThat(found).extracting(RankCorrelation::epoch).containsExactly(1, 2);
        assertThat(found).extracting(RankCorrelation::trials).containsExactly(8, 8);
        assertThat(found.getFirst().correlation()).isCloseTo(-1, within(1e-12));
        assertThat(found.getLast().correlation()).isCloseTo(0.905, within(1e-3));
    }

    @Test
    void comparesAfterTheEpochsAtWhichThePrunerStops() {
        assertThat(new EpochRanks(eight(), List.of(1, 3), ASHA).correlations())
                .extracting(RankCorrelation::epoch)
                .containsExactly(1, 3);
    }

    @Test
    void warnsOfAPrunerThatStopsWhereRanksMislead() {
        assertThat(new EpochRanks(eight(), List.of(1, 3), ASHA).remarks())
                .containsExactly(
                        "Only trials that ran to their end count. The pruner chose them, so the figures may be too low.",
                        "Pruning after epoch 1 may stop good trials, because ranks there hardly agree with the final"
                                + " ones. min_epochs: 2 would be safer.");
        assertThat(new EpochRanks(eight(), List.of(2, 3), ASHA).remarks()).hasSize(1);
    }

    @Test
    void doesNotWarnOfAPrunerThatComparesNoTrials() {
        assertThat(new EpochRanks(eight(), List.of(1), Optional.of(new KeptPruner("patience", Optional.empty())))
                        .remarks())
                .hasSize(1);
    }

    @Test
    void adviceIsWrittenAsThePrunerNeedsIt() {
        assertThat(new EpochRanks(eight(), List.of(1), Optional.of(new KeptPruner("median", Optional.empty())))
                        .remarks()
                        .getLast())
                .endsWith("warmup: 1 would be safer.");
        assertThat(new EpochRanks(eight(), List.of(1), Optional.of(new KeptPruner("bands", Optional.empty())))
                        .remarks()
                        .getLast())
                .endsWith("bands: [2] would be safer.");
    }

    @Test
    void saysThatNoEpochIsBetter() {
        List<Finished> reversed = IntStream.rangeClosed(1, 8)
                .mapToObj(i -> finished(39 - i, 29 - i, 19 - i, i))
                .toList();
        assertThat(new EpochRanks(reversed, List.of(1, 2), ASHA).remarks().getLast())
                .isEqualTo(
                        "Pruning after epochs 1 and 2 may stop good trials, because ranks there hardly agree with the"
                                + " final ones. No later epoch is much better; training without a pruner would be safer.");
    }

    @Test
    void sevenTrialsOrOneEpochToCompareSayNothing() {
        assertThat(new EpochRanks(eight().subList(0, 7), List.of(1), ASHA).correlations())
                .isEmpty();
        assertThat(new EpochRanks(eight().subList(0, 7), List.of(1), ASHA).remarks())
                .isEmpty();
        List<Finished> brief = IntStream.rangeClosed(1, 8)
                .mapToObj(i -> finished(9 - i + 30, i))
                .toList();
        assertThat(new EpochRanks(brief, List.of(1), ASHA).correlations()).isEmpty();
    }

    /// The ninth trial has no number before epoch 2, and the tenth ended after it.
    @Test
    void aTrialCountsWhereItHasANumber() {
        List<Finished> ten = new ArrayList<>(eight());
        ten.add(finished(Double.NaN, 29, 19, 9));
        ten.add(finished(40, 30));
        assertThat(new EpochRanks(ten, List.of(1, 2, 3), ASHA).correlations())
                .extracting(RankCorrelation::trials)
                .containsExactly(9, 10, 9);
    }

    @Test
    void equalTrialsHaveNoCorrelation() {
        List<Finished> equal =
                IntStream.rangeClosed(1, 8).mapToObj(i -> finished(3, 2, 1, 1)).toList();
        assertThat(new EpochRanks(equal, List.of(1, 2), ASHA).correlations()).isEmpty();
    }
}
