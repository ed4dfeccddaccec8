package ctrsweep.search;

import ctrsweep.space.Domain;
import ctrsweep.space.Interval;
import ctrsweep.space.Space;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Functions with known minima.
public final class Formulas {
    public static final double LEAST_OF_BRANIN = 0.39788735772973816;
    public static final double LEAST_OF_HARTMANN6 = -3.322368011415515;

    private static final double[] HARTMANN_WEIGHTS = {1, 1.2, 3, 3.2};
    private static final double[][] HARTMANN_STEEPNESS = {
        {10, 3, 17, 3.5, 1.7, 8}, {0.05, 10, 17, 0.1, 8, 14}, {3, 3.5, 1.7, 10, 17, 8}, {17, 8, 0.05, 10, 0.1, 14}
    };
    private static final double[][] HARTMANN_CENTRES = {
        {0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886},
        {0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991},
        {0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650},
        {0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381}
    };

    private Formulas() {}

    public static double branin(double[] x) {
        double bent = x[1] - 5.1 / (4 * Math.PI * Math.PI) * x[0] * x[0] + 5 / Math.PI * x[0] - 6;
        return bent * bent + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x[0]) + 10;
    }

    /// From -5 to 10 and from 0 to 15.
    public static Space spaceOfBranin() {
        return space(new double[][] {{-5, 10}, {0, 15}});
    }

    public static double hartmann6(double[] x) {
        return -IntStream.range(0, 4)
                .mapToDouble(i -> HARTMANN_WEIGHTS[i]
                        * Math.exp(-IntStream.range(0, 6)
                                .mapToDouble(j -> HARTMANN_STEEPNESS[i][j] * Math.pow(x[j] - HARTMANN_CENTRES[i][j], 2))
                                .sum()))
                .sum();
    }

    /// From 0 to 1 in six dimensions.
    public static Space spaceOfHartmann6() {
        return space(new double[][] {{0, 1}, {0, 1}, {0, 1}, {0, 1}, {0, 1}, {0, 1}});
    }

    private static Space space(double[][] ranges) {
        Map<String, Domain> domains = new LinkedHashMap<>();
        for (double[] range : ranges) {
            domains.put(
                    "x" + domains.size(),
                    new Interval(
                            BigDecimal.valueOf(range[0]),
                            BigDecimal.valueOf(range[1]),
                            Interval.Scale.LINEAR,
                            Optional.empty(),
                            Interval.Kind.REAL));
        }
        return new Space(domains);
    }
}
