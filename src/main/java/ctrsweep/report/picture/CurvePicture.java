package ctrsweep.report.picture;

import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.Point;
import ctrsweep.sweep.Trial;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// The objective by epoch: the winner's curve with its best epoch, those of all others pale behind it.
///
/// Where the winner was repeated with several seeds it has several curves.
record CurvePicture(Facts facts) {

    /// Empty where nobody won, or the winner left no epochs.
    Optional<XYChart> draw() {
        return facts.winner().flatMap(this::draw);
    }

    private Optional<XYChart> draw(Point winner) {
        Set<Long> winners = winner.trials().stream().map(Trial::number).collect(Collectors.toSet());
        Dots others = new Dots();
        Dots won = new Dots();
        Dots best = new Dots();
        for (Track track : facts.tracks()) {
            boolean isWinner = winners.contains(track.result().number());
            add(track, isWinner ? won : others);
            if (isWinner) {
                track.epochs().stream()
                        .filter(epoch -> track.result()
                                .bestEpoch()
                                .filter(number -> number == epoch.epoch())
                                .isPresent())
                        .forEach(epoch -> best.add(epoch.epoch(), value(epoch)));
            }
        }
        return won.isEmpty() ? Optional.empty() : Optional.of(chart(winner, others, won, best));
    }

    private void add(Track track, Dots dots) {
        track.epochs().forEach(epoch -> dots.add(epoch.epoch(), value(epoch)));
        dots.gap();
    }

    private double value(EpochReport epoch) {
        return epoch.metrics().getOrDefault(facts.objective(), Double.NaN);
    }

    private XYChart chart(Point winner, Dots others, Dots won, Dots best) {
        Window window = Window.of(others.up(), won.up());
        String numbers = winner.trials().stream()
                .map(trial -> Long.toString(trial.number()))
                .collect(Collectors.joining(", "));
        String named = (winner.trials().size() == 1 ? "trial " : "trials ") + numbers;
        XYChart chart = Paper.lines(
                facts.title("the best of %d trials by epoch"
                        .formatted(facts.tracks().size())),
                "epoch",
                window.label(Facts.brief(facts.objective().toString())));
        chart.getStyler().setYAxisMin(window.low()).setYAxisMax(window.high()).setXAxisDecimalPattern("0");
        if (!others.isEmpty()) {
            Paper.paint(
                    chart.addSeries("other trials", others.across(), others.up()),
                    Paper.pale(Paper.GREY, 150),
                    1,
                    alone(others) ? SeriesMarkers.CIRCLE : Paper.none());
        }
        Paper.paint(
                chart.addSeries(Facts.brief(named), won.across(), won.up()),
                Paper.BLUE,
                2.5f,
                alone(won) ? SeriesMarkers.CIRCLE : Paper.none());
        if (!best.isEmpty()) {
            var marks = chart.addSeries(label(best), best.across(), best.up());
            marks.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
            Paper.paint(marks, Paper.VERMILLION, 0, SeriesMarkers.DIAMOND);
        }
        return chart;
    }

    private static String label(Dots best) {
        return best.across().size() == 1
                ? "best epoch: " + Math.round(best.across().getFirst())
                : "best epochs: "
                        + best.across().stream()
                                .map(epoch -> Long.toString(Math.round(epoch)))
                                .collect(Collectors.joining(", "));
    }

    /// Whether there is but one epoch, so that there is no line.
    private static boolean alone(Dots dots) {
        return List.copyOf(Set.copyOf(dots.across())).size() == 1;
    }
}
