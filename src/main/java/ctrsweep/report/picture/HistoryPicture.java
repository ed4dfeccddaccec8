package ctrsweep.report.picture;

import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialState;
import java.util.Optional;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// The objective of each trial in the order of their numbers, and the best so far.
record HistoryPicture(Facts facts) {

    /// Empty where no trial has a result.
    Optional<XYChart> draw() {
        Dots completed = new Dots();
        Dots pruned = new Dots();
        Dots best = new Dots();
        for (Track track : facts.tracks()) {
            Trial trial = track.result();
            double place = (double) trial.number();
            double value = trial.metric(facts.objective()).orElse(Double.NaN);
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
        best.add((double) facts.tracks().getLast().result().number(), best.up().getLast());
        return Optional.of(chart(completed, pruned, best));
    }

    private double better(double value, Dots best) {
        return best.isEmpty() || facts.goal().better(value, best.up().getLast(), 0)
                ? value
                : best.up().getLast();
    }

    private XYChart chart(Dots completed, Dots pruned, Dots best) {
        Window window = Window.of(
                java.util.stream.Stream.concat(completed.up().stream(), pruned.up().stream())
                        .toList(),
                best.up().subList(best.up().size() - 1, best.up().size()));
        XYChart chart = Paper.lines(
                facts.title("results in the order of the trials"),
                "trial",
                window.label(Facts.brief(facts.objective().toString())));
        chart.getStyler().setYAxisMin(window.low()).setYAxisMax(window.high()).setXAxisDecimalPattern("0");
        if (!pruned.isEmpty()) {
            XYSeries series = chart.addSeries("pruned", pruned.across(), pruned.up());
            series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
            Paper.paint(series, Paper.GREY, 0, SeriesMarkers.TRIANGLE_DOWN);
        }
        XYSeries results = chart.addSeries("completed", completed.across(), completed.up());
        results.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        Paper.paint(results, Paper.pale(Paper.BLUE, 190), 0, SeriesMarkers.CIRCLE);
        XYSeries line = chart.addSeries("best so far", best.across(), best.up());
        line.setXYSeriesRenderStyle(XYSeriesRenderStyle.Step);
        Paper.paint(line, Paper.VERMILLION, 2, Paper.none());
        return chart;
    }
}
