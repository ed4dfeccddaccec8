package ctrsweep.config;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.space.Choices;
import ctrsweep.space.Condition;
import ctrsweep.space.Domain;
import ctrsweep.space.Interval;
import ctrsweep.space.Parameter;
import ctrsweep.space.Space;
import ctrsweep.space.Value;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AutomaticMethodTest {
    private static final Domain RATE =
            new Interval(BigDecimal.ZERO, BigDecimal.ONE, Interval.Scale.LINEAR, Optional.empty(), Interval.Kind.REAL);
    private static final Domain WIDTH = new Choices(List.of(new Value.Int(16), new Value.Int(32), new Value.Int(64)));

    @Test
    void isAGridWhereTheBudgetIsEnoughForAllPoints() {
        Space space = new Space(Map.of("width", WIDTH));
        assertThat(automatic(space, OptionalLong.of(6), 2)).isEqualTo("grid: the budget is enough for all 3 points");
        assertThat(automatic(space, OptionalLong.empty(), 1))
                .isEqualTo("grid: without a budget, all 3 points are tried");
        assertThat(automatic(space, OptionalLong.of(5), 2)).startsWith("gp: ");
    }

    @Test
    void isAGaussianProcessForFewTrialsOfALargeSpace() {
        assertThat(automatic(new Space(Map.of("rate", RATE)), OptionalLong.of(60), 3))
                .isEqualTo("gp: a Gaussian process learns most from few trials, here 20 points");
    }

    @Test
    void isTpeForManyTrialsOrManyConditions() {
        assertThat(automatic(new Space(Map.of("rate", RATE)), OptionalLong.of(5_000), 1))
                .isEqualTo("tpe: more than 1,000 points are too many for a Gaussian process");
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        parameters.put("width", Parameter.always(WIDTH));
        parameters.put("rate", new Parameter(RATE, Optional.of(Condition.parse("width = 16"))));
        parameters.put("other", new Parameter(RATE, Optional.of(Condition.parse("width = 32"))));
        assertThat(automatic(new Space(parameters, List.of(), Map.of()), OptionalLong.of(60), 1))
                .isEqualTo("tpe: 2 of 3 parameters have a condition");
    }

    private static String automatic(Space space, OptionalLong trials, int repeats) {
        AutomaticMethod automatic = AutomaticMethod.of(space, trials, repeats);
        return automatic.method().name() + ": " + automatic.reason();
    }
}
