package ctrsweep.search.tpe;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.search.Observation;
import ctrsweep.space.Assignment;
import ctrsweep.space.Choices;
import ctrsweep.space.Domain;
import ctrsweep.space.Interval;
import ctrsweep.space.Space;
import ctrsweep.space.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupObservationsTest {
    private static final Domain UNIT =
            new Interval(BigDecimal.ZERO, BigDecimal.ONE, Interval.Scale.LINEAR, Optional.empty(), Interval.Kind.REAL);
    private static final Domain LETTERS = new Choices(List.of(new Value.Text("a"), new Value.Text("b")));
    private static final Group GROUP = group();

    /// The order of `_split_trials` of Optuna 5.0.0, except for observation 6, which failed and is fourth there.
    @Test
    void prunedOnesAreBehindAndFailedOnesNeverGood() {
        List<Observation> history = new ArrayList<>(List.of(
                completed(3),
                pruned(0.5, 2),
                completed(1),
                pruned(0.1, 5),
                pruned(0.9, 5),
                completed(2),
                completed(Double.POSITIVE_INFINITY),
                pruned(0.05, 2)));
        List<Integer> ranking = List.of(2, 5, 0, 3, 4, 7, 1);
        for (int bad = 0; bad < 60; bad++) {
            int good = Math.min(7, (15 * history.size() + 99) / 100);
            assertThat(GroupObservations.nothing(GROUP).of(history).good()).isEqualTo(ranking.subList(0, good));
            history.add(completed(Double.POSITIVE_INFINITY));
        }
    }

    /// The trial pruned after epoch 1 with loss 5 is expected to fall by 3, as the completed one did; that pruned
    /// with loss 9 is not good, and a completed one is not better because it is completed.
    @Test
    void prunedOnesWithLossesCompeteByTheirExpectedLoss() {
        List<Observation> history =
                List.of(after(OptionalInt.empty(), 7, 4), after(OptionalInt.of(1), 9), after(OptionalInt.of(1), 5));
        assertThat(GroupObservations.nothing(GROUP).of(history).good()).containsExactly(2);
        GroupObservations grown = GroupObservations.nothing(GROUP);
        for (int known = 1; known <= history.size(); known++) {
            grown = grown.of(history.subList(0, known));
        }
        assertThat(grown.good()).containsExactly(2);
    }

    @Test
    void atMost25AreGood() {
        List<Observation> history =
                IntStream.range(0, 1000).mapToObj(i -> completed(1000 - i)).toList();
        assertThat(GroupObservations.nothing(GROUP).of(history).good())
                .isEqualTo(IntStream.range(0, 25).mapToObj(i -> 999 - i).toList());
    }

    @Test
    void whatTheSpaceDoesNotKnowIsLeftOut() {
        List<Observation> history = List.of(
                observation(Map.of("x", new Value.Real(0.5))),
                observation(Map.of("x", new Value.Real(1.5), "letter", new Value.Text("a"))),
                observation(Map.of("x", new Value.Real(0.5), "letter", new Value.Text("c"))),
                observation(Map.of("x", new Value.Text("a"), "letter", new Value.Text("a"))),
                observation(Map.of("x", new Value.Int(1), "letter", new Value.Text("b"), "other", new Value.Int(7))));
        assertThat(GroupObservations.nothing(GROUP).of(history).size()).isEqualTo(1);
    }

    @Test
    void whatIsRememberedDoesNotShow() {
        List<Observation> history = IntStream.range(0, 60)
                .mapToObj(i -> observation(i * 7 % 60 / 60.0, i * 11 % 13))
                .toList();
        double[] point = {0.4, 1};
        double afresh =
                GroupObservations.nothing(GROUP).of(history).densityRatio().log(point);
        GroupObservations grown = GroupObservations.nothing(GROUP);
        for (int known = 0; known <= 60; known += 5) {
            grown = grown.of(history.subList(0, known));
        }
        assertThat(grown.densityRatio().log(point)).isEqualTo(afresh);
        GroupObservations replaced = grown.of(history.reversed()).of(history);
        assertThat(replaced.densityRatio().log(point)).isEqualTo(afresh);
    }

    private static Observation completed(double loss) {
        return observation(0.5, loss);
    }

    private static Observation after(OptionalInt prunedAfter, double... losses) {
        return new Observation(
                completed(0).assignment(),
                losses[losses.length - 1],
                prunedAfter,
                Arrays.stream(losses).boxed().toList());
    }

    private static Observation pruned(double loss, int epochs) {
        return new Observation(completed(loss).assignment(), loss, OptionalInt.of(epochs));
    }

    private static Observation observation(double x, double loss) {
        return new Observation(
                new Assignment(Map.of("x", new Value.Real(x), "letter", new Value.Text(x < 0.5 ? "a" : "b"))), loss);
    }

    private static Observation observation(Map<String, Value> values) {
        return new Observation(new Assignment(values), 1);
    }

    private static Group group() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("x", UNIT);
        domains.put("letter", LETTERS);
        return Group.of(new Space(domains)).getFirst();
    }
}
