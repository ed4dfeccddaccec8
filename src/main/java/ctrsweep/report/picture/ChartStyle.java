package ctrsweep.report.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.internal.series.MarkerSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// The common style of all pictures: empty charts, colours, lines and markers.
final class ChartStyle {
    static final Color BLUE = new Color(0x0072B2);
    static final Color SKY = new Color(0x56B4E9);
    static final Color VERMILLION = new Color(0xD55E00);
    static final Color GREY = new Color(0xA8A8A8);
    static final Color INK = new Color(0x333333);

    /// Size in points; a picture has twice as many pixels.
    static final int WIDTH = 720;

    static final int HEIGHT = 440;

    private static final Color GRID = new Color(0xE4E4E4);

    private ChartStyle() {}

    static XYChart lines(String title, String across, String up) {
        return styled(new XYChart(WIDTH, HEIGHT), title, across, up);
    }

    static CategoryChart categories(String title, String across, String up) {
        return styled(new CategoryChart(WIDTH, HEIGHT), title, across, up);
    }

    private static <C extends AxesChart<?, ?>> C styled(C chart, String title, String across, String up) {
        chart.setTitle(title);
        chart.setXAxisTitle(across);
        chart.setYAxisTitle(up);
        AxesChartStyler styler = chart.getStyler();
        styler.setLocale(Locale.ROOT);
        styler.setBaseFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setChartFontColor(INK);
        styler.setAxisTickLabelsColor(INK);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setChartTitleBoxVisible(false);
        styler.setChartTitlePadding(8);
        styler.setChartPadding(12);
        styler.setLegendPosition(Styler.LegendPosition.OutsideS);
        styler.setLegendLayout(Styler.LegendLayout.Horizontal);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setMarkerSize(8);
        return chart;
    }

    /// Draws a series in a colour, as a line of some width, or with width 0 as markers only.
    static void paint(MarkerSeries series, Color colour, float width, Marker marker) {
        series.setLineColor(colour);
        series.setMarkerColor(colour);
        series.setFillColor(colour);
        series.setMarker(marker);
        series.setLineStyle(
                width == 0
                        ? new BasicStroke(0, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {0, 1000}, 0)
                        : new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    }

    static Marker none() {
        return SeriesMarkers.NONE;
    }

    static Color pale(Color colour, int opacity) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), opacity);
    }
}
