package ctrsweep.report.picture;

import ctrsweep.metric.Metric;
import ctrsweep.report.AtomicFile;
import ctrsweep.sweep.EpochReport;
import java.awt.Color;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// The metrics of one run by epoch, a picture for each: `curve-loss.png`, `curve-mae.png`, with a line for each
/// split.
///
/// @param metrics names without the split, as `loss` or `mae`
public record RunCurves(String run, List<EpochReport> epochs, List<String> metrics) {
    private static final Map<String, Color> COLOURS =
            Map.of("train", ChartStyle.GREY, "val", ChartStyle.BLUE, "test", ChartStyle.VERMILLION);

    /// Writes all pictures or none.
    ///
    /// @throws java.io.UncheckedIOException with a message for the user
    public List<Path> write(Path folder) {
        PngChart.checkFonts();
        SequencedMap<Path, AtomicFile.Content> files = new LinkedHashMap<>();
        for (String metric : metrics) {
            files.put(folder.resolve("curve-" + metric.replace('@', '-') + ".png"), PngChart.of(chart(metric)));
        }
        AtomicFile.write(files);
        return List.copyOf(files.keySet());
    }

    private XYChart chart(String metric) {
        XYChart chart = ChartStyle.lines(run + ": " + metric + " by epoch", "epoch", metric);
        chart.getStyler().setXAxisDecimalPattern("0");
        TreeSet<Metric> lines = new TreeSet<>();
        epochs.forEach(epoch -> lines.addAll(epoch.metrics().keySet()));
        lines.removeIf(line -> !line.name().equals(metric));
        for (Metric line : lines) {
            PlotPoints points = new PlotPoints();
            epochs.forEach(epoch -> points.add(epoch.epoch(), epoch.metrics().getOrDefault(line, Double.NaN)));
            ChartStyle.paint(
                    chart.addSeries(line.toString(), points.across(), points.up()),
                    COLOURS.getOrDefault(line.split(), ChartStyle.SKY),
                    2,
                    epochs.size() == 1 ? SeriesMarkers.CIRCLE : ChartStyle.none());
        }
        return chart;
    }
}
