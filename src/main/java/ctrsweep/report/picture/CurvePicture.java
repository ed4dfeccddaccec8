package ctrsweep.report.picture;

import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.Point;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialDetails;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// The objective by epoch: the best point's curves, one for each seed, with their best epochs, over the pale
/// curves of all other trials.
record CurvePicture(PictureData data) {

    /// Returns empty if no trial is ranked, or the best one has no epochs.
    Optional<XYChart> draw() {
        return data.winner().flatMap(this::draw);
    }

    private Optional<XYChart> draw(Point winner) {
        Set<Long> winners = winner.trials().stream().map(Trial::number).collect(Collectors.toSet());
        PlotPoints others = new PlotPoints();
        PlotPoints won = new PlotPoints();
        PlotPoints best = new PlotPoints();
        for (TrialDetails trial : data.trials()) {
            boolean isWinner = winners.contains(trial.trial().number());
            add(trial, isWinner ? won : others);
            if (isWinner) {
                trial.epochs().stream()
                        .filter(epoch -> trial.trial()
                                .bestEpoch()
                                .filter(number -> number == epoch.epoch())
                                .isPresent())
                        .forEach(epoch -> best.add(epoch.epoch(), value(epoch)));
            }
        }
        return won.isEmpty() ? Optional.empty() : Optional.of(chart(winner, others, won, best));
    }

    private void add(TrialDetails trial, PlotPoints dots) {
        trial.epochs().forEach(epoch -> dots.add(epoch.epoch(), value(epoch)));
        dots.gap();
    }

    private double value(EpochReport epoch) {
        return epoch.metrics().getOrDefault(data.objective(), Double.NaN);
    }

    private XYChart chart(Point winner, PlotPoints others, PlotPoints won, PlotPoints best) {
        AxisRange range = AxisRange.of(others.up(), won.up());
        String named = Point.named(List.of(winner), Integer.MAX_VALUE);
        XYChart chart = ChartStyle.lines(
                data.title(
                        "the best of %d trials by epoch".formatted(data.trials().size())),
                "epoch",
                range.label(PictureData.brief(data.objective().toString())));
        chart.getStyler().setYAxisMin(range.low()).setYAxisMax(range.high()).setXAxisDecimalPattern("0");
        if (!others.isEmpty()) {
            ChartStyle.paint(
                    chart.addSeries("other trials", others.across(), others.up()),
                    ChartStyle.pale(ChartStyle.GREY, 150),
                    1,
                    alone(others) ? SeriesMarkers.CIRCLE : ChartStyle.none());
        }
        ChartStyle.paint(
                chart.addSeries(PictureData.brief(named), won.across(), won.up()),
                ChartStyle.BLUE,
                2.5f,
                alone(won) ? SeriesMarkers.CIRCLE : ChartStyle.none());
        if (!best.isEmpty()) {
            var marks = chart.addSeries(label(best), best.across(), best.up());
            marks.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
            ChartStyle.paint(marks, ChartStyle.VERMILLION, 0, SeriesMarkers.DIAMOND);
        }
        return chart;
    }

    private static String label(PlotPoints best) {
        return best.across().size() == 1
                ? "best epoch: " + Math.round(best.across().getFirst())
                : "best epochs: "
                        + best.across().stream()
                                .map(epoch -> Long.toString(Math.round(epoch)))
                                .collect(Collectors.joining(", "));
    }

    /// Returns whether there is only one epoch, which needs a marker because it makes no line.
    private static boolean alone(PlotPoints dots) {
        return Set.copyOf(dots.across()).size() == 1;
    }
}
