package ctrsweep.report.picture;

import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialDetails;
import ctrsweep.sweep.TrialState;
import java.util.Optional;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// The objective of each trial by trial number, and the best so far.
record HistoryPicture(PictureData data) {

    /// Returns empty if no trial has a result.
    Optional<XYChart> draw() {
        PlotPoints completed = new PlotPoints();
        PlotPoints pruned = new PlotPoints();
        PlotPoints best = new PlotPoints();
        for (TrialDetails details : data.trials()) {
            Trial trial = details.trial();
            double place = (double) trial.number();
            double value = trial.metric(data.objective()).orElse(Double.NaN);
            if (trial.rank().isPresent()) {
                completed.add(place, value);
                best.add(place, better(value, best));
            } else if (trial.state() == TrialState.PRUNED && Double.isFinite(value)) {
                pruned.add(place, value);
            }
        }
        if (completed.isEmpty()) {
            return Optional.empty();
        }
        best.add((double) data.trials().getLast().trial().number(), best.up().getLast());
        return Optional.of(chart(completed, pruned, best));
    }

    private double better(double value, PlotPoints best) {
        return best.isEmpty() || data.goal().better(value, best.up().getLast(), 0)
                ? value
                : best.up().getLast();
    }

    private XYChart chart(PlotPoints completed, PlotPoints pruned, PlotPoints best) {
        AxisRange range = AxisRange.of(
                java.util.stream.Stream.concat(completed.up().stream(), pruned.up().stream())
                        .toList(),
                best.up().subList(best.up().size() - 1, best.up().size()));
        XYChart chart = ChartStyle.lines(
                data.title("results in the order of the trials"),
                "trial",
                range.label(PictureData.brief(data.objective().toString())));
        chart.getStyler().setYAxisMin(range.low()).setYAxisMax(range.high()).setXAxisDecimalPattern("0");
        if (!pruned.isEmpty()) {
            XYSeries series = chart.addSeries("pruned", pruned.across(), pruned.up());
            series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
            ChartStyle.paint(series, ChartStyle.GREY, 0, SeriesMarkers.TRIANGLE_DOWN);
        }
        XYSeries results = chart.addSeries("completed", completed.across(), completed.up());
        results.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        ChartStyle.paint(results, ChartStyle.pale(ChartStyle.BLUE, 190), 0, SeriesMarkers.CIRCLE);
        XYSeries line = chart.addSeries("best so far", best.across(), best.up());
        line.setXYSeriesRenderStyle(XYSeriesRenderStyle.Step);
        ChartStyle.paint(line, ChartStyle.VERMILLION, 2, ChartStyle.none());
        return chart;
    }
}
