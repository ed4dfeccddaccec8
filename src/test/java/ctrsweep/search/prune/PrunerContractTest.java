package ctrsweep.search.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import ctrsweep.search.Curve;
import ctrsweep.search.Curve.Standing;
import ctrsweep.search.Pruner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The contract of every pruner.
class PrunerContractTest {
    private static final int SWEEPS = 200;
    private static final int MAX_EPOCHS = 9;
    private static final List<Standing> STANDINGS = List.of(Standing.values());

    static Stream<Arguments> all() {
        return Stream.concat(judgesOfOne(), judgesOfMany());
    }

    /// Pruners that look at the trial only.
    static Stream<Arguments> judgesOfOne() {
        return Stream.of(
                of("threshold", () -> new ThresholdPruner(Double.NEGATIVE_INFINITY, 0.8, 1)),
                of("patience", () -> new PatiencePruner(2, 0.05)));
    }

    /// Pruners that compare trials.
    static Stream<Arguments> judgesOfMany() {
        return Stream.concat(Stream.of(of("median", () -> new MedianPruner(2, 1, 1))), pausing());
    }

    /// Pruners that promote trials that they stopped.
    static Stream<Arguments> pausing() {
        return Stream.of(
                of("asha", () -> new AshaPruner(1, MAX_EPOCHS, 2)),
                of("hyperband", () -> new HyperbandPruner(1, MAX_EPOCHS, 2)));
    }

    private static Arguments of(String name, Supplier<Pruner> pruner) {
        return argumentSet(name, pruner);
    }

