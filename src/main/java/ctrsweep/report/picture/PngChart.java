package ctrsweep.report.picture;

import ctrsweep.report.AtomicFile;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.knowm.xchart.internal.chartpart.Chart;

/// Draws charts as PNG images.
final class PngChart {
    /// Pixels per point, for high-resolution screens.
    private static final int SCALE = 2;

    private PngChart() {}

    /// The content of a chart's file.
    static AtomicFile.Content of(Chart<?, ?> chart) {
        BufferedImage image =
                new BufferedImage(SCALE * ChartStyle.WIDTH, SCALE * ChartStyle.HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(SCALE, SCALE);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        chart.paint(graphics, ChartStyle.WIDTH, ChartStyle.HEIGHT);
        graphics.dispose();
        BufferedImage reduced = Palette.reduced(image);
        return out -> encode(reduced, out);
    }

    /// Writes a PNG with the highest compression.
    private static void encode(BufferedImage image, OutputStream out) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam smallest = writer.getDefaultWriteParam();
        smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        smallest.setCompressionQuality(0);
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), smallest);
        } finally {
            writer.dispose();
        }
    }

    /// Without fonts, or without the libraries that draw them, AWT throws exceptions and errors of many kinds.
    ///
    /// @throws UncheckedIOException with a message for the user if this machine cannot draw text
    static void checkFonts() {
        System.setProperty("java.awt.headless", "true");
        try {
            new Font(Font.SANS_SERIF, Font.PLAIN, 12).getStringBounds("0", new FontRenderContext(null, true, true));
        } catch (RuntimeException | LinkageError | InternalError problem) {
            throw new UncheckedIOException(
                    "pictures need fonts, and Java found none on this machine (Debian: install fontconfig and fonts-dejavu-core)",
                    new IOException(problem));
        }
    }
}
