package ctrsweep.report.picture;

import ctrsweep.report.AtomicFile;
import ctrsweep.report.importance.Importance;
import ctrsweep.report.importance.Importances;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.knowm.xchart.internal.chartpart.Chart;

/// The pictures of a sweep: `curve.png`, `history.png`, `importance.png`, and `slice-1-training.lr.png` of the most
/// important parameters.
public record Pictures(PictureData data) {
    private static final int SLICES = 3;

    /// Pixels per point, for high-resolution screens.
    private static final int SCALE = 2;

    /// Draws the pictures for which there is data.
    ///
    /// @return the content of each file
    /// @throws UncheckedIOException with a message for the user if this machine cannot draw text
    public SequencedMap<Path, AtomicFile.Content> in(Path folder) {
        System.setProperty("java.awt.headless", "true");
        checkFonts();
        SequencedMap<Path, AtomicFile.Content> files = new LinkedHashMap<>();
        new CurvePicture(data).draw().ifPresent(chart -> files.put(folder.resolve("curve.png"), drawn(chart)));
        new HistoryPicture(data).draw().ifPresent(chart -> files.put(folder.resolve("history.png"), drawn(chart)));
        new ImportancePicture(data)
                .draw()
                .ifPresent(chart -> files.put(folder.resolve("importance.png"), drawn(chart)));
        List<String> sliced = sliced();
        for (int i = 0; i < sliced.size(); i++) {
            Path file = folder.resolve(
                    "slice-%d-%s.png".formatted(i + 1, sliced.get(i).replaceAll("[^A-Za-z0-9._-]", "_")));
            Optional<Chart<?, ?>> slice = new SlicePicture(data, sliced.get(i)).draw();
            slice.ifPresent(chart -> files.put(file, drawn(chart)));
        }
        return files;
    }

    /// Writes all pictures or none, and creates the folder if it is missing.
    ///
    /// @throws UncheckedIOException with a message for the user
    public List<Path> write(Path folder) {
        SequencedMap<Path, AtomicFile.Content> files = in(folder);
        AtomicFile.write(files);
        return List.copyOf(files.keySet());
    }

    /// The most important parameters, or the first ones of the spec if the importance is unknown.
    private List<String> sliced() {
        return (switch (data.importances()) {
                    case Importances.Unknown _ -> data.domains().keySet().stream();
                    case Importances.Ranked ranked ->
                        ranked.parameters().stream()
                                .filter(each -> each.share() > 0)
                                .map(Importance::parameter);
                })
                .limit(SLICES)
                .toList();
    }

    private static AtomicFile.Content drawn(Chart<?, ?> chart) {
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
    private static void checkFonts() {
        try {
            new Font(Font.SANS_SERIF, Font.PLAIN, 12).getStringBounds("0", new FontRenderContext(null, true, true));
        } catch (RuntimeException | LinkageError | InternalError problem) {
            throw new UncheckedIOException(
                    "pictures need fonts, and Java found none on this machine (Debian: install fontconfig and fonts-dejavu-core)",
                    new IOException(problem));
        }
    }
}
