package ctrsweep.report.page;

import static ctrsweep.report.page.MadeUp.AUC;
import static ctrsweep.report.page.MadeUp.completed;
import static ctrsweep.report.page.MadeUp.during;
import static ctrsweep.report.page.MadeUp.given;
import static ctrsweep.report.page.MadeUp.sweep;
import static ctrsweep.report.page.MadeUp.trial;
import static ctrsweep.report.page.MadeUp.unfinished;
import static ctrsweep.report.page.MadeUp.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import ctrsweep.metric.Goal;
import ctrsweep.report.importance.Importance;
import ctrsweep.report.importance.Importances;
import ctrsweep.report.page.ParameterFacts.Axis;
import ctrsweep.report.page.Timeline.Bar;
import ctrsweep.space.Choices;
import ctrsweep.space.Domain;
import ctrsweep.space.Interval;
import ctrsweep.space.Value;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.StopReason;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialState;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final Domain LOG = new Interval(
            new BigDecimal("0.001"), new BigDecimal("0.1"), Interval.Scale.LOG, Optional.empty(), Interval.Kind.REAL);

    private static Map<Value, Double> values(Object... valuesAndObjectives) {
        Map<Value, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < valuesAndObjectives.length; i += 2) {
            Value value =
                    switch (valuesAndObjectives[i]) {
                        case Double number -> new Value.Real(number);
                        case Integer number -> new Value.Int(number);
                        default -> new Value.Text(valuesAndObjectives[i].toString());
                    };
            values.put(value, (Double) valuesAndObjectives[i + 1]);
        }
        return values;
    }

    private static ParameterFacts parameter(ReportedSweep sweep) {
        return ParameterFacts.of("a.b", List.of("a.b"), sweep);
    }

    /// On a log axis 0.01 is halfway from 0.001 to 0.1.
    @Test
    void aLogDomainHasALogAxis() {
        ParameterFacts lr = parameter(given("a.b", LOG, values(0.001, 0.5, 0.01, 0.6, 0.1, 0.7)));
        assertThat(lr.axis()).isEqualTo(Axis.LOG);
        assertThat(lr.brief()).isEqualTo("b");
        assertThat(lr.span()).isEqualTo(new ValueRange(0.001, 0.1));
        assertThat(lr.units().get(1)).isEqualTo(0.5, within(1e-12));
        assertThat(lr.units().get(2)).isEqualTo(1);
    }

    /// Categories have the order of the spec, even if no trial has them; the first of three strips ends at a third.
    @Test
    void wordsAreStrips() {
        Domain domain = new Choices(List.of(new Value.Text("x"), new Value.Text("y"), new Value.Text("z")));
        ParameterFacts word = parameter(given("a.b", domain, values("z", 0.5, "x", 0.6)));
        assertThat(word.axis()).isEqualTo(Axis.CATEGORY);
        assertThat(word.labels()).containsExactly("x", "y", "z");
        assertThat(word.values()).containsExactly(2.0, 0.0);
        assertThat(word.units()).containsExactly(2.5 / 3, 0.5 / 3);
    }

    @Test
    void fewListedNumbersAreStripsThatAscend() {
        Domain domain = new Choices(List.of(new Value.Int(64), new Value.Int(8)));
        ParameterFacts size = parameter(given("a.b", domain, values(64, 0.5, 8, 0.6)));
        assertThat(size.labels()).containsExactly("8", "64");
    }

    @Test
    void aTrialWithoutTheParameterIsNowhere() {
        ReportedSweep sweep = sweep(
                Goal.MAXIMIZE, Map.of("a.b", LOG), List.of(trial(completed(0, 1, StopReason.PATIENCE, 1, 1, 0.5))));
        assertThat(parameter(sweep).values()).containsExactly(Double.NaN);
        assertThat(parameter(sweep).units()).containsExactly(Double.NaN);
    }

    @Test
    void theBestSoFarWaitsForTrialsWithARank() {
        List<Trial> trials = List.of(
                unfinished(0, TrialState.PRUNED, Optional.of(StopReason.PRUNED), 1),
                completed(1, 2, StopReason.PATIENCE, 1, 1, 0.6),
                completed(2, 3, StopReason.PATIENCE, 1, 1, 0.5),
                completed(3, 1, StopReason.PATIENCE, 1, 1, 0.7));
        List<Optional<Double>> objectives =
                List.of(Optional.of(0.9), Optional.of(0.6), Optional.of(0.5), Optional.of(0.7));
        assertThat(BestSoFar.byTrial(trials, objectives, Goal.MAXIMIZE)).containsExactly(Double.NaN, 0.6, 0.6, 0.7);
        assertThat(BestSoFar.byTrial(trials, objectives, Goal.MINIMIZE)).containsExactly(Double.NaN, 0.6, 0.5, 0.5);
    }

    /// Two trials run at a time. The third begins when the first has ended, and the second lane is idle from 6 to 10:
    /// 4 of 20 seconds.
    @Test
    void aTimelineHasAsManyLanesAsRanTogether() {
        Timeline timeline = Timeline.of(List.of(
                during(trial(completed(0, 1, StopReason.PATIENCE, 1, 1, 0.5)), 0, 4),
                during(trial(completed(1, 2, StopReason.PATIENCE, 1, 1, 0.5)), 0, 6),
                during(trial(completed(2, 3, StopReason.PATIENCE, 1, 1, 0.5)), 4, 10)));
        assertThat(timeline.bars()).containsExactly(new Bar(0, 0, 0, 4), new Bar(1, 1, 0, 6), new Bar(2, 0, 4, 10));
        assertThat(timeline.lanes()).isEqualTo(2);
        assertThat(timeline.length()).isEqualTo(10);
        assertThat(timeline.busy()).isEqualTo(0.8);
        assertThat(Timeline.of(List.of()).lanes()).isZero();
    }

    /// Between trials with the values 0 and 1, a cell is closer to its neighbour's value, and the middle cell is 0.5.
    @Test
    void aLandscapeIsTheMeanOfWhatIsNear() {
        ReportedSweep sweep = given("a.b", LOG, values(0.001, 0.0, 0.1, 1.0));
        ParameterFacts lr = parameter(sweep);
        Heatmap heatmap = Heatmap.ofPairs(List.of(lr, lr), List.of(0.0, 1.0)).getFirst();
        assertThat(heatmap.cells()).hasSize(Heatmap.STEPS * Heatmap.STEPS);
        assertThat(heatmap.cells().getFirst()).isLessThan(0.1);
        assertThat(heatmap.cells().getLast()).isGreaterThan(0.9);
        int middle = Heatmap.STEPS / 2 * Heatmap.STEPS + Heatmap.STEPS / 2 - 1;
        assertThat(heatmap.cells().get(middle)).isEqualTo(0.5, within(1e-9));
    }

    /// Categories have no distance: the corner without a trial has no value.
    @Test
    void aLandscapeIsBlankWhereNoTrialIsNear() {
        Domain domain = new Choices(List.of(new Value.Text("x"), new Value.Text("y")));
        ReportedSweep sweep = given("a.b", domain, values("x", 0.25, "y", 0.75));
        ParameterFacts word = parameter(sweep);
        assertThat(Heatmap.ofPairs(List.of(word, word), List.of(0.25, 0.75))
                        .getFirst()
                        .cells())
                .containsExactly(0.25, Double.NaN, Double.NaN, 0.75);
        assertThat(Heatmap.ofPairs(List.of(word, word), List.of(0.25, Double.NaN))
                        .getFirst()
                        .cells())
                .containsExactly(0.25, Double.NaN, Double.NaN, Double.NaN);
    }

    /// The importance of `c` is unknown, and `old` is no longer a parameter.
    @Test
    void whatMatteredMostComesFirst() {
        List<Importance> ranked = List.of(
                new Importance("old", 0.5, 0.4, 0.6),
                new Importance("b", 0.3, 0.2, 0.4),
                new Importance("a", 0.2, 0.1, 0.3));
        List<String> parameters = List.of("a", "b", "c");
        assertThat(ImportanceFacts.of(new Importances.Ranked(ranked, 40, 10, List.of()), parameters)
                        .order())
                .containsExactly(1, 0, 2);
        assertThat(ImportanceFacts.of(new Importances.Unknown("too few"), parameters)
                        .order())
                .containsExactly(0, 1, 2);
    }

    @Test
    void thoseInsideTheIntervalOfTheBestAreTied() {
        ReportedSweep sweep = sweep(
                Goal.MAXIMIZE,
                Map.of(),
                List.of(
                        with(trial(completed(0, 1, StopReason.PATIENCE, 1, 1, 0.8)), new Outcome.Interval(0.78, 0.82)),
                        trial(completed(1, 2, StopReason.PATIENCE, 1, 1, 0.79)),
                        trial(completed(2, 3, StopReason.PATIENCE, 1, 1, 0.7))));
        assertThat(TopPoint.of(sweep.ties(), Map.of(0L, 0, 1L, 1, 2L, 2)))
                .extracting(TopPoint::mean, TopPoint::tied)
                .containsExactly(tuple(0.8, false), tuple(0.79, true), tuple(0.7, false));
        assertThat(sweep.ties().objective()).isEqualTo(AUC);
    }

    /// A hundred curves lie between 0.7 and 0.8; one that fell to zero is cut off.
    @Test
    void anAxisLeavesOutTheFewWorst() {
        List<double[]> curves = IntStream.range(0, 100)
                .mapToObj(i -> new double[] {0.7 + 0.001 * i})
                .collect(Collectors.toList());
        curves.add(new double[] {0.0});
        ValueRange span = ValueRange.of(curves, new double[] {0.65}, Goal.MAXIMIZE::loss, 0.02);
        assertThat(span.low()).isEqualTo(0.65 - 0.04 * 0.149, within(1e-9));
        assertThat(span.high()).isEqualTo(0.799 + 0.04 * 0.149, within(1e-9));
        assertThat(ValueRange.of(List.of(), new double[0], Goal.MAXIMIZE::loss, 0.02))
                .isEqualTo(new ValueRange(0, 1));
    }
}