    @ParameterizedTest
    @MethodSource("all")
    void anEqualPrunerDecidesTheSameWithTheCurvesInAnyOrder(Supplier<Pruner> pruner) {
        for (int seed = 0; seed < SWEEPS; seed++) {
            List<Curve> curves = sweep(new Random(seed));
            Pruner first = pruner.get();
            OptionalLong promoted = first.promotes(curves);
            List<Boolean> stopped = stopped(first, running(curves), curves);
            List<Curve> shuffled = new ArrayList<>(curves);
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(pruner.get()).isEqualTo(first);
            assertThat(stopped(pruner.get(), running(curves), shuffled)).isEqualTo(stopped);
            assertThat(pruner.get().promotes(shuffled)).isEqualTo(promoted);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void stopsSomeAndLeavesOthers(Supplier<Pruner> pruner) {
        List<Boolean> decisions = IntStream.range(0, SWEEPS)
                .mapToObj(seed -> sweep(new Random(seed)))
                .flatMap(curves -> stopped(pruner.get(), running(curves), curves).stream())
                .toList();
        assertThat(decisions).contains(true, false);
    }

    @ParameterizedTest
    @MethodSource("all")
    void promotesOnlyWhatWasPrunedAndNumbersOnly(Supplier<Pruner> pruner) {
        for (int seed = 0; seed < SWEEPS; seed++) {
            List<Curve> curves = sweep(new Random(seed));
            pruner.get().promotes(curves).ifPresent(trial -> assertThat(curves)
                    .filteredOn(curve -> curve.trial() == trial)
                    .allMatch(curve -> curve.standing() == Standing.PRUNED)
                    .allMatch(curve -> Double.isFinite(curve.best(curve.epochs()))));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void trialsThatDidNotReachTheEpochDoNotMatter(Supplier<Pruner> pruner) {
        for (int seed = 0; seed < SWEEPS; seed++) {
            List<Curve> curves = sweep(new Random(seed));
            for (Curve trial : running(curves)) {
                List<Curve> others = curves.stream()
                        .filter(curve -> curve.epochs() >= trial.epochs() || curve.standing() == Standing.ENDED)
                        .toList();
                assertThat(pruner.get().stops(trial, others))
                        .isEqualTo(pruner.get().stops(trial, curves));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("judgesOfOne")
    void oneThatComparesNoneDecidesAlikeInAnyCompany(Supplier<Pruner> pruner) {
        for (int seed = 0; seed < SWEEPS; seed++) {
            List<Curve> curves = sweep(new Random(seed));
            for (Curve trial : running(curves)) {
                assertThat(pruner.get().stops(trial, List.of(trial)))
                        .isEqualTo(pruner.get().stops(trial, curves));
            }
            assertThat(pruner.get().promotes(curves)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("judgesOfMany")
    void aTrialAloneIsNeverStoppedForGoodWhileThereAreNumbers(Supplier<Pruner> pruner) {
        Curve trial = MadeUpCurves.running(0, 0.9, 0.95, 0.7, 0.8);
        for (int epochs = 1; epochs <= trial.epochs(); epochs++) {
            Curve sofar = MadeUpCurves.running(
                    0,
                    trial.losses().subList(0, epochs).stream()
                            .mapToDouble(x -> x)
                            .toArray());
            if (pruner.get().stops(sofar, List.of(sofar))) {
                assertThat(promotedAfterWorse(pruner.get(), List.of(sofar.now(Standing.PRUNED)), 0))
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("judgesOfMany")
    void theBestSoFarIsNeverStoppedForGood(Supplier<Pruner> pruner) {
        for (int seed = 0; seed < SWEEPS; seed++) {
            List<Curve> curves = new ArrayList<>(sweep(new Random(seed)));
            double[] losses = IntStream.range(0, 1 + seed % MAX_EPOCHS)
                    .mapToDouble(_ -> 0.01)
                    .toArray();
            Curve best = MadeUpCurves.running(1_000, losses);
            curves.add(best);
            if (pruner.get().stops(best, curves)) {
                curves.set(curves.size() - 1, best.now(Standing.PRUNED));
                assertThat(promotedAfterWorse(pruner.get(), curves, 1_000)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("judgesOfMany")
    void oneThatNeverHadANumberStopsAndStaysStopped(Supplier<Pruner> pruner) {
        Curve none = MadeUpCurves.running(9, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        List<Curve> others = LongStream.range(0, 9)
                .mapToObj(trial -> MadeUpCurves.ended(trial, 0.5, 0.5, 0.5, Double.NaN))
                .toList();
        List<Curve> curves = new ArrayList<>(others);
        curves.add(none);
        assertThat(pruner.get().stops(none, curves)).isTrue();
        curves.set(9, none.now(Standing.PRUNED));
        assertThat(pruner.get().promotes(curves)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pausing")
    void nobodyIsStoppedAtTheLastEpoch(Supplier<Pruner> pruner) {
        Curve worst = MadeUpCurves.running(
                5, IntStream.range(0, MAX_EPOCHS).mapToDouble(_ -> 1).toArray());
        Curve better = MadeUpCurves.ended(
                6, IntStream.range(0, MAX_EPOCHS).mapToDouble(_ -> 0.1).toArray());
        assertThat(MadeUpCurves.stops(pruner.get(), worst, better)).isFalse();
        assertThat(pruner.get().promotes(List.of(better, worst.now(Standing.PRUNED))))
                .isEmpty();
    }

    /// Whether a pruned trial is promoted before a hundred worse trials, each continued when it is promoted, have
    /// reached its epoch.
    private static boolean promotedAfterWorse(Pruner pruner, List<Curve> curves, long trial) {
        List<Curve> now = new ArrayList<>(curves);
        int epochs = curves.stream()
                .filter(curve -> curve.trial() == trial)
                .findFirst()
                .orElseThrow()
                .epochs();
        double[] bad = IntStream.range(0, epochs).mapToDouble(_ -> 2).toArray();
        for (int more = 0; more < 100; more++) {
            OptionalLong promoted = pruner.promotes(now);
            if (promoted.equals(OptionalLong.of(trial))) {
                return true;
            }
            promoted.ifPresent(
                    number -> now.replaceAll(curve -> curve.trial() == number ? curve.now(Standing.RUNNING) : curve));
            now.add(MadeUpCurves.ended(2_000 + more, bad));
        }
        return false;
    }

    private static List<Curve> running(List<Curve> curves) {
        return curves.stream()
                .filter(curve -> curve.standing() == Standing.RUNNING && curve.epochs() > 0)
                .toList();
    }

    private static List<Boolean> stopped(Pruner pruner, List<Curve> trials, List<Curve> all) {
        return trials.stream().map(trial -> pruner.stops(trial, all)).toList();
    }

    /// Up to 20 trials of up to 9 epochs; one loss in ten is NaN, and some are equal.
    private static List<Curve> sweep(Random random) {
        return IntStream.range(0, 1 + random.nextInt(20))
                .mapToObj(trial -> new Curve(
                        trial,
                        random.doubles(random.nextInt(MAX_EPOCHS + 1))
                                .mapToObj(loss -> loss < 0.1 ? Double.NaN : Math.round(loss * 20) / 20.0)
                                .toList(),
                        STANDINGS.get(random.nextInt(STANDINGS.size()))))
                .toList();
    }
}
