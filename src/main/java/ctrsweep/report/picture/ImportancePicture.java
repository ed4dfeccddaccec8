package ctrsweep.report.picture;

import ctrsweep.report.importance.Importance;
import ctrsweep.report.importance.Importances;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;

/// The importance of each parameter with its 95% interval, the most important first.
record ImportancePicture(PictureData data) {
    private static final int MOST = 15;

    /// Returns empty if the importance is unknown.
    Optional<CategoryChart> draw() {
        return switch (data.importances()) {
            case Importances.Unknown _ -> Optional.empty();
            case Importances.Ranked ranked -> Optional.of(chart(ranked));
        };
    }

    private CategoryChart chart(Importances.Ranked ranked) {
        List<Importance> shown = ranked.parameters().stream().limit(MOST).toList();
        CategoryChart chart = ChartStyle.categories(
                data.title("importance of settings"),
                "PED-ANOVA; lines: 95% of resampled shares",
                "share of importance");
        chart.getStyler().setOverlapped(true).setAvailableSpaceFill(0.6);
        chart.getStyler()
                .setErrorBarsColor(ChartStyle.INK)
                .setYAxisMin(0.0)
                .setYAxisMax(Math.min(1, 1.05 * top(shown)))
                .setPlotGridVerticalLinesVisible(false)
                .setXAxisLabelRotation(shown.size() > 4 ? 30 : 0)
                .setLegendVisible(false);
        List<String> names =
                shown.stream().map(each -> PictureData.brief(each.parameter())).toList();
        CategorySeries bars = chart.addSeries(
                "share", names, shown.stream().map(Importance::share).toList());
        ChartStyle.paint(bars, ChartStyle.SKY, 0, ChartStyle.none());
        CategorySeries intervals = chart.addSeries(
                "interval",
                names,
                shown.stream().map(each -> (each.low() + each.high()) / 2).toList(),
                shown.stream().map(each -> (each.high() - each.low()) / 2).toList());
        intervals.setChartCategorySeriesRenderStyle(CategorySeriesRenderStyle.Scatter);
        ChartStyle.paint(intervals, ChartStyle.INK, 0, ChartStyle.none());
        return chart;
    }

    private static double top(List<Importance> shown) {
        return shown.stream().mapToDouble(Importance::high).max().orElse(1);
    }
}
