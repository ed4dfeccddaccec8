package ctrsweep.report.picture;

import ctrsweep.space.Choices;
import ctrsweep.space.Domain;
import ctrsweep.space.Interval;
import ctrsweep.space.Normal;
import ctrsweep.space.Quantized;
import ctrsweep.space.Value;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialDetails;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.internal.series.MarkerSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// The objective over one parameter: numbers on an axis, logarithmic if their domain is, and other values as
/// categories.
record SlicePicture(PictureData data, String parameter) {
    private static final int MOST_CATEGORIES = 12;

    /// A trial with a result.
    private record Dot(Value value, double objective, boolean best) {}

    /// Returns empty if no trial with a result has the parameter, or if it has too many categories.
    Optional<Chart<?, ?>> draw() {
        List<Dot> dots = dots();
        if (dots.isEmpty()) {
            return Optional.empty();
        }
        Optional<Domain> domain = Optional.ofNullable(data.domains().get(parameter));
        boolean numbers = domain.filter(known -> !(known instanceof Choices)).isPresent()
                && dots.stream().allMatch(dot -> dot.value.number().isPresent());
        return numbers ? Optional.of(line(domain.orElseThrow(), dots)) : strips(dots);
    }

    private List<Dot> dots() {
        List<Dot> dots = new ArrayList<>();
        for (TrialDetails details : data.trials()) {
            Trial trial = details.trial();
            Optional<Value> value =
                    Optional.ofNullable(trial.assignment().values().get(parameter));
            if (trial.rank().isPresent() && value.isPresent()) {
                trial.metric(data.objective())
                        .ifPresent(objective -> dots.add(
                                new Dot(value.get(), objective, trial.rank().get() == 1)));
            }
        }
        return dots;
    }

    private AxisRange range(List<Dot> dots) {
        return AxisRange.of(
                dots.stream().map(Dot::objective).toList(),
                dots.stream().filter(Dot::best).map(Dot::objective).toList());
    }

    private Chart<?, ?> line(Domain domain, List<Dot> dots) {
        AxisRange range = range(dots);
        boolean log = isLog(domain) && dots.stream().allMatch(dot -> number(dot) > 0);
        XYChart chart = ChartStyle.lines(
                data.title("results over " + PictureData.brief(parameter)),
                PictureData.brief(parameter) + (log ? " (log scale)" : ""),
                range.label(PictureData.brief(data.objective().toString())));
        chart.getStyler().setXAxisLogarithmic(log).setYAxisMin(range.low()).setYAxisMax(range.high());
        add(chart, "trials", dots.stream().filter(dot -> !dot.best).toList());
        add(chart, "best", dots.stream().filter(Dot::best).toList());
        return chart;
    }

    private static void add(XYChart chart, String name, List<Dot> dots) {
        if (dots.isEmpty()) {
            return;
        }
        XYSeries series = chart.addSeries(
                name,
                dots.stream().map(SlicePicture::number).toList(),
                dots.stream().map(Dot::objective).toList());
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        paint(series, name.equals("best"));
    }

    private static boolean isLog(Domain domain) {
        return switch (domain) {
            case Interval interval -> interval.scale() == Interval.Scale.LOG;
            case Normal normal -> normal.scale() == Interval.Scale.LOG;
            case Quantized quantized -> quantized.scale() == Interval.Scale.LOG;
            case Choices _ -> false;
        };
    }

    private static double number(Dot dot) {
        return dot.value.number().orElseThrow();
    }

    private static String label(Dot dot) {
        return PictureData.brief(dot.value.toString());
    }

    /// A series can have one dot per category, so there are as many series as the fullest category has dots.
    private Optional<Chart<?, ?>> strips(List<Dot> dots) {
        Map<String, List<Dot>> byValue = new LinkedHashMap<>();
        dots.stream()
                .sorted(Comparator.comparing((Dot dot) -> dot.value.number().orElse(0))
                        .thenComparing(dot -> dot.value.toString()))
                .forEach(dot -> byValue.computeIfAbsent(label(dot), none -> new ArrayList<>())
                        .add(dot));
        if (byValue.size() > MOST_CATEGORIES) {
            return Optional.empty();
        }
        AxisRange range = range(dots);
        CategoryChart chart = ChartStyle.categories(
                data.title("results over " + PictureData.brief(parameter)),
                PictureData.brief(parameter),
                range.label(PictureData.brief(data.objective().toString())));
        chart.getStyler().setOverlapped(true);
        chart.getStyler()
                .setYAxisMin(range.low())
                .setYAxisMax(range.high())
                .setXAxisLabelRotation(byValue.size() > 5 ? 30 : 0)
                .setLegendVisible(false);
        int most = byValue.values().stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < most; i++) {
            int place = i;
            List<Double> usual = byValue.values().stream()
                    .map(same -> place < same.size() && !same.get(place).best ? same.get(place).objective : Double.NaN)
                    .toList();
            add(chart, Integer.toString(i), byValue, usual, false);
        }
        List<Double> best = byValue.values().stream()
                .map(same -> same.stream()
                        .filter(Dot::best)
                        .map(Dot::objective)
                        .findFirst()
                        .orElse(Double.NaN))
                .toList();
        add(chart, "best", byValue, best, true);
        return Optional.of(chart);
    }

    private static void add(
            CategoryChart chart, String name, Map<String, List<Dot>> byValue, List<Double> objectives, boolean best) {
        CategorySeries series = chart.addSeries(name, List.copyOf(byValue.keySet()), objectives);
        series.setChartCategorySeriesRenderStyle(CategorySeriesRenderStyle.Scatter);
        paint(series, best);
    }

    private static void paint(MarkerSeries series, boolean best) {
        ChartStyle.paint(
                series,
                best ? ChartStyle.VERMILLION : ChartStyle.pale(ChartStyle.BLUE, 150),
                0,
                best ? SeriesMarkers.DIAMOND : SeriesMarkers.CIRCLE);
    }
}
