package ctrsweep.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The objective over two parameters as a grid: a kernel regression (Nadaraya 1964, Watson 1964), the mean of the
/// trials weighted by distance. The kernel is a Gaussian whose width follows Scott's rule (1992) for two dimensions,
/// `n^(-1/6)` standard deviations. Categories have no distance: only trials of the same category count.
///
/// @param across place of the parameter on the horizontal axis
/// @param up place of the parameter on the vertical axis
/// @param cells row by row from the bottom; NaN where no trial is within two widths
record Heatmap(int across, int up, List<Double> cells) {
    /// Cells along a numeric axis.
    static final int STEPS = 16;

    /// The number of parameters whose pairs are drawn.
    private static final int MOST = 12;

    private static final double LEAST_WEIGHT = Math.exp(-2);

    /// @param objectives by trial; NaN for a trial to leave out
    static List<Heatmap> ofPairs(List<ParameterFacts> parameters, List<Double> objectives) {
        List<Kernel> kernels = parameters.stream()
                .limit(MOST)
                .map(parameter -> Kernel.of(parameter, objectives))
                .toList();
        List<Heatmap> all = new ArrayList<>();
        for (int across = 0; across < kernels.size(); across++) {
            for (int up = across + 1; up < kernels.size(); up++) {
                all.add(new Heatmap(across, up, cells(kernels.get(across), kernels.get(up), objectives)));
            }
        }
        return all;
    }

    private static List<Double> cells(Kernel across, Kernel up, List<Double> objectives) {
        List<Double> cells = new ArrayList<>();
        for (double[] row : up.weights) {
            for (double[] column : across.weights) {
                cells.add(mean(row, column, objectives));
            }
        }
        return cells;
    }

    private static double mean(double[] row, double[] column, List<Double> objectives) {
        double weights = 0;
        double sum = 0;
        double nearest = 0;
        for (int trial = 0; trial < row.length; trial++) {
            double weight = row[trial] * column[trial];
            if (weight > 0) {
                weights += weight;
                sum += weight * objectives.get(trial);
                nearest = Math.max(nearest, weight);
            }
        }
        return nearest >= LEAST_WEIGHT ? sum / weights : Double.NaN;
    }

    /// The weight of each trial in each cell along one axis.
    ///
    /// @param weights by cell, then by trial; 0 for a trial without an objective or a value
    private record Kernel(List<double[]> weights) {

        static Kernel of(ParameterFacts parameter, List<Double> objectives) {
            double[] places = IntStream.range(0, objectives.size())
                    .mapToDouble(trial -> Double.isFinite(objectives.get(trial))
                            ? parameter.units().get(trial)
                            : Double.NaN)
                    .toArray();
            int cells = parameter.axis() == ParameterFacts.Axis.CATEGORY
                    ? parameter.labels().size()
                    : STEPS;
            double width = parameter.axis() == ParameterFacts.Axis.CATEGORY ? 0 : width(places);
            return new Kernel(IntStream.range(0, cells)
                    .mapToObj(cell -> weights(places, (cell + 0.5) / cells, width, cells))
                    .toList());
        }

        private static double[] weights(double[] places, double centre, double width, int cells) {
            double[] weights = new double[places.length];
            for (int trial = 0; trial < weights.length; trial++) {
                double distance = Math.abs(places[trial] - centre);
                if (width == 0) {
                    weights[trial] = distance < 0.5 / cells ? 1 : 0;
                } else {
                    weights[trial] = Double.isNaN(distance) ? 0 : Math.exp(-distance * distance / (2 * width * width));
                }
            }
            return weights;
        }

        /// At least half a cell, so that equal values have a width too.
        private static double width(double[] places) {
            double[] there = IntStream.range(0, places.length)
                    .mapToDouble(trial -> places[trial])
                    .filter(Double::isFinite)
                    .toArray();
            double mean = IntStream.range(0, there.length)
                    .mapToDouble(i -> there[i])
                    .average()
                    .orElse(0);
            double squares = 0;
            for (double place : there) {
                squares += (place - mean) * (place - mean);
            }
            double deviation = there.length < 2 ? 0 : Math.sqrt(squares / (there.length - 1));
            return Math.max(0.5 / STEPS, deviation * Math.pow(Math.max(1, there.length), -1.0 / 6));
        }
    }
}
