package ctrsweep.report.importance;

import static ctrsweep.report.importance.Spaces.choices;
import static ctrsweep.report.importance.Spaces.interval;
import static ctrsweep.report.importance.Spaces.log;
import static ctrsweep.report.importance.Spaces.real;
import static ctrsweep.report.importance.Spaces.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ctrsweep.space.Domain;
import ctrsweep.space.Interval.Kind;
import ctrsweep.space.Interval.Scale;
import ctrsweep.space.Normal;
import ctrsweep.space.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PedAnovaTest {
    /// A parameter of each kind.
    private static Map<String, Domain> space() {
        Map<String, Domain> space = new LinkedHashMap<>();
        space.put("real", real("-1", "1"));
        space.put("log", log("1e-5", "1e-1"));
        space.put("whole", whole("1", "12"));
        space.put("logWhole", interval("4", "1024", Scale.LOG, Kind.WHOLE));
        space.put("normal", new Normal(0, 2, Scale.LINEAR));
        space.put("choice", choices("a", "b", "c", "d"));
        return space;
    }

    /// Random points; points with an odd `whole` have no `real`.
    private static List<ScoredPoint> points(
            int count, long seed, ToDoubleFunction<Map<String, Value>> loss, double noise) {
        SplittableRandom random = new SplittableRandom(seed);
        List<ScoredPoint> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, Value> values = new LinkedHashMap<>();
            space().forEach((name, domain) -> values.put(name, domain.draw(random)));
            if (number(values, "whole") % 2 == 1) {
                values.remove("real");
            }
            points.add(new ScoredPoint(values, loss.applyAsDouble(values) + noise * random.nextGaussian()));
        }
        return points;
    }

    private static double number(Map<String, Value> values, String name) {
        Value value = values.get(name);
        return value == null ? 0 : value.number().orElseThrow();
    }

    private static Importances.Ranked ranked(List<ScoredPoint> points) {
        return (Importances.Ranked) new PedAnova(space(), 1).of(points);
    }

    private static String first(List<ScoredPoint> points) {
        return ranked(points).parameters().getFirst().parameter();
    }

    private static double share(List<ScoredPoint> points, String name) {
        return one(points, name).share();
    }

    private static Importance one(List<ScoredPoint> points, String name) {
        return ranked(points).parameters().stream()
                .filter(each -> each.parameter().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatWasPlantedComesFirst(long seed) {
        assertThat(first(points(120, seed, at -> Math.abs(Math.log10(number(at, "log")) + 3), 0.1)))
                .isEqualTo("log");
        assertThat(first(points(120, seed, at -> number(at, "whole"), 0.5))).isEqualTo("whole");
        assertThat(first(points(120, seed, at -> Math.abs(Math.log(number(at, "logWhole") / 64)), 0.1)))
                .isEqualTo("logWhole");
        assertThat(first(points(120, seed, at -> Math.abs(number(at, "normal") - 1), 0.1)))
                .isEqualTo("normal");
        assertThat(first(points(120, seed, at -> "b".equals(String.valueOf(at.get("choice"))) ? 0 : 1, 0.1)))
                .isEqualTo("choice");
    }

    /// Whether `real` is active has no effect on the loss, only its value has.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aConditionalParameterIsFound(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<ScoredPoint> points =
                points(300, seed, at -> at.containsKey("real") ? number(at, "real") : random.nextDouble(-1, 1), 0.05);
        Importances.Ranked ranked = ranked(points);

        assertThat(ranked.parameters().getFirst().parameter()).isEqualTo("real");
        assertThat(ranked.remarks()).singleElement().asString().matches("real is active in 1\\d\\d of 300 points .*");
    }

    @Test
    void whatTakesPartInNoneOfTheBestHasNoShare() {
        List<ScoredPoint> points = points(100, 1, at -> (at.containsKey("real") ? 10 : 0) + number(at, "log"), 0);

        assertThat(share(points, "real")).isZero();
    }

    /// A quarter of the eight points, two, are the best. Both have the choice `b`, which four of all points have.
    /// With a prior of one observation over two choices, p = (0.5, 2.5) / 3. Among all points the prior counts as 8
    /// / 2 observations: q = (4 + 2, 4 + 2) / 12. The divergence is 2 (1/3)^2 / (1/2) = 4/9. The other parameter
    /// has the same distribution among the best points as among all, so its divergence is 0.
    @Test
    void aCaseByHand() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("plain", choices("x", "y"));
        domains.put("tells", choices("a", "b"));
        List<ScoredPoint> points = IntStream.range(0, 8)
                .mapToObj(i -> new ScoredPoint(
                        Map.of("tells", text(i < 4 ? "b" : "a"), "plain", text(i % 2 == 0 ? "x" : "y")), i))
                .toList();
        ParameterCells cells = ParameterCells.of("tells", java.util.Optional.ofNullable(domains.get("tells")), points);
        int[] once = new int[8];
        Arrays.fill(once, 1);

        assertThat(cells.divergence(once, 2)).isCloseTo(4.0 / 9, within(1e-12));
        Importances.Ranked ranked = (Importances.Ranked) new PedAnova(domains, 1).of(points);
        assertThat(ranked.best()).isEqualTo(2);
        assertThat(ranked.parameters()).extracting(Importance::parameter).containsExactly("tells", "plain");
        assertThat(ranked.parameters()).extracting(Importance::share).containsExactly(1.0, 0.0);
    }

    private static Value text(String text) {
        return new Value.Text(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 40, 300})
    void sharesSumToOneAndLieInTheirIntervals(int count) {
        List<Importance> parameters =
                ranked(points(count, 3, at -> number(at, "log"), 0.01)).parameters();

        assertThat(parameters.stream().mapToDouble(Importance::share).sum()).isCloseTo(1, within(1e-12));
        assertThat(parameters).isSortedAccordingTo((a, b) -> Double.compare(b.share(), a.share()));
        assertThat(parameters).allSatisfy(each -> {
            assertThat(each.low()).isBetween(0.0, each.share());
            assertThat(each.high()).isBetween(each.share(), 1.0);
        });
    }

    @Test
    void noiseCannotBeToldApart() {
        List<Importance> noise = ranked(points(100, 5, at -> 0, 1)).parameters();
        double highestLow = noise.stream().mapToDouble(Importance::low).max().orElseThrow();
        double lowestHigh = noise.stream().mapToDouble(Importance::high).min().orElseThrow();

        assertThat(highestLow).isLessThan(lowestHigh);
    }

    @Test
    void whatMatteredCanBeToldFromNoise() {
        List<ScoredPoint> points = points(300, 5, at -> Math.abs(number(at, "normal") - 1), 0.1);
        double highestOther = ranked(points).parameters().stream()
                .skip(1)
                .mapToDouble(Importance::high)
                .max()
                .orElseThrow();

        assertThat(one(points, "normal").low()).isGreaterThan(highestOther);
    }

    @Test
    void equalPointsAndSeedsGiveEqualResults() {
        List<ScoredPoint> points = points(60, 1, at -> number(at, "log"), 0.01);

        assertThat(new PedAnova(space(), 7).of(points)).isEqualTo(new PedAnova(space(), 7).of(points));
        assertThat(new PedAnova(space(), 7).of(points)).isNotEqualTo(new PedAnova(space(), 8).of(points));
    }

    @Test
    void onlyTheOrderOfThePointsCounts() {
        List<ScoredPoint> points = points(60, 1, at -> number(at, "log"), 0.01);
        List<ScoredPoint> stretched = points.stream()
                .map(point -> new ScoredPoint(point.values(), Math.exp(50 * point.loss())))
                .toList();

        assertThat(ranked(stretched)).isEqualTo(ranked(points));
    }

    @Test
    void aParameterWithOneValueHasNoShare() {
        List<ScoredPoint> points = points(60, 1, at -> number(at, "log"), 0).stream()
                .map(point -> {
                    Map<String, Value> values = new LinkedHashMap<>(point.values());
                    values.put("normal", new Value.Real(0.5));
                    values.put("whole", new Value.Int(3));
                    values.put("unknown", new Value.Items(List.of(new Value.Int(64))));
                    return new ScoredPoint(values, point.loss());
                })
                .toList();

        assertThat(share(points, "normal")).isZero();
        assertThat(share(points, "whole")).isCloseTo(0, within(1e-12));
        assertThat(share(points, "unknown")).isZero();
    }

    @Test
    void valuesOutsideTheirDomainWidenIt() {
        List<ScoredPoint> points = new ArrayList<>(points(60, 1, at -> number(at, "log"), 0));
        points.add(new ScoredPoint(Map.of("log", new Value.Real(3), "choice", text("new"), "whole", text("auto")), 9));

        assertThat(share(points, "log")).isGreaterThan(0.5);
    }

    @Test
    void whatHasNoResultIsLeftOutAndSaid() {
        List<ScoredPoint> points = points(60, 1, at -> number(at, "log"), 0);
        List<ScoredPoint> more = new ArrayList<>(points);
        more.add(new ScoredPoint(points.getFirst().values(), Double.NaN));
        Importances.Ranked ranked = ranked(more);

        assertThat(ranked.parameters()).isEqualTo(ranked(points).parameters());
        assertThat(ranked.remarks()).contains("points without a result, left out: 1");
    }

    /// Sixty points, pruned if `log` is at least 3e-5: fewer complete than the number of best points, and pruned
    /// points do not fill it up.
    @Test
    void prunedPointsAreWorseThanAllOthers() {
        List<ScoredPoint> points = points(60, 1, at -> 0, 1).stream()
                .map(point -> number(point.values(), "log") < 3e-5
                        ? point
                        : new ScoredPoint(point.values(), Double.POSITIVE_INFINITY))
                .toList();
        long completed =
                points.stream().filter(point -> Double.isFinite(point.loss())).count();
        Importances.Ranked ranked = ranked(points);

        assertThat(completed).isBetween(2L, 9L);
        assertThat(ranked.best()).isEqualTo((int) completed);
        assertThat(ranked.parameters().getFirst().parameter()).isEqualTo("log");
        assertThat(ranked.remarks()).contains("pruned points, counted as worse than all others: " + (60 - completed));
    }

    @Test
    void tiesWithTheLastOfTheBestCountToo() {
        List<ScoredPoint> points = points(40, 1, at -> number(at, "whole") <= 6 ? 0 : 1, 0);
        int good = (int) points.stream().filter(point -> point.loss() == 0).count();

        assertThat(good).isGreaterThan(10);
        assertThat(ranked(points).best()).isEqualTo(good);
    }

    @Test
    void whatCannotBeToldIsSaid() {
        assertThat(new PedAnova(space(), 1).of(List.of()))
                .isEqualTo(new Importances.Unknown("it needs 8 points with a result, and there are 0"));
        assertThat(new PedAnova(space(), 1).of(points(7, 1, at -> 0, 1)))
                .isEqualTo(new Importances.Unknown("it needs 8 points with a result, and there are 7"));
        assertThat(new PedAnova(space(), 1).of(points(20, 1, at -> 0.5, 0)))
                .isEqualTo(new Importances.Unknown("all 20 points are equally good"));
        assertThat(new PedAnova(space(), 1).of(points(20, 1, at -> Double.POSITIVE_INFINITY, 0)))
                .isEqualTo(new Importances.Unknown("all points but 0 were pruned"));
        List<ScoredPoint> same = IntStream.range(0, 20)
                .mapToObj(i -> new ScoredPoint(Map.of("choice", text("a")), i))
                .toList();
        assertThat(new PedAnova(space(), 1).of(same))
                .isEqualTo(new Importances.Unknown(
                        "every parameter has the same distribution among the best points as among all"));
    }

    @Test
    void twoThousandPointsTakeNoTime() {
        List<ScoredPoint> points = points(2_000, 1, at -> number(at, "log"), 0.01);
        long began = System.nanoTime();
        ranked(points);

        assertThat((System.nanoTime() - began) / 1e9).isLessThan(2);
    }
}
